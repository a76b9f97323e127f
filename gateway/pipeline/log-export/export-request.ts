/** Which part of the log is asked, and in which form: `/audit/export?organisation=vivium&from=2026-01-01&format=csv`. */
import { z } from 'zod';
import { AUDIT_EVENT_KINDS, AUDIT_OUTCOMES, type AuditEventKind } from '../../../schema/audit-event.js';
import type { LogExportFormat, LogExportRequest } from '../../../schema/log-export.js';
import { Refused } from '../../refused.js';

const FORMATS = { ndjson: 'NDJSON', csv: 'CSV', fhir: 'FHIR' } as const satisfies Record<string, LogExportFormat>;

const sequence = z
  .string()
  .regex(/^[0-9]{1,15}$/)
  .transform(Number);

const optional = <T extends z.ZodType>(type: T) => type.nullable().default(null);

/** Several kinds with commas between them. */
const kinds = z
  .string()
  .transform((names) => names.split(','))
  .pipe(z.array(z.enum(AUDIT_EVENT_KINDS)));

const search = z.strictObject({
  format: z.enum(['ndjson', 'csv', 'fhir']).default('ndjson'),
  organisation: optional(z.string().min(1).max(100)),
  from: optional(z.iso.date()),
  until: optional(z.iso.date()),
  client: optional(z.uuid()),
  account: optional(z.uuid()),
  kind: kinds.optional(),
  outcome: optional(z.enum(AUDIT_OUTCOMES)),
  after: sequence.default(0),
  upTo: optional(sequence),
});

/** @throws Refused BAD_INPUT that names the parameters that are wrong or unknown. */
export function readExportRequest(query: unknown): LogExportRequest {
  const { data, error } = search.safeParse(query);
  if (data === undefined) {
    const fields = error.issues.map(({ path, ...issue }) => ('keys' in issue ? issue.keys.join() : String(path[0])));
    throw new Refused('BAD_INPUT', { status: 400, details: { fields } });
  }
  const { kind, format, ...asked } = data;
  const wanted: AuditEventKind[] | null = kind ?? null;
  return { ...asked, format: FORMATS[format], kinds: wanted };
}
