import { GraphQLDate } from 'graphql-scalars';
import { Field, InputType } from 'type-graphql';

@InputType({ description: "A period in whole days, in the organisation's time zone. FHIR Period (nl: periode)." })
export class PeriodInput {
  @Field(() => GraphQLDate, { nullable: true, description: 'First day; open when absent (nl: vanaf).' })
  start?: Date | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'Last day, included; open when absent (nl: tot en met).' })
  end?: Date | null;
}
