import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import type { Subject } from '../../../schema/access-decision.js';
import { connectionOf } from './connection-types.js';

@ObjectType({ description: "An appointment in the client's agenda. FHIR Appointment (nl: afspraak in de agenda)." })
export class Appointment {
  @Field(() => ID, { description: 'The id of the appointment (nl: kenmerk).' })
  id: string;

  @Field(() => String, { description: 'What the appointment is (nl: titel).' })
  title: string;

  @Field(() => String, { nullable: true, description: 'Explanation (nl: toelichting).' })
  note: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it begins (nl: begin).' })
  start: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it ends (nl: einde).' })
  end: Date | null;

  @Field(() => String, { nullable: true, description: 'How it recurs, in words (nl: herhaling).' })
  recurrence: string | null;

  @Field(() => String, { nullable: true, description: 'Where it is (nl: plaats).' })
  location: string | null;

  @Field(() => [String], { description: 'The names of those who take part (nl: deelnemers).' })
  participants: string[];

  subject: Subject;
}

export const AppointmentConnection = connectionOf(Appointment, 'Appointment', 'agenda');
