import type { Organisations } from '../../../organisations/policy.js';
import type { Page, PageRequest } from '../../connection.js';
import { DomainError } from '../../domain-error.js';
import type { AuditLog, AuditRecord } from './audit-log.js';
import { spanOf, type Period } from './period.js';
import { pageOfRecords } from './record-page.js';

/** A client, and the organisation through which the caller reads about them. */
export interface ClientOfCaller {
  id: string;
  organisation: string | null;
}

/**
 * Who looked into the dossier of a client, refused looks of strangers included (NEN 7513). May I, and the record of it,
 * is the guard's.
 * @throws DomainError ACCESS_REFUSED, BAD_INPUT, BAD_CURSOR.
 */
export async function readAccessLog(
  needs: { log: AuditLog; organisations: Organisations },
  client: ClientOfCaller,
  period: Period | null | undefined,
  page: PageRequest,
): Promise<Page<AuditRecord>> {
  const policy = needs.organisations.get(client.organisation ?? '');
  if (policy === undefined) throw new DomainError('ACCESS_REFUSED');
  const spans = [{ organisation: null, ...spanOf(period, policy.timeZone) }];
  return pageOfRecords(needs.log, { spans, client: client.id }, page);
}
