import type { Organisations } from '../../../../organisations/policy.js';
import type { Happening } from '../../../ledger.js';
import { isUuid } from '../../../uuid.js';
import type { AccountChanges } from '../account.js';
import type { Occasion } from '../occasion.js';
import { refuse } from '../refusal.js';
import { actAsStaff } from '../staff/act-as-staff.js';
import { judge, type JudgedRelation } from '../standing.js';
import type { OneStep } from '../tables.js';
import type { Relations } from './relation.js';

export interface ReleaseAccessNeeds extends OneStep {
  relations: Relations;
  organisations: Organisations;
  changes: AccountChanges;
}

/**
 * The administration has verified who holds the access (R7), after another organisation changed how they are reached: it
 * is no longer on hold. Nobody releases their own.
 * @throws DomainError ACCESS_REFUSED, alike for what does not exist, has ended or is not held; APPROVAL_BY_ANOTHER,
 * BAD_INPUT.
 */
export async function releaseAccess(
  needs: ReleaseAccessNeeds,
  { relationId, reason }: { relationId: string; reason: string },
  occasion: Occasion,
): Promise<JudgedRelation> {
  const found = isUuid(relationId) ? await needs.relations.find(relationId) : null;
  const tried: Happening = {
    kind: 'RELATION_CHANGED',
    action: 'U',
    relation: found?.id ?? null,
    client: found?.client.id ?? null,
    categories: ['RELEASED'],
  };
  const of = { organisation: found?.client.organisation ?? null, roles: ['ADMINISTRATOR'] as const, reason };
  const { policy, account, place } = actAsStaff(needs, of, tried, occasion);
  const happening = { ...tried, ...place };
  if (found?.holder.account === account) return refuse(occasion, happening, 'APPROVAL_BY_ANOTHER');
  const hasEnded = found === null || judge(found, policy, occasion.now).status === 'ENDED';
  if (hasEnded) return refuse(occasion, happening, 'ACCESS_REFUSED');
  const released = await needs.inOneStep(occasion, async ({ relations }, step) => {
    const after = await relations.release(found.id);
    if (after === null) return refuse(step, happening, 'ACCESS_REFUSED');
    step.ledger.add(happening);
    return after;
  });
  await needs.changes.announce(released.holder.account);
  return judge(released, policy, occasion.now);
}
