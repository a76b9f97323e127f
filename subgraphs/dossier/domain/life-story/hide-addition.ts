/** R27: staff hides what somebody added to the life story, and can show it again. */
import type { SubgraphContext } from '../../../subgraph-context.js';
import type { DossierTables } from '../dossier-tables.js';
import { judgeWritten } from '../hiding.js';
import type { Hiding } from '../written.js';
import type { LifeStoryAddition } from './life-story-addition.js';
import { openAddition, type AdditionNeeds } from './open-addition.js';

interface Judgement {
  id: string;
  reason: string;
}

/**
 * The reason is told to its author.
 * @throws DomainError as `openAddition`, BAD_INPUT; NOT_FOUND when it is hidden already.
 */
export async function hideLifeStoryAddition(
  needs: AdditionNeeds,
  { id, reason }: Judgement,
  context: SubgraphContext,
): Promise<LifeStoryAddition> {
  const { addition, acting } = await openAddition(needs, id, 'Mutation.hideLifeStoryAddition', context);
  const event = { kind: 'ADDITION_HIDDEN' as const, categories: ['LIFE_STORY'] };
  const hide = ({ lifeStory }: DossierTables, hiding: Hiding) => lifeStory.hide(addition, hiding);
  const hidden = await judgeWritten(needs, { acting, reason }, event, hide, context);
  return { ...addition, hidden };
}

/** @throws DomainError as `openAddition`, BAD_INPUT; NOT_FOUND when it is not hidden. */
export async function showLifeStoryAddition(
  needs: AdditionNeeds,
  { id, reason }: Judgement,
  context: SubgraphContext,
): Promise<LifeStoryAddition> {
  const { addition, acting } = await openAddition(needs, id, 'Mutation.showLifeStoryAddition', context);
  const event = { kind: 'ADDITION_SHOWN' as const, categories: ['LIFE_STORY'] };
  await judgeWritten(needs, { acting, reason }, event, ({ lifeStory }) => lifeStory.show(addition), context);
  return { ...addition, hidden: null };
}
