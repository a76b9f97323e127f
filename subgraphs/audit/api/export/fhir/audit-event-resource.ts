/**
 * A record as a FHIR R4 AuditEvent, each field of NEN 7513 where FHIR has its place; where FHIR has none it is an
 * extension of ours. What succeeded follows a pattern of IHE, and says which.
 */
import { KINDS_OF_EVENT } from '../../../../../schema/audit-catalogue.js';
import type { AuditChecks, AuditOutcome } from '../../../../../schema/audit-event.js';
import type { ExportLine } from '../../../domain/export/export-lines.js';
import type { LogRecord } from '../../../domain/record/log-record.js';
import { agentsOf, programOf } from './agents.js';
import { patternOf, profileOf, type Pattern } from './balp-patterns.js';
import * as code from './codes.js';
import { entitiesOf } from './entities.js';

/** FHIR audit-event-outcome: success, minor failure (refused), serious failure. */
const OUTCOMES: Readonly<Record<AuditOutcome, string>> = { OK: '0', REFUSED: '4', ERROR: '8' };

export function auditEventResource(line: ExportLine): object {
  const { record } = line;
  const pattern = patternOf(record);
  return {
    resourceType: 'AuditEvent',
    id: record.id,
    ...(pattern !== null && { meta: { profile: [profileOf(pattern, record)] } }),
    extension: extensionsOf(line),
    ...eventCodes(record, pattern),
    action: record.action,
    period: { start: record.occurredAt, end: record.occurredAt },
    recorded: record.recordedAt,
    outcome: OUTCOMES[record.outcome],
    ...(record.reason !== null && { outcomeDesc: record.reason }),
    purposeOfEvent: [{ coding: [code.purposeOfUse(record.purpose)] }],
    agent: agentsOf(line, pattern),
    source: {
      ...(record.organisation !== null && { site: record.organisation }),
      observer: programOf(line),
      type: [code.APPLICATION_SERVER],
    },
    entity: entitiesOf(line, pattern),
  };
}

/** NEN 7513: event code and kind. A delete by the pattern of IHE has one subtype. */
function eventCodes(record: LogRecord, pattern: Pattern | null): { type: code.Coding; subtype: code.Coding[] } {
  const { sort, type, subtype } = KINDS_OF_EVENT[record.kind];
  const kind = code.own('audit-event-kind', record.kind);
  if (pattern?.name === 'Delete') return { type: code.REST, subtype: [pattern.interaction] };
  if (pattern !== null) return { type: code.REST, subtype: [pattern.interaction, code.dicom(type), kind] };
  const own = [...(subtype === null ? [] : [code.dicom(subtype)]), kind];
  if (record.outcome !== 'REFUSED' || sort === 'session') return { type: code.dicom(type), subtype: own };
  // whether it was let through was decided, and it was not
  const decided = code.authorisation(record.checks?.consent == null ? 'AuthZ-Role' : 'AuthZ-Consent');
  return { type: code.SECURITY_ALERT, subtype: [decided, ...own] };
}

function extensionsOf({ sequence, leaf, record }: ExportLine): object[] {
  return [
    { url: code.extensionUrl('log-sequence'), valueString: String(sequence) },
    { url: code.extensionUrl('log-leaf'), valueBase64Binary: leaf },
    { url: code.extensionUrl('audit-event-kind'), valueCode: record.kind },
    ...(record.justification === null
      ? []
      : [{ url: code.extensionUrl('justification'), valueString: record.justification }]),
    ...checksOf(record.checks),
  ];
}

/** NEN 7513: checks. */
function checksOf(checks: AuditChecks | null): object[] {
  const answers = Object.entries(checks ?? {}).flatMap(([url, answer]) =>
    typeof answer === 'boolean' ? [{ url, valueBoolean: answer }] : [],
  );
  return answers.length === 0 ? [] : [{ url: code.extensionUrl('nen7513-checks'), extension: answers }];
}
