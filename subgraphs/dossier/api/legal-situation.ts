import { GraphQLDate } from 'graphql-scalars';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { Subject } from '../../../schema/access-decision.js';
import { LEGAL_SITUATION_KINDS, type LegalSituationKind } from '../domain/ecd.js';
import { enumOf } from './enum-of.js';

const LegalSituationKindEnum = enumOf(LEGAL_SITUATION_KINDS);
registerEnumType(LegalSituationKindEnum, {
  name: 'LegalSituationKind',
  description: 'A measure by which somebody else decides for the client, or with the client (nl: soort maatregel).',
  valuesConfig: {
    CUSTODY: { description: 'A guardian over a minor (nl: voogdij).' },
    FINANCIAL_ADMINISTRATION: {
      description: 'An administrator over money and goods; gives no say over care (nl: bewindvoering).',
    },
    MENTORSHIP: { description: 'A mentor over personal matters and care (nl: mentorschap).' },
    CURATORSHIP: { description: 'A curator over money and personal matters (nl: curatele).' },
    VOLUNTARY_AGENCY: { description: 'Somebody who acts for the client unasked (nl: zaakwaarneming).' },
  },
});

@ObjectType({
  description: 'A measure that holds for the client. Zib LegalSituation, FHIR Condition (nl: juridische situatie).',
})
export class LegalSituation {
  @Field(() => LegalSituationKindEnum, { description: 'What kind of measure it is (nl: soort).' })
  kind: LegalSituationKind;

  @Field(() => GraphQLDate, { nullable: true, description: 'The first day, if it is known (nl: begin).' })
  start: Date | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'The last day, if it is known (nl: einde).' })
  end: Date | null;

  subject: Subject;
}
