import { ArgsType, Field, Int } from 'type-graphql';
import { USUAL_PAGE } from '../../connection.js';
import { PeriodInput } from '../../period-input.js';

@ArgsType()
export class PageArguments {
  @Field(() => Int, { defaultValue: USUAL_PAGE, description: 'How many entries, 1 to 50 (nl: aantal).' })
  first: number;

  @Field(() => String, { nullable: true, description: 'The cursor of the entry before this page (nl: bladwijzer).' })
  after: string | null;
}

@ArgsType()
export class PeriodPageArguments extends PageArguments {
  @Field(() => PeriodInput, { nullable: true, description: 'Only entries within this period (nl: periode).' })
  period?: PeriodInput | null;
}
