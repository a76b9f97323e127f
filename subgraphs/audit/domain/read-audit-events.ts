import type { Organisations } from '../../../organisations/policy.js';
import type { Page, PageRequest } from '../../connection.js';
import type { AuditLog, AuditRecord, Selection } from './audit-log.js';
import { before, spanOf, type Period } from './period.js';
import { pageOfRecords } from './record-page.js';
import { staffScope, type Occasion } from './staff-scope.js';

export interface AuditEventCriteria extends Omit<Selection, 'spans' | 'upTo' | 'sequences'> {
  organisation?: string | null;
  period?: Period | null;
}

type Ids = Pick<AuditEventCriteria, 'client' | 'account' | 'relation' | 'session'>;

/**
 * The log manager reads the log of the organisations where they are that; the reading is on the log itself (NEN 7513).
 * @throws DomainError ACCESS_REFUSED, BAD_INPUT, BAD_CURSOR.
 */
export async function readAuditEvents(
  needs: { log: AuditLog; organisations: Organisations },
  occasion: Occasion & { now: Date },
  criteria: AuditEventCriteria,
  page: PageRequest,
): Promise<Page<AuditRecord>> {
  const { organisation, period, ...asked } = criteria;
  const narrowing = { ...asked, ...idsAsLogged(asked) };
  const scopes = staffScope(occasion, needs.organisations, {
    roles: ['AUDITOR'],
    kind: 'LOG_READ',
    category: 'ACCESS_LOG',
    organisation,
  });
  const spans = scopes.map(({ policy }) => ({
    organisation: policy.id,
    ...before(occasion.now, spanOf(period, policy.timeZone)),
  }));
  for (const { policy, role } of scopes) {
    occasion.ledger.add({
      kind: 'LOG_READ',
      action: 'R',
      organisation: policy.id,
      role,
      client: narrowing.client ?? null,
      categories: ['ACCESS_LOG'],
      search: searchOf(narrowing, period),
    });
  }
  return pageOfRecords(needs.log, { ...narrowing, spans }, page);
}

/** However they were typed: no record holds an id in capitals, and nothing found would read as nothing done. */
function idsAsLogged({ client, account, relation, session }: Ids): Ids {
  return Object.fromEntries(
    Object.entries({ client, account, relation, session }).map(([name, id]) => [name, id?.toLowerCase()]),
  );
}

/** The criteria as the record names them: ids, codes and days. */
function searchOf(
  narrowing: Omit<AuditEventCriteria, 'organisation' | 'period'>,
  period: Period | null | undefined,
): Record<string, string | string[]> {
  const criteria = {
    ...narrowing,
    start: period?.start?.toISOString().slice(0, 10),
    end: period?.end?.toISOString().slice(0, 10),
  };
  return Object.fromEntries(
    Object.entries(criteria).flatMap(([name, value]) => (value == null ? [] : [[name, value] as const])),
  );
}
