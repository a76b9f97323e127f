import type { OrganisationPolicy, Organisations } from '../../../../organisations/policy.js';
import type { Page, PageRequest } from '../../../connection.js';
import { DomainError } from '../../../domain-error.js';
import type { AuditLog } from '../audit-log.js';
import { before, spanOf, type Period } from '../period.js';
import { pageOfRecords } from '../record-page.js';
import { lineOf, type AccessLogLine } from './access-log-line.js';
import { pageOfLines } from './line-page.js';

/** A client, and the organisation through which the caller reads about them. */
export interface ClientOfCaller {
  id: string;
  organisation: string | null;
}

export interface AccessLogRequest {
  period: Period | null | undefined;
  page: PageRequest;
  /** The log as it was then: whoever reads it does not find this reading in it, which is recorded meanwhile. */
  now: Date;
  /** Like records of a day as one line; else each record is a line. */
  merged: boolean;
}

export interface AccessLog {
  page: Page<AccessLogLine>;
  /** In which its days are counted. */
  policy: OrganisationPolicy;
}

/**
 * Who looked into the dossier of a client, refused looks of strangers included (NEN 7513). May I, and the record of it,
 * is the guard's.
 * @throws DomainError ACCESS_REFUSED, BAD_INPUT, BAD_CURSOR.
 */
export async function readAccessLog(
  needs: { log: AuditLog; organisations: Organisations },
  client: ClientOfCaller,
  { period, page, now, merged }: AccessLogRequest,
): Promise<AccessLog> {
  const policy = needs.organisations.get(client.organisation ?? '');
  if (policy === undefined) throw new DomainError('ACCESS_REFUSED');
  const { timeZone } = policy;
  const span = before(now, spanOf(period, timeZone));
  const selection = { spans: [{ organisation: null, ...span }], client: client.id };
  if (merged) return { policy, page: await pageOfLines(needs.log, selection, page, timeZone) };
  const { edges, pageInfo } = await pageOfRecords(needs.log, selection, page);
  return { policy, page: { pageInfo, edges: edges.map((edge) => ({ ...edge, node: lineOf(edge.node, timeZone) })) } };
}
