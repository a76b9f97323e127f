/**
 * The log for a spreadsheet or a BI tool: RFC 4180, UTF-8 with a byte order mark, without which spreadsheets take it for
 * another encoding. Names of columns are part of the API.
 */
import { stringify, type Options } from 'csv-stringify/sync';
import type { LogFormat } from '../../domain/export/export-format.js';
import type { ExportLine } from '../../domain/export/export-lines.js';

type Cell = string | number | boolean | null | undefined;

const COLUMNS: Readonly<Record<string, (line: ExportLine) => Cell>> = {
  sequence: ({ sequence }) => sequence,
  id: ({ record }) => record.id,
  occurredAt: ({ record }) => record.occurredAt,
  recordedAt: ({ record }) => record.recordedAt,
  kind: ({ record }) => record.kind,
  action: ({ record }) => record.action,
  outcome: ({ record }) => record.outcome,
  reason: ({ record }) => record.reason,
  justification: ({ record }) => record.justification,
  organisation: ({ record }) => record.organisation,
  account: ({ record }) => record.account,
  name: ({ name }) => name,
  pseudonym: ({ record }) => record.pseudonym,
  role: ({ record }) => record.role,
  relation: ({ record }) => record.relation,
  checkedAuthorisation: ({ record }) => record.checks?.authorisation,
  checkedTreatmentRelation: ({ record }) => record.checks?.treatmentRelation,
  checkedConsent: ({ record }) => record.checks?.consent,
  checkedEmergency: ({ record }) => record.checks?.emergency,
  consent: ({ record }) => record.consent,
  responsible: ({ record }) => record.responsible,
  responsibleRole: ({ record }) => record.responsibleRole,
  session: ({ record }) => record.session,
  client: ({ record }) => record.client,
  categories: ({ record }) => record.categories.join(' '),
  object: ({ record }) => record.object,
  sensitivity: ({ record }) => record.sensitivity,
  search: ({ record }) => record.search && JSON.stringify(record.search),
  purpose: ({ record }) => record.purpose,
  policy: ({ record }) => record.policy,
  source: ({ record }) => record.source,
  address: ({ record }) => record.address,
  trace: ({ record }) => record.trace,
  leaf: ({ leaf }) => leaf,
};

const OPTIONS: Options = {
  record_delimiter: 'windows',
  // a cell that a spreadsheet would take for a formula becomes text (CWE-1236)
  escape_formulas: true,
  cast: { boolean: String },
};

export const CSV: LogFormat = {
  type: 'text/csv; charset=utf-8; header=present',
  extension: 'csv',
  head: () => stringify([Object.keys(COLUMNS)], { ...OPTIONS, bom: true }),
  line: (line) => stringify([Object.values(COLUMNS).map((cellOf) => cellOf(line))], OPTIONS),
  end: () => '',
};
