import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { Guarded } from '../../guard.js';
import { INCAPACITY_SUBJECTS, type IncapacitySubject as Subject } from '../domain/relations/incapacity.js';
import type { FindingOfOrganisation } from '../domain/relations/record-incapacity.js';
import { enumOf } from './enums.js';

export const IncapacitySubject = enumOf(INCAPACITY_SUBJECTS);
registerEnumType(IncapacitySubject, {
  name: 'IncapacitySubject',
  description: 'What a client was found unable to decide on (nl: onderwerp van de wilsonbekwaamheid).',
  valuesConfig: {
    DOSSIER_ACCESS: { description: 'Who sees the dossier (nl: toegang tot het dossier).' },
    CARE: { description: 'Care and treatment (nl: zorg en behandeling).' },
    FINANCES: { description: 'Money; it says nothing about access (nl: financiën).' },
  },
});

@ObjectType({
  description:
    'A finding that a client cannot decide on something, for a period (nl: vaststelling van wilsonbekwaamheid).',
})
export class Incapacity implements Guarded {
  subject: Guarded['subject'];

  @Field(() => ID, { description: 'Id (nl: kenmerk).' })
  id: string;

  @Field(() => ID, { description: 'Id of the client (nl: kenmerk van de cliënt).' })
  client: string;

  @Field(() => IncapacitySubject, { description: 'What it is about (nl: onderwerp).' })
  about: Subject;

  @Field(() => GraphQLDateTime, { description: 'From when it holds (nl: geldig vanaf).' })
  validFrom: Date;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'From when it holds no longer; null until that is known (nl: geldig tot).',
  })
  validUntil: Date | null;

  @Field(() => String, { description: 'Who found it and where that is written down (nl: bewijs).' })
  evidence: string;
}

export function toIncapacity({ organisation, subject, ...finding }: FindingOfOrganisation): Incapacity {
  return { ...finding, about: subject, subject: { organisation, client: finding.client, account: null } };
}
