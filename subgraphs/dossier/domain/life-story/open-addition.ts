import type { OrganisationPolicy, Organisations } from '../../../../organisations/policy.js';
import { DomainError } from '../../../domain-error.js';
import type { Happening } from '../../../ledger.js';
import type { SubgraphContext } from '../../../subgraph-context.js';
import { isUuid } from '../../../uuid.js';
import { actOn, type Acting } from '../acting.js';
import type { Dossier } from '../dossier.js';
import type { OneStep } from '../dossier-tables.js';
import { requireSection } from '../section-availability.js';
import { subjectOfAddition, type LifeStoryAddition, type LifeStoryAdditions } from './life-story-addition.js';

export interface AdditionNeeds extends OneStep {
  lifeStory: LifeStoryAdditions;
  organisations: Organisations;
}

export interface OpenAddition {
  addition: LifeStoryAddition;
  acting: Acting;
}

/**
 * An addition, for whom the row of the field lets in.
 * @throws DomainError ACCESS_REFUSED, alike for one that does not exist; SECTION_NOT_OFFERED.
 */
export async function openAddition(
  { lifeStory, organisations }: AdditionNeeds,
  id: string,
  field: string,
  context: SubgraphContext,
): Promise<OpenAddition> {
  const addition = isUuid(id) ? await lifeStory.find(id) : null;
  const acting = actOn(field, addition && subjectOfAddition(addition), organisations, context);
  if (addition === null) throw new DomainError('ACCESS_REFUSED');
  requireOwnAdditions(acting.policy);
  return { addition, acting };
}

/** R32: people add something only where the organisation has that. @throws DomainError SECTION_NOT_OFFERED. */
export function requireOwnAdditions({ ownAdditions }: OrganisationPolicy): void {
  if (!ownAdditions) throw new DomainError('SECTION_NOT_OFFERED');
}

/**
 * Additions stand beside the life story: who does not see that (V16, or not shared) sees nor writes them either.
 * @throws DomainError SECTION_NOT_OFFERED, ACCESS_REFUSED.
 */
export async function requireLifeStory(dossier: Dossier): Promise<void> {
  requireOwnAdditions(dossier.policy);
  await requireSection(dossier, 'LIFE_STORY');
}

export function additionChanged(action: 'C' | 'U' | 'D'): Happening {
  return { kind: 'ADDITION_CHANGED', action, categories: ['LIFE_STORY'] };
}
