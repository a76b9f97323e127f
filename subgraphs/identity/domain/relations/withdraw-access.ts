import { decidingRelation } from './decide-for-client.js';
import { whoAsks, type Occasion } from '../occasion.js';
import { refuse } from '../refusal.js';
import type { RelationEnd } from './relation.js';
import type { Sessions } from '../session/session.js';
import { findCurrent, placeOf, type SharingNeeds } from './share-sections.js';
import { findStanding, hasAccess, judge, type JudgedRelation } from '../standing.js';

export interface WithdrawAccessNeeds extends SharingNeeds {
  sessions: Sessions;
}

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
  const ended = await needs.relations.end(relation.id, ground.reason, occasion.now);
  if (ended === null) return refuse(occasion, happening, 'ACCESS_REFUSED');
  // on record as soon as it is done, whatever becomes of the rest
  occasion.ledger.add(happening);
  await endSessionsWithoutAccess(needs, relation.holder.account, occasion.now);
  await needs.changes.announce(relation.holder.account);
  return judge(ended, relation.policy, occasion.now);
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

/** An account with nothing left to open stays signed in nowhere. */
async function endSessionsWithoutAccess(needs: WithdrawAccessNeeds, account: string, now: Date): Promise<void> {
  const standing = await findStanding(needs, account, now);
  if (!hasAccess(standing)) await needs.sessions.endAll(account, 'ACCESS_ENDED', now);
}
