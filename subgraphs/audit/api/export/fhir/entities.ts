/** AuditEvent.entity: whose data, which data, what was searched by, and on which ground. */
import type { ExportLine } from '../../../domain/export/export-lines.js';
import type { LogRecord } from '../../../domain/record/log-record.js';
import { hasPolicyOnUser } from './agents.js';
import type { Pattern } from './balp-patterns.js';
import * as code from './codes.js';
import { searchText } from './search-text.js';

const PERSON = code.entityType('1', 'Person');
const SYSTEM_OBJECT = code.entityType('2', 'System Object');
const OTHER = code.entityType('4', 'Other');
const QUERY = code.objectRole('24', 'Query');

export function entitiesOf(line: ExportLine, pattern: Pattern | null): object[] {
  const { record } = line;
  return [
    ...patientOf(record),
    dataOf(record, pattern),
    ...queryOf(record, pattern),
    ...named('relation', record.relation),
    ...consentOf(record),
    ...named('session', record.session),
    ...(hasPolicyOnUser(line, pattern) ? [] : named('policy', record.policy)),
    { type: code.X_REQUEST_ID, what: { identifier: { value: record.trace } } },
  ];
}

/** NEN 7513: object id, the client. */
function patientOf({ client }: LogRecord): object[] {
  if (client === null) return [];
  const what = { type: 'Patient', identifier: { system: code.identifierSystem('client'), value: client } };
  return [{ what, type: PERSON, role: code.objectRole('1', 'Patient') }];
}

/** NEN 7513: data category, object detail, sensitivity. In a query the pattern keeps System Object for the query. */
function dataOf({ kind, categories, object, sensitivity }: LogRecord, pattern: Pattern | null): object {
  const hasRoom = pattern?.name !== 'Delete' && categories.length > 0;
  return {
    what: {
      ...(object !== null && { identifier: { system: code.identifierSystem('object'), value: object } }),
      display: categories.join(', ') || kind,
    },
    type: pattern?.name === 'Query' ? OTHER : SYSTEM_OBJECT,
    role: code.objectRole('4', 'Domain Resource'),
    ...(sensitivity !== null && { securityLabel: [code.confidentiality(sensitivity)] }),
    ...(hasRoom && { detail: categories.map((category) => ({ type: 'category', valueString: category })) }),
  };
}

/** NEN 7513: search. */
function queryOf(record: LogRecord, pattern: Pattern | null): object[] {
  const isQuery = pattern?.name === 'Query';
  const text = searchText(record);
  if (!isQuery && record.search === null) return [];
  return [
    {
      type: isQuery ? SYSTEM_OBJECT : OTHER,
      role: QUERY,
      description: text,
      query: Buffer.from(text).toString('base64'),
    },
  ];
}

/** NEN 7513: consent profile. */
function consentOf({ consent }: LogRecord): object[] {
  if (consent === null) return [];
  const what = { type: 'Consent', identifier: { system: code.identifierSystem('consent'), value: consent } };
  return [{ what, type: code.resourceType('Consent', 'Consent') }];
}

function named(kind: string, value: string | null): object[] {
  if (value === null) return [];
  return [
    { what: { identifier: { system: code.identifierSystem(kind), value } }, type: code.own('audit-entity', kind) },
  ];
}
