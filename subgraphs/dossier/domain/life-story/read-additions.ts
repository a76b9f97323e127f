/** Looks of users are noted by the guard, those of staff here (NEN 7513). */
import type { PageRequest } from '../../../connection.js';
import type { SubgraphContext } from '../../../subgraph-context.js';
import { actInOrganisation } from '../acting.js';
import type { Dossier } from '../dossier.js';
import { inOwnList } from '../place-in-list.js';
import { recordStaffLooks } from '../staff-looks.js';
import type { LifeStoryAddition, LifeStoryAdditions } from './life-story-addition.js';
import { requireLifeStory, requireOwnAdditions, type AdditionNeeds } from './open-addition.js';

/** Everybody's, for whoever sees the life story. @throws DomainError ACCESS_REFUSED, SECTION_NOT_OFFERED, BAD_CURSOR. */
export async function readAdditions(
  { lifeStory }: { lifeStory: LifeStoryAdditions },
  dossier: Dossier,
  page: PageRequest,
): Promise<LifeStoryAddition[]> {
  await requireLifeStory(dossier);
  return lifeStory.ofClient(dossier.relation.client, inOwnList(page));
}

/** For staff, who judge language and tone (R27). @throws DomainError ACCESS_REFUSED, SECTION_NOT_OFFERED, BAD_CURSOR. */
export async function readAdditionsOfOrganisation(
  { lifeStory, organisations }: AdditionNeeds,
  organisation: string,
  page: PageRequest,
  context: SubgraphContext,
): Promise<LifeStoryAddition[]> {
  const acting = actInOrganisation('Query.lifeStoryAdditions', organisation, organisations, context);
  requireOwnAdditions(acting.policy);
  const found = await lifeStory.ofOrganisation(organisation, inOwnList(page));
  recordStaffLooks('ADDITION_READ', 'LIFE_STORY', acting, found.slice(0, page.first), context);
  return found;
}
