import type { Organisations } from '../../../organisations/policy.js';
import type { Subject } from '../../../schema/access-decision.js';
import type { AccessLogLine as Line } from '../domain/access-log/access-log-line.js';
import type { AccessLog } from '../domain/access-log/read-access-log.js';
import type { AccessLogConnection, AccessLogLine } from './access-log.type.js';
import { agentOf } from './audit-event.connection.js';

/** The log of a client, seen through that client: judged by the caller's relation, never by a staff role. */
export function asAccessLog(
  { page, policy }: AccessLog,
  client: string,
  organisations: Organisations,
): AccessLogConnection {
  const subject: Subject = { organisation: null, client, account: null };
  const place = { subject, timeZone: policy.timeZone };
  const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: asLine(node, place, organisations) }));
  return { pageInfo: page.pageInfo, edges };
}

function asLine(
  line: Line,
  place: Pick<AccessLogLine, 'subject' | 'timeZone'>,
  organisations: Organisations,
): AccessLogLine {
  const { records, day, ...counted } = line;
  const [record] = records;
  return {
    ...place,
    ...counted,
    line,
    day: new Date(day),
    kind: record.kind,
    outcome: record.outcome,
    agent: agentOf(record),
    organisation: organisations.get(record.organisation ?? '')?.name ?? null,
  };
}
