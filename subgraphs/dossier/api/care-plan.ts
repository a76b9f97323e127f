import { GraphQLDate } from 'graphql-scalars';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Subject } from '../../../schema/access-decision.js';
import { enumOf } from './enum-of.js';

const CarePlanStatus = enumOf(['ACTIVE', 'OLD']);
registerEnumType(CarePlanStatus, {
  name: 'CarePlanStatus',
  description: 'Whether the plan is the one in force (nl: status van het zorgplan).',
  valuesConfig: {
    ACTIVE: { description: 'In force (nl: actief).' },
    OLD: { description: 'No longer in force (nl: oud).' },
  },
});

@ObjectType({ description: 'From one day to another, both included. FHIR Period (nl: periode).' })
export class Period {
  @Field(() => GraphQLDate, { description: 'The first day (nl: begin).' })
  start: Date;

  @Field(() => GraphQLDate, { nullable: true, description: 'The last day, if it is known (nl: einde).' })
  end: Date | null;
}

@ObjectType({ description: 'What is to be reached. FHIR Goal, zib TreatmentObjective (nl: doel).' })
export class Goal {
  @Field(() => ID, { description: 'The id of the goal (nl: kenmerk).' })
  id: string;

  @Field(() => String, { description: 'What is to be reached (nl: doel).' })
  title: string;

  @Field(() => String, { nullable: true, description: 'Explanation (nl: toelichting).' })
  note: string | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'By when (nl: streefdatum).' })
  targetDate: Date | null;

  @Field(() => Int, { nullable: true, description: 'How far it has been reached, 0 to 100 (nl: behaald percentage).' })
  achievedPercentage: number | null;

  subject: Subject;
}

@ObjectType({ description: 'What is done to reach a goal. Zib NursingIntervention (nl: interventie, actie).' })
export class Intervention {
  @Field(() => ID, { description: 'The id of the intervention (nl: kenmerk).' })
  id: string;

  @Field(() => String, { description: 'What is done (nl: omschrijving).' })
  description: string;

  @Field(() => String, { nullable: true, description: 'Who does it (nl: uitvoerder).' })
  performer: string | null;

  @Field(() => String, { nullable: true, description: 'How often (nl: frequentie).' })
  frequency: string | null;

  @Field(() => String, { nullable: true, description: 'How it is done (nl: instructie).' })
  instruction: string | null;

  subject: Subject;
}

@ObjectType({ description: 'A problem or wish, with its goal and what is done. FHIR Condition (nl: zorgplanregel).' })
export class CarePlanEntry {
  @Field(() => ID, { description: 'The id of the entry (nl: kenmerk).' })
  id: string;

  @Field(() => String, { description: 'The problem or wish of the client (nl: probleem of wens).' })
  problem: string;

  @Field(() => Goal, { nullable: true, description: 'What is to be reached (nl: doel).' })
  goal: Goal | null;

  @Field(() => [Intervention], { description: 'What is done (nl: interventies).' })
  interventions: Intervention[];

  subject: Subject;
}

@ObjectType({ description: 'What client and organisation have agreed. FHIR Consent (nl: zorgafspraak).' })
export class Agreement {
  @Field(() => ID, { description: 'The id of the agreement (nl: kenmerk).' })
  id: string;

  @Field(() => String, { description: 'What was agreed (nl: afspraak).' })
  text: string;

  @Field(() => GraphQLDate, { nullable: true, description: 'When it was agreed (nl: afgesproken op).' })
  agreedOn: Date | null;

  @Field(() => String, { nullable: true, description: 'Who signed (nl: ondertekend door).' })
  signedBy: string | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'When it was signed (nl: ondertekend op).' })
  signedOn: Date | null;

  subject: Subject;
}

@ObjectType({ description: 'The plan of care and treatment; never a draft. FHIR CarePlan (nl: zorgplan).' })
export class CarePlan {
  @Field(() => ID, { description: 'The id of the plan (nl: kenmerk).' })
  id: string;

  @Field(() => CarePlanStatus, { description: 'Whether it is in force (nl: status).' })
  status: 'ACTIVE' | 'OLD';

  @Field(() => String, { description: 'The title of the plan (nl: titel).' })
  title: string;

  @Field(() => Period, { description: 'The days for which it holds (nl: periode).' })
  period: Period;

  @Field(() => [CarePlanEntry], { description: 'Problems and wishes, with goals and actions (nl: zorgplanregels).' })
  entries: CarePlanEntry[];

  @Field(() => [Agreement], { description: 'What was agreed under this plan (nl: zorgafspraken).' })
  agreements: Agreement[];

  subject: Subject;
}
