import { ArrayMaxSize, IsIn, IsOptional, Matches, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { Category } from '../../../schema/access-matrix.js';
import type { AuditEventKind as Kind, AuditOutcome as Outcome } from '../../../schema/audit-event.js';
import type { Role, StaffRole } from '../../../schema/caller.js';
import { ERROR_CODES } from '../../../schema/error-codes.js';
import { PeriodInput } from '../../period-input.js';
import { UUID } from '../../uuid.js';
import { AgentRole, AuditEventKind, AuditOutcome, DataCategory } from './enums.js';

const LONGEST_ID = 100;
const LONGEST_LIST = 50;
const TRACE = /^[0-9a-f]{32}$/;

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

  @IsOptional()
  @Matches(UUID)
  @Field(() => ID, { nullable: true, description: 'On this relation (nl: op grond van deze relatie).' })
  relation?: string | null;

  @IsOptional()
  @Matches(UUID)
  @Field(() => ID, { nullable: true, description: 'In this session (nl: in deze sessie).' })
  session?: string | null;

  @IsOptional()
  @Matches(TRACE)
  @Field(() => String, {
    nullable: true,
    description: 'In this request, by the 32 hex digits of its trace (nl: in deze aanvraag).',
  })
  trace?: string | null;

  @IsOptional()
  @ArrayMaxSize(LONGEST_LIST)
  @Field(() => [AuditEventKind], { nullable: true, description: 'Of these kinds (nl: van deze soorten).' })
  kinds?: Kind[] | null;

  @IsOptional()
  @ArrayMaxSize(LONGEST_LIST)
  @Field(() => [AgentRole], { nullable: true, description: 'Done in one of these roles (nl: in deze rollen).' })
  roles?: (Role | StaffRole)[] | null;

  @IsOptional()
  @ArrayMaxSize(LONGEST_LIST)
  @Field(() => [DataCategory], {
    nullable: true,
    description: 'About data of one of these categories (nl: over deze gegevens).',
  })
  categories?: Category[] | null;

  @IsOptional()
  @ArrayMaxSize(LONGEST_LIST)
  @IsIn(Object.keys(ERROR_CODES), { each: true })
  @Field(() => [String], {
    nullable: true,
    description: 'Refused or failed for one of these reasons: codes as errors have them (nl: om deze redenen).',
  })
  reasons?: string[] | null;

  @Field(() => AuditOutcome, { nullable: true, description: 'With this outcome (nl: met dit resultaat).' })
  outcome?: Outcome | null;

  @IsOptional()
  @MaxLength(LONGEST_ID)
  @Field(() => ID, { nullable: true, description: 'Of this organisation (nl: van deze organisatie).' })
  organisation?: string | null;

  @Field(() => PeriodInput, { nullable: true, description: 'Within this period (nl: binnen deze periode).' })
  period?: PeriodInput | null;
}
