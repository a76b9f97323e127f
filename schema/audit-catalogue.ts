/**
 * The audit catalogue: what goes on the log. Each kind of event with its codes (NEN 7513, FHIR AuditEvent), and of each
 * operation of the graph, and of each way in beside it, the kinds that it leaves, or why it leaves nothing.
 */
export { KINDS_OF_EVENT, EVENT_SORTS } from './audit-catalogue/event-kinds.js';
export type { EventSort, KindOfEvent } from './audit-catalogue/event-kinds.js';
export { DICOM_SYSTEM } from './audit-catalogue/dicom-codes.js';
export type { DicomCode } from './audit-catalogue/dicom-codes.js';
export { SENSITIVITY_OF, sensitivityOf } from './audit-catalogue/sensitivity.js';
