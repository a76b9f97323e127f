import type { Happening } from '../../../ledger.js';
import type { Occasion } from '../occasion.js';
import { refuse } from '../refusal.js';
import { judge, type JudgedRelation } from '../standing.js';
import { decidingRelation } from './decide-for-client.js';
import { decidesNot } from './incapacity.js';
import { holdCurrent, placeOf, type SharingNeeds } from './share-sections.js';

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
  const changed = await needs.inOneStep(occasion, async (tables, step) => {
    const relation = await holdCurrent(tables, needs.organisations, relationId, step);
    const decides = relation && (await decidingRelation({ ...needs, ...tables }, relation.client.id, step));
    const role = decides?.role ?? null;
    const categories = [permitted ? 'PERMITTED' : 'PERMISSION_WITHDRAWN'];
    const happening: Happening = { kind: 'RELATION_CHANGED', action: 'U', ...placeOf(relation), role, categories };
    if (relation === null || role !== 'REPRESENTATIVE' || !needsPermission(relation, step.now)) {
      return refuse(step, happening, 'ACCESS_REFUSED');
    }
    const after = await tables.relations.permit(relation.id, permitted ? step.now : null);
    if (after === null) return refuse(step, happening, 'ACCESS_REFUSED');
    step.ledger.add(happening);
    return judge(after, relation.policy, step.now);
  });
  await needs.changes.announce(changed.holder.account);
  return changed;
}

function needsPermission({ role, client, policy }: JudgedRelation, now: Date): boolean {
  return role === 'CLIENT' && policy.accounts.representativeFirstWhenIncapacitated && decidesNot(client, now);
}
