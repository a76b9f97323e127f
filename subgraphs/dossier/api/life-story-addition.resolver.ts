import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { pageRequest, type Page } from '../../connection.js';
import { hideLifeStoryAddition, showLifeStoryAddition } from '../domain/life-story/hide-addition.js';
import { LONGEST_ADDITION, LONGEST_PLACE } from '../domain/life-story/life-story-addition.js';
import { requireLifeStory } from '../domain/life-story/open-addition.js';
import { readAdditions, readAdditionsOfOrganisation } from '../domain/life-story/read-additions.js';
import {
  addToLifeStory,
  changeLifeStoryAddition,
  removeLifeStoryAddition,
} from '../domain/life-story/write-addition.js';
import { Client } from './client.js';
import type { DossierContext } from './dossier-context.js';
import {
  AdditionArguments,
  additionPage,
  LifeStoryAddition,
  LifeStoryAdditionConnection,
  toAddition,
} from './life-story-addition.js';
import { PageArguments } from './page-arguments.js';
import { noticeAbout, WritingForm } from './writing.js';

const ID_OF_ADDITION = { description: 'The id of the addition (nl: kenmerk).' };
const REASON = { description: 'Why, for the log and for the author; nothing personal (nl: reden).' };

@Resolver(() => Client)
export class ClientAdditionsResolver {
  @FieldResolver(() => LifeStoryAdditionConnection, {
    nullable: true,
    description: 'What users added beside the life story, newest first (nl: aanvullingen op het levensverhaal).',
  })
  async lifeStoryAdditions(
    @Root() { id }: Client,
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Ctx() context: DossierContext,
  ): Promise<Page<LifeStoryAddition>> {
    const found = await readAdditions(context.writing, context.dossierOf(id), pageRequest(first, after));
    return additionPage(found, 'USER', first, context);
  }

  @FieldResolver(() => WritingForm, {
    nullable: true,
    description: 'What the form for such an addition has to show (nl: formulier voor een aanvulling).',
  })
  async lifeStoryAdditionForm(@Root() { id, subject }: Client, @Ctx() context: DossierContext): Promise<WritingForm> {
    await requireLifeStory(context.dossierOf(id));
    return { notice: noticeAbout(subject, context), longestSubject: LONGEST_PLACE, longestText: LONGEST_ADDITION };
  }
}

@Resolver(() => LifeStoryAddition)
export class LifeStoryAdditionResolver {
  @Mutation(() => LifeStoryAddition, {
    description: 'Adds something beside the life story of a client (nl: levensverhaal aanvullen).',
  })
  async addToLifeStory(
    @Arg('clientId', () => ID, { description: 'The client whose story it is (nl: cliënt).' }) clientId: string,
    @Args(() => AdditionArguments) content: AdditionArguments,
    @Ctx() context: DossierContext,
  ): Promise<LifeStoryAddition> {
    const { writing, dossierOf } = context;
    return toAddition(await addToLifeStory(writing, dossierOf(clientId), content, context), 'USER', context);
  }

  @Mutation(() => LifeStoryAddition, {
    description: 'Puts another text in the place of your own; the former is not kept (nl: aanvulling wijzigen).',
  })
  async changeLifeStoryAddition(
    @Arg('id', () => ID, ID_OF_ADDITION) id: string,
    @Args(() => AdditionArguments) content: AdditionArguments,
    @Ctx() context: DossierContext,
  ): Promise<LifeStoryAddition> {
    const { writing, dossierOf } = context;
    return toAddition(await changeLifeStoryAddition(writing, dossierOf, { id, content }, context), 'USER', context);
  }

  @Mutation(() => Boolean, { description: 'Takes your own addition away, for good (nl: aanvulling verwijderen).' })
  async removeLifeStoryAddition(
    @Arg('id', () => ID, ID_OF_ADDITION) id: string,
    @Ctx() context: DossierContext,
  ): Promise<boolean> {
    await removeLifeStoryAddition(context.writing, id, context);
    return true;
  }

  @Query(() => LifeStoryAdditionConnection, {
    nullable: true,
    description: 'What users of your organisation added, newest first (nl: aanvullingen bij de organisatie).',
  })
  async lifeStoryAdditions(
    @Arg('organisation', () => ID, { description: 'Your organisation (nl: organisatie).' }) organisation: string,
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Ctx() context: DossierContext,
  ): Promise<Page<LifeStoryAddition>> {
    const page = pageRequest(first, after);
    const found = await readAdditionsOfOrganisation(context.writing, organisation, page, context);
    return additionPage(found, 'STAFF', first, context);
  }

  @Mutation(() => LifeStoryAddition, { description: 'Hides an addition; its author is told why (nl: verbergen).' })
  async hideLifeStoryAddition(
    @Arg('id', () => ID, ID_OF_ADDITION) id: string,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: DossierContext,
  ): Promise<LifeStoryAddition> {
    return toAddition(await hideLifeStoryAddition(context.writing, { id, reason }, context), 'STAFF', context);
  }

  @Mutation(() => LifeStoryAddition, { description: 'Shows a hidden addition again (nl: weer tonen).' })
  async showLifeStoryAddition(
    @Arg('id', () => ID, ID_OF_ADDITION) id: string,
    @Arg('reason', () => String, { description: 'Why, for the log; nothing personal (nl: reden).' }) reason: string,
    @Ctx() context: DossierContext,
  ): Promise<LifeStoryAddition> {
    return toAddition(await showLifeStoryAddition(context.writing, { id, reason }, context), 'STAFF', context);
  }
}
