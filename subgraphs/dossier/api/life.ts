import { GraphQLDate, GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import type { Subject } from '../../../schema/access-decision.js';
import { connectionOf } from './connection-types.js';

@ObjectType({ description: 'A topic of the person profile (nl: onderwerp van het persoonsbeeld).' })
export class PersonProfileTopic {
  @Field(() => String, { description: 'The topic (nl: onderwerp).' })
  title: string;

  @Field(() => String, { description: 'What is said of it (nl: tekst).' })
  text: string;
}

@ObjectType({ description: 'Who the client is; at PG locations only (nl: persoonsbeeld).' })
export class PersonProfile {
  @Field(() => GraphQLDate, { nullable: true, description: 'The day of the last change (nl: bijgewerkt op).' })
  updatedOn: Date | null;

  @Field(() => [PersonProfileTopic], { description: 'The topics (nl: onderwerpen).' })
  topics: PersonProfileTopic[];

  subject: Subject;
}

@ObjectType({ description: 'A question of the life story, with its answer (nl: vraag en antwoord).' })
export class LifeStoryAnswer {
  @Field(() => String, { description: 'The question (nl: vraag).' })
  question: string;

  @Field(() => String, { description: 'The answer (nl: antwoord).' })
  answer: string;
}

@ObjectType({ description: 'A chapter of the life story (nl: hoofdstuk).' })
export class LifeStoryChapter {
  @Field(() => String, { description: 'The title of the chapter (nl: titel).' })
  title: string;

  @Field(() => [LifeStoryAnswer], { description: 'Questions and answers (nl: vragen en antwoorden).' })
  answers: LifeStoryAnswer[];
}

@ObjectType({ description: 'The life story. FHIR QuestionnaireResponse (nl: dit is mijn leven).' })
export class LifeStory {
  @Field(() => GraphQLDate, { nullable: true, description: 'The day of the last change (nl: bijgewerkt op).' })
  updatedOn: Date | null;

  @Field(() => [LifeStoryChapter], { description: 'The chapters, in order (nl: hoofdstukken).' })
  chapters: LifeStoryChapter[];

  subject: Subject;
}

@ObjectType({ description: 'Something that was done for well-being, and how it went (nl: leefplezier-activiteit).' })
export class WellbeingActivity {
  @Field(() => ID, { description: 'The id of the activity (nl: kenmerk).' })
  id: string;

  @Field(() => String, { description: 'Area of life (nl: levensgebied).' })
  lifeArea: string;

  @Field(() => String, { description: 'Topic within the area (nl: onderwerp).' })
  topic: string;

  @Field(() => String, { description: 'What is done (nl: activiteit).' })
  activity: string;

  @Field(() => GraphQLDateTime, { description: 'When (nl: tijdstip).' })
  start: Date;

  @Field(() => String, { nullable: true, description: 'With whom (nl: met wie).' })
  with: string | null;

  @Field(() => String, { nullable: true, description: 'How it went (nl: verloop).' })
  outcome: string | null;

  subject: Subject;
}

export const WellbeingActivityConnection = connectionOf(
  WellbeingActivity,
  'WellbeingActivity',
  'leefplezier-activiteiten',
);
