import { decidingRelation } from './decide-for-client.js';
import { endRelation, type EndRelationNeeds } from './end-relation.js';
import { whoAsks, type Occasion } from '../occasion.js';
import { refuse } from '../refusal.js';
import type { RelationEnd } from './relation.js';
import { findCurrent, placeOf, type SharingNeeds } from './share-sections.js';
import type { JudgedRelation } from '../standing.js';

export type WithdrawAccessNeeds = SharingNeeds & EndRelationNeeds;

/**
 * Ends a relation at once (V35, R15): one's own, whatever is still to be done on it; or a contact's, by the client or the
 * representative who acts for the client.
 * @throws DomainError ACCESS_REFUSED, alike for a relation that does not exist.
 */
export async function withdrawAccess(
  needs: WithdrawAccessNeeds,
  relationId: string,
  occasion: Occasion,
): Promise<JudgedRelation> {
  const relation = await findCurrent(needs, relationId, occasion.now);
  const ground = relation === null ? null : await groundFor(needs, relation, occasion);
  const happening = {
    kind: 'RELATION_CHANGED',
    action: 'D',
    ...placeOf(relation),
    role: ground?.by.role ?? null,
  } as const;
  if (relation === null || ground === null) return refuse(occasion, happening, 'ACCESS_REFUSED');
  const ending = { relation, reason: ground.reason };
  return endRelation(needs, ending, happening, occasion);
}

/** By which relation whoever asks may end this one, and how that is called. */
async function groundFor(
  needs: WithdrawAccessNeeds,
  relation: JudgedRelation,
  occasion: Occasion,
): Promise<{ reason: RelationEnd; by: JudgedRelation } | null> {
  if (relation.holder.account === whoAsks(occasion).account) return { reason: 'WITHDRAWN_BY_HOLDER', by: relation };
  const by = await decidingRelation(needs, relation.client.id, occasion);
  return by === undefined || relation.role !== 'CONTACT' ? null : { reason: 'WITHDRAWN_BY_CLIENT', by };
}
