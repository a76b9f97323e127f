import type { Happening } from '../../../ledger.js';
import type { Occasion } from '../occasion.js';
import { refuse } from '../refusal.js';
import { judge, type JudgedRelation } from '../standing.js';
import { decidingRelation } from './decide-for-client.js';
import { decidesNot } from './incapacity.js';
import { findCurrent, placeOf, type SharingNeeds } from './share-sections.js';

/**
 * The representative who decides for a client permits the client's own access, or takes the permission back (V25). In
 * force at once.
 * @throws DomainError ACCESS_REFUSED, alike for a relation that does not exist.
 */
export async function permitClientAccess(
  needs: SharingNeeds,
  { relationId, permitted }: { relationId: string; permitted: boolean },
  occasion: Occasion,
): Promise<JudgedRelation> {
  const relation = await findCurrent(needs, relationId, occasion.now);
  const decides = relation === null ? undefined : await decidingRelation(needs, relation.client.id, occasion);
  const happening: Happening = {
    kind: 'RELATION_CHANGED',
    action: 'U',
    ...placeOf(relation),
    role: decides?.role ?? null,
    categories: [permitted ? 'PERMITTED' : 'PERMISSION_WITHDRAWN'],
  };
  if (relation === null || decides?.role !== 'REPRESENTATIVE' || !needsPermission(relation, occasion.now)) {
    return refuse(occasion, happening, 'ACCESS_REFUSED');
  }
  const changed = await needs.relations.permit(relation.id, permitted ? occasion.now : null);
  if (changed === null) return refuse(occasion, happening, 'ACCESS_REFUSED');
  await needs.changes.announce(relation.holder.account);
  occasion.ledger.add(happening);
  return judge(changed, relation.policy, occasion.now);
}

function needsPermission({ role, client, policy }: JudgedRelation, now: Date): boolean {
  return role === 'CLIENT' && policy.accounts.representativeFirstWhenIncapacitated && decidesNot(client, now);
}
