import { GraphQLDateTime } from 'graphql-scalars';
import { ArgsType, Field, ID, ObjectType } from 'type-graphql';
import type { Subject } from '../../../schema/access-decision.js';
import { toPage, type Page } from '../../connection.js';
import type { Side } from '../domain/acting.js';
import { asSeenBy } from '../domain/hiding.js';
import {
  subjectOfAddition,
  type LifeStoryAddition as DomainAddition,
} from '../domain/life-story/life-story-addition.js';
import { Client } from './client.js';
import { connectionOf } from './connection-types.js';
import type { DossierContext } from './dossier-context.js';
import { Author, toAuthor } from './writing.js';

@ObjectType({
  description:
    'What somebody added beside the life story; it is no part of the dossier (nl: eigen aanvulling op het levensverhaal).',
})
export class LifeStoryAddition {
  @Field(() => ID, { description: 'The id of the addition (nl: kenmerk).' })
  id: string;

  @Field(() => Client, { description: 'The client whose story it is (nl: cliënt).' })
  client: Client;

  @Field(() => Author, { description: 'Who wrote it (nl: schrijver).' })
  author: Author;

  @Field(() => GraphQLDateTime, { description: 'When it was written (nl: geschreven op).' })
  writtenAt: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When its author last changed it (nl: gewijzigd op).' })
  changedAt: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'The chapter beside which it stands, as the story or its author names it (nl: hoofdstuk).',
  })
  chapter: string | null;

  @Field(() => String, { nullable: true, description: 'The question that it answers, if it does (nl: vraag).' })
  question: string | null;

  @Field(() => String, { nullable: true, description: 'What it says; null when it was hidden (nl: tekst).' })
  text: string | null;

  @Field(() => Boolean, { description: 'Staff has hidden it (nl: verborgen).' })
  hidden: boolean;

  @Field(() => String, { nullable: true, description: 'Why it was hidden, for its author (nl: reden van verbergen).' })
  hiddenReason: string | null;

  subject: Subject;
}

export const LifeStoryAdditionConnection = connectionOf(LifeStoryAddition, 'LifeStoryAddition', 'aanvullingen');

@ArgsType()
export class AdditionArguments {
  @Field(() => String, {
    nullable: true,
    description: 'The chapter beside which it is to stand, or a new one; none: the story as a whole (nl: hoofdstuk).',
  })
  chapter?: string | null;

  @Field(() => String, { nullable: true, description: 'The question that it answers (nl: vraag).' })
  question?: string | null;

  @Field(() => String, { description: 'What it says (nl: tekst).' })
  text: string;
}

/** @param side on which the caller sees it: as somebody who sees the life story, or as staff. */
export function toAddition(addition: DomainAddition, side: Side, context: DossierContext): LifeStoryAddition {
  const { id, author, writtenAt, changedAt, chapter, question } = addition;
  const subject = subjectOfAddition(addition);
  const seen = asSeenBy({ account: context.caller.facts?.account ?? '', side }, addition);
  return {
    id,
    client: { id: addition.client, subject: { ...subject, account: null } },
    author: toAuthor(author, context),
    writtenAt,
    changedAt,
    // what is hidden is hidden whole: a chapter or question of one's own making says something too
    chapter: seen.text === null ? null : chapter,
    question: seen.text === null ? null : question,
    ...seen,
    subject,
  };
}

export function additionPage(
  additions: DomainAddition[],
  side: Side,
  first: number,
  context: DossierContext,
): Page<LifeStoryAddition> {
  const rows = additions.map((addition) => toAddition(addition, side, context));
  return toPage(rows, first, ({ id, writtenAt }) => ({ time: writtenAt.toISOString(), id }));
}
