/** The log for a system that reads FHIR: a resource a line, as FHIR Bulk Data gives them. */
import type { LogFormat } from '../../domain/export/export-format.js';
import { auditEventResource } from './fhir/audit-event-resource.js';

export const FHIR: LogFormat = {
  type: 'application/fhir+ndjson; fhirVersion=4.0; charset=utf-8',
  extension: 'fhir.ndjson',
  head: () => '',
  line: (line) => `${JSON.stringify(auditEventResource(line))}\n`,
  end: () => '',
};
