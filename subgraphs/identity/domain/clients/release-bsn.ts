import type { Organisations } from '../../../../organisations/policy.js';
import { isUuid } from '../../../uuid.js';
import type { AccountChanges } from '../account.js';
import type { Occasion } from '../occasion.js';
import { refuse } from '../refusal.js';
import type { Relations } from '../relations/relation.js';
import { actAsStaff } from '../staff/act-as-staff.js';
import { judge, type JudgedRelation } from '../standing.js';
import type { OneStep } from '../tables.js';

export interface ReleaseBsnNeeds extends OneStep {
  relations: Relations;
  organisations: Organisations;
  changes: AccountChanges;
}

/**
 * Gives the holder of a relation three new tries at the BSN (V31: after three tries the client administration).
 * @throws DomainError ACCESS_REFUSED, alike for a relation that does not exist, has ended or is confirmed; BAD_INPUT.
 */
export async function releaseBsn(
  needs: ReleaseBsnNeeds,
  { relation: id, reason }: { relation: string; reason: string },
  occasion: Occasion,
): Promise<JudgedRelation> {
  const relation = isUuid(id) ? await needs.relations.find(id) : null;
  const happening = {
    kind: 'RELATION_CHANGED',
    action: 'U',
    client: relation?.client.id ?? null,
    relation: relation?.id ?? null,
    categories: ['BSN_TRIES'],
  } as const;
  const tried = { ...happening, categories: [...happening.categories] };
  const which = { organisation: relation?.client.organisation ?? null, roles: ['ADMINISTRATOR'] as const, reason };
  const { policy, place } = actAsStaff(needs, which, tried, occasion);
  if (relation === null) return refuse(occasion, { ...tried, ...place }, 'ACCESS_REFUSED');
  await needs.inOneStep(occasion, async ({ confirmations }, step) => {
    if (!(await confirmations.release(relation.id))) refuse(step, { ...tried, ...place }, 'ACCESS_REFUSED');
    step.ledger.add({ ...tried, ...place });
  });
  await needs.changes.announce(relation.holder.account);
  return judge(relation, policy, occasion.now);
}
