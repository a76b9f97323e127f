import type { Happening } from '../../../ledger.js';
import { isUuid } from '../../../uuid.js';
import type { Occasion } from '../occasion.js';
import { refuse } from '../refusal.js';
import { actAsStaff } from '../staff/act-as-staff.js';
import { judge, type JudgedRelation } from '../standing.js';
import { endRelation, type EndRelationNeeds } from './end-relation.js';
import type { RelationEnd, Relations } from './relation.js';

/** On which ground the administration ends access: the user's written notice, a breach, or authority that is no more. */
export const ACCESS_END_GROUNDS = [
  'WRITTEN_NOTICE',
  'TERMS_BREACHED',
  'UNLAWFUL_USE',
  'NO_LONGER_AUTHORISED',
  'HANDED_OVER',
] as const satisfies readonly RelationEnd[];
export type AccessEndGround = (typeof ACCESS_END_GROUNDS)[number];

/**
 * The administration ends somebody's access, at once and with its reason (V35–V37, R4).
 * @throws DomainError ACCESS_REFUSED, alike for a relation that does not exist or has ended; BAD_INPUT.
 */
export async function endAccess(
  needs: EndRelationNeeds & { relations: Relations },
  { relationId, ground, reason }: { relationId: string; ground: AccessEndGround; reason: string },
  occasion: Occasion,
): Promise<JudgedRelation> {
  const found = isUuid(relationId) ? await needs.relations.find(relationId) : null;
  const tried: Happening = {
    kind: 'RELATION_CHANGED',
    action: 'D',
    relation: found?.id ?? null,
    client: found?.client.id ?? null,
    categories: [ground],
  };
  const of = { organisation: found?.client.organisation ?? null, roles: ['ADMINISTRATOR'] as const, reason };
  const { policy, place } = actAsStaff(needs, of, tried, occasion);
  const happening = { ...tried, ...place };
  const relation = found === null ? null : judge(found, policy, occasion.now);
  if (relation === null || relation.status === 'ENDED') return refuse(occasion, happening, 'ACCESS_REFUSED');
  const ending = { relation, reason: ground, ...(place.justification !== null && { note: place.justification }) };
  return endRelation(needs, ending, happening, occasion);
}
