/** What people do with what they add to the life story: write it, change it, take it away (R32). */
import { randomUUID } from 'node:crypto';
import { DomainError } from '../../../domain-error.js';
import type { SubgraphContext } from '../../../subgraph-context.js';
import { about, actOn } from '../acting.js';
import { authorOf } from '../author.js';
import type { Dossier } from '../dossier.js';
import { recordingRefusal } from '../recording-refusal.js';
import { takeTurn, type WritingLimits } from '../writing-limits.js';
import { writtenLine, writtenText } from '../written-text.js';
import {
  LONGEST_ADDITION,
  LONGEST_PLACE,
  type AdditionContent,
  type LifeStoryAddition,
} from './life-story-addition.js';
import { additionChanged, openAddition, requireLifeStory, type AdditionNeeds } from './open-addition.js';

/** As it was sent; what is left out is none. */
type GivenContent = Partial<AdditionContent> & Pick<AdditionContent, 'text'>;

export interface WriteAdditionNeeds extends AdditionNeeds {
  limits: WritingLimits;
}

/** @throws DomainError ACCESS_REFUSED, SECTION_NOT_OFFERED, BAD_INPUT, TOO_MANY_ATTEMPTS; nothing is kept then. */
export async function addToLifeStory(
  { organisations, limits, inOneStep }: WriteAdditionNeeds,
  dossier: Dossier,
  given: GivenContent,
  context: SubgraphContext,
): Promise<LifeStoryAddition> {
  const id = randomUUID();
  const acting = about(
    actOn('Mutation.addToLifeStory', dossier.subject, organisations, context),
    `LifeStoryAddition/${id}`,
  );
  const added = additionChanged('C');
  await recordingRefusal(context.ledger, { ...added, ...acting.place }, () => requireLifeStory(dossier));
  const addition = {
    ...contentOf(given),
    id,
    organisation: acting.policy.id,
    client: dossier.relation.client,
    author: authorOf(acting.facts, acting),
    writtenAt: context.now,
  };
  await takeTurn(limits, 'additions', acting, added, context.ledger);
  return inOneStep(context, async ({ lifeStory }, { ledger }) => {
    ledger.add({ ...added, ...acting.place });
    return lifeStory.add(addition);
  });
}

/**
 * By its author, while the life story is open to them and staff has not hidden it; the former text is not kept.
 * @throws DomainError as `openAddition` and `addToLifeStory`; NOT_FOUND when it is hidden.
 */
export async function changeLifeStoryAddition(
  needs: WriteAdditionNeeds,
  dossierOf: (client: string) => Dossier,
  { id, content: given }: { id: string; content: GivenContent },
  context: SubgraphContext,
): Promise<LifeStoryAddition> {
  const { addition, acting } = await openAddition(needs, id, 'Mutation.changeLifeStoryAddition', context);
  const event = additionChanged('U');
  await recordingRefusal(context.ledger, { ...event, ...acting.place }, () =>
    requireLifeStory(dossierOf(addition.client)),
  );
  const content = contentOf(given);
  await takeTurn(needs.limits, 'additions', acting, event, context.ledger);
  return needs.inOneStep(context, async ({ lifeStory }, { ledger }) => {
    const changed = await lifeStory.change(addition, content, context.now);
    if (changed === null) throw new DomainError('NOT_FOUND');
    ledger.add({ ...event, ...acting.place });
    return changed;
  });
}

/** By its author, for good, hidden or not. @throws DomainError as `openAddition`; NOT_FOUND when it has gone. */
export async function removeLifeStoryAddition(
  needs: AdditionNeeds,
  id: string,
  context: SubgraphContext,
): Promise<void> {
  const { addition, acting } = await openAddition(needs, id, 'Mutation.removeLifeStoryAddition', context);
  await needs.inOneStep(context, async ({ lifeStory }, { ledger }) => {
    if (!(await lifeStory.remove(addition))) throw new DomainError('NOT_FOUND');
    ledger.add({ ...additionChanged('D'), ...acting.place });
  });
}

/** @throws DomainError BAD_INPUT. */
function contentOf({ chapter, question, text }: GivenContent): AdditionContent {
  return {
    chapter: chapter == null ? null : writtenLine(chapter, 'chapter', LONGEST_PLACE),
    question: question == null ? null : writtenLine(question, 'question', LONGEST_PLACE),
    text: writtenText(text, 'text', LONGEST_ADDITION),
  };
}
