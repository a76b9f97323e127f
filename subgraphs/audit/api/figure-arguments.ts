import { IsOptional, MaxLength } from 'class-validator';
import { ArgsType, Field, ID } from 'type-graphql';
import type { IntervalUnit } from '../../../schema/figures.js';
import { PeriodInput } from '../../period-input.js';
import { FigureInterval } from './enums.js';

const LONGEST_ID = 100;

@ArgsType()
export class FigureArguments {
  @Field(() => PeriodInput, {
    description: 'From and to, both given; the intervals that it touches and that are over (nl: periode).',
  })
  period: PeriodInput;

  @Field(() => FigureInterval, { description: 'Over what is counted (nl: tijdvak).' })
  by: IntervalUnit;

  @IsOptional()
  @MaxLength(LONGEST_ID)
  @Field(() => ID, {
    nullable: true,
    description: "This organisation only; else all of the caller's (nl: organisatie).",
  })
  organisation?: string | null;
}
