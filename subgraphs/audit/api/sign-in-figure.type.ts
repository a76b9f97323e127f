import { GraphQLDate } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Subject } from '../../../schema/access-decision.js';
import type { Role, StaffRole } from '../../../schema/caller.js';
import type { Guarded } from '../../guard.js';
import { AgentRole } from './enums.js';

@ObjectType({ description: 'How often people signed in, of one role in one interval (nl: aanmeldingen).' })
export class SignInFigure implements Guarded {
  readonly subject: Subject;

  @Field(() => GraphQLDate, { description: 'First day of the interval (nl: eerste dag).' })
  start: Date;

  @Field(() => ID, { description: 'Organisation (nl: organisatie).' })
  organisation: string;

  @Field(() => AgentRole, { nullable: true, description: 'In which role (nl: rol).' })
  role: Role | StaffRole | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Number of sign-ins, rounded to a multiple of the small-group limit; empty when withheld (nl: aantal aanmeldingen).',
  })
  signIns: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of accounts, rounded likewise; empty when withheld (nl: aantal accounts).',
  })
  accounts: number | null;

  @Field(() => Boolean, {
    description: 'Withheld because it is about too few people (nl: achtergehouden wegens kleine aantallen).',
  })
  withheld: boolean;
}
