/**
 * IHE Basic Audit Log Patterns: which pattern a record follows. They are for what succeeded; what was refused or failed
 * follows FHIR itself, and so does what is neither a look at data nor a change of data, as signing in.
 */
import { KINDS_OF_EVENT } from '../../../../../schema/audit-catalogue.js';
import type { LogRecord } from '../../../domain/record/log-record.js';
import * as code from './codes.js';
import { searchText } from './search-text.js';

export interface Pattern {
  /** Of its profiles: `<Name>`, and `Patient<Name>` when it is known whose data it was. */
  name: 'Create' | 'Read' | 'Update' | 'Delete' | 'Query';
  interaction: code.Coding;
  /** The program that asked, the one that answered, and who sat behind it. */
  client: code.Coding;
  server: code.Coding;
  user: code.Coding;
}

const RECIPIENT = code.participation('IRCP', 'information recipient');
const AUTHOR = code.participation('AUT', 'author (originator)');

const PATTERNS = {
  C: pattern('Create', 'create', code.SOURCE, code.DESTINATION, AUTHOR),
  R: pattern('Read', 'read', code.DESTINATION, code.SOURCE, RECIPIENT),
  U: pattern('Update', 'update', code.SOURCE, code.DESTINATION, AUTHOR),
  D: pattern('Delete', 'delete', code.APPLICATION, code.CUSTODIAN, AUTHOR),
  E: pattern('Query', 'search', code.SOURCE, code.DESTINATION, RECIPIENT),
} as const satisfies Record<LogRecord['action'], Pattern>;

function pattern(
  name: Pattern['name'],
  interaction: string,
  client: code.Coding,
  server: code.Coding,
  user: code.Coding,
): Pattern {
  return { name, interaction: code.restful(interaction, interaction), client, server, user };
}

/** Null: of none of them. */
export function patternOf(record: LogRecord): Pattern | null {
  const { sort } = KINDS_OF_EVENT[record.kind];
  if (record.outcome !== 'OK' || record.address === null || (sort !== 'read' && sort !== 'change')) return null;
  if (record.action === 'E' && (sort !== 'read' || searchText(record) === '')) return null;
  return PATTERNS[record.action];
}

export function profileOf({ name }: Pattern, { client }: LogRecord): string {
  return `${code.BALP}/StructureDefinition/IHE.BasicAudit.${client === null ? '' : 'Patient'}${name}`;
}
