import type { Organisations } from '../../../../organisations/policy.js';
import { DomainError } from '../../../domain-error.js';
import type { Happening } from '../../../ledger.js';
import { isUuid } from '../../../uuid.js';
import type { AccountChanges } from '../account.js';
import { mailTo } from '../messages/write-to.js';
import type { Occasion } from '../occasion.js';
import { refuse } from '../refusal.js';
import { actAsStaff } from '../staff/act-as-staff.js';
import { current, judge, judgeAll, type JudgedRelation } from '../standing.js';
import type { OneStep, Tables } from '../tables.js';
import type { Relation, Relations } from './relation.js';

export interface ExtendAccessNeeds extends OneStep {
  relations: Relations;
  organisations: Organisations;
  changes: AccountChanges;
}

/**
 * Whoever approves further accounts gives one a new end, when its end has come and not before (R16, R17): while its
 * client is in care, and as long as nobody else has the place. Nobody approves their own (R9).
 * @throws DomainError ACCESS_REFUSED, alike for a relation that does not exist; APPROVAL_BY_ANOTHER, NO_ACCOUNT_LEFT,
 * BAD_INPUT.
 */
export async function extendAccess(
  needs: ExtendAccessNeeds,
  { relationId, until, reason }: { relationId: string; until: Date; reason: string },
  occasion: Occasion,
): Promise<JudgedRelation> {
  const { now } = occasion;
  const found = isUuid(relationId) ? await needs.relations.find(relationId) : null;
  const tried = happeningOf(found);
  const extra = (found && needs.organisations.get(found.client.organisation)?.accounts.extra) ?? null;
  const of = {
    organisation: found?.client.organisation ?? null,
    roles: extra === null ? [] : [extra.approver],
    reason,
  };
  const { policy, account, place } = actAsStaff(needs, of, tried, occasion);
  if (found === null) return refuse(occasion, { ...tried, ...place }, 'ACCESS_REFUSED');
  if (found.holder.account === account) return refuse(occasion, { ...tried, ...place }, 'APPROVAL_BY_ANOTHER');
  if (until <= now) throw new DomainError('BAD_INPUT', { fields: ['until'] });
  const extended = await needs.inOneStep(occasion, async (tables, step) => {
    await tables.relations.lockClient(found.client.id);
    const relation = await tables.relations.find(found.id);
    if (relation === null || !hasRunOut(relation, now)) throw new DomainError('BAD_INPUT', { fields: ['relationId'] });
    const others = await othersOf(tables, needs.organisations, relation, now);
    const isTaken = others.length > policy.accounts.perClient || others.some(({ extraReason }) => extraReason !== null);
    if (isTaken) return refuse(step, { ...tried, ...place }, 'NO_ACCOUNT_LEFT');
    const holder = await tables.accounts.find(relation.holder.account);
    if (holder !== null) await tables.messages.put(mailTo(holder, policy, { template: 'NEW_ACCESS' }), now);
    const after = await tables.relations.extend(relation.id, until);
    if (after === null) return refuse(step, { ...tried, ...place }, 'ACCESS_REFUSED');
    step.ledger.add({ ...tried, ...place });
    return after;
  });
  await needs.changes.announce(extended.holder.account);
  return judge(extended, policy, now);
}

function happeningOf(relation: Relation | null): Happening {
  return {
    kind: 'RELATION_CHANGED',
    action: 'U',
    relation: relation?.id ?? null,
    client: relation?.client.id ?? null,
    categories: ['EXTENDED'],
  };
}

/** A further account at or after its own end, of a client who is in care. */
function hasRunOut({ extraReason, validUntil, endedAt, client }: Relation, now: Date): boolean {
  const isInCare = client.departedOn === null && client.diedOn === null;
  return extraReason !== null && endedAt === null && validUntil !== null && validUntil <= now && isInCare;
}

/** Who else has access to the client. */
async function othersOf(
  { relations }: Tables,
  organisations: Organisations,
  { id, client }: Relation,
  now: Date,
): Promise<JudgedRelation[]> {
  const all = current({ relations: judgeAll(await relations.ofClients([client.id]), organisations, now) });
  return all.filter((other) => other.id !== id);
}
