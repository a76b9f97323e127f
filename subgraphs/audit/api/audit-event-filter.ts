import { IsOptional, Matches, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { AuditEventKind as Kind, AuditOutcome as Outcome } from '../../../schema/audit-event.js';
import { PeriodInput } from '../../period-input.js';
import { UUID } from '../../uuid.js';
import { AuditEventKind, AuditOutcome } from './enums.js';

const LONGEST_ID = 100;

/** What is asked for goes on the log, so of clients and accounts only ids are taken: who knows what else someone types. */
@InputType({ description: 'Which records of the log; all of them when empty (nl: selectie).' })
export class AuditEventFilter {
  @IsOptional()
  @Matches(UUID)
  @Field(() => ID, { nullable: true, description: 'About this client (nl: over deze cliënt).' })
  client?: string | null;

  @IsOptional()
  @Matches(UUID)
  @Field(() => ID, { nullable: true, description: 'Done by this account (nl: door dit account).' })
  account?: string | null;

  @Field(() => [AuditEventKind], { nullable: true, description: 'Of these kinds (nl: van deze soorten).' })
  kinds?: Kind[] | null;

  @Field(() => AuditOutcome, { nullable: true, description: 'With this outcome (nl: met dit resultaat).' })
  outcome?: Outcome | null;

  @IsOptional()
  @MaxLength(LONGEST_ID)
  @Field(() => ID, { nullable: true, description: 'Of this organisation (nl: van deze organisatie).' })
  organisation?: string | null;

  @Field(() => PeriodInput, { nullable: true, description: 'Within this period (nl: binnen deze periode).' })
  period?: PeriodInput | null;
}
