/**
 * The audit catalogue: what goes on the log. Each kind of event with its codes (NEN 7513, FHIR AuditEvent), and of each
 * operation of the graph, and of each way in beside it, the kinds that it leaves, or why it leaves nothing.
 */
import { AUDIT_OPERATIONS } from './audit-catalogue/audit-operations.js';
import { DOSSIER_OPERATIONS } from './audit-catalogue/dossier-operations.js';
import { IDENTITY_OPERATIONS } from './audit-catalogue/identity-operations.js';
import type { Operation, Operations } from './audit-catalogue/operation.js';

export { KINDS_OF_EVENT, EVENT_SORTS } from './audit-catalogue/event-kinds.js';
export { DICOM_SYSTEM } from './audit-catalogue/dicom-codes.js';
export type { DicomCode } from './audit-catalogue/dicom-codes.js';
export { SENSITIVITY_OF, sensitivityOf } from './audit-catalogue/sensitivity.js';
export { thingOf } from './audit-catalogue/things.js';
export { namesOnly, UNNAMED } from './audit-catalogue/names-only.js';
export { REASONS_FOR_NOTHING } from './audit-catalogue/operation.js';
export type { Operation, Operations } from './audit-catalogue/operation.js';
export { ADDRESSES, CALLED, OF_ITSELF } from './audit-catalogue/outside-operations.js';

/** Each root field, and each field of a client, of the subgraph that serves it. */
export const OPERATIONS = {
  identity: IDENTITY_OPERATIONS,
  dossier: DOSSIER_OPERATIONS,
  audit: AUDIT_OPERATIONS,
} as const satisfies Record<string, Operations>;

const BY_NAME: ReadonlyMap<string, Operation> = new Map(
  Object.values(OPERATIONS).flatMap((operations: Operations) => Object.entries(operations)),
);

/** What a field of the graph leaves; undefined when the catalogue does not know it. */
export function operationNamed(coordinate: string): Operation | undefined {
  return BY_NAME.get(coordinate);
}
