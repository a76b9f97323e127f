import { GraphQLDate, GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Subject } from '../../../schema/access-decision.js';
import type { Role, Section as SectionName, StaffRole } from '../../../schema/caller.js';
import type { Guarded } from '../../guard.js';
import { Section } from '../../section.js';
import { AgentRole } from './enums.js';

/** What every figure says. */
@ObjectType()
abstract class Figure implements Guarded {
  readonly subject: Subject;

  @Field(() => GraphQLDate, { description: 'First day of the interval (nl: eerste dag).' })
  start: Date;

  @Field(() => ID, { description: 'Organisation (nl: organisatie).' })
  organisation: string;

  @Field(() => AgentRole, {
    nullable: true,
    description: 'In which role; empty for who has several in the organisation, or none (nl: rol).',
  })
  role: Role | StaffRole | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Number of accounts, rounded up or down to a multiple of the small-group limit; empty when withheld (nl: aantal accounts).',
  })
  accounts: number | null;

  @Field(() => Boolean, {
    description: 'Withheld because it is about too few people, or nobody (nl: achtergehouden wegens kleine aantallen).',
  })
  withheld: boolean;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'All that was recorded up to then is counted (nl: bijgewerkt tot).',
  })
  asOf: Date | null;
}

@ObjectType({ description: 'How often people signed in, of one role in one interval (nl: aanmeldingen).' })
export class SignInFigure extends Figure {
  @Field(() => Int, {
    nullable: true,
    description: 'Number of sign-ins, rounded likewise; empty when withheld (nl: aantal aanmeldingen).',
  })
  signIns: number | null;
}

@ObjectType({
  description:
    'How many accounts signed in or looked into a dossier, of one role in one interval (nl: actieve accounts).',
})
export class AccountFigure extends Figure {}

@ObjectType({ description: 'How often people looked at a section, of one role in one interval (nl: inzages).' })
export class SectionFigure extends Figure {
  @Field(() => Section, { description: 'The part of the dossier (nl: onderdeel).' })
  section: SectionName;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of looks, rounded likewise; empty when withheld (nl: aantal inzages).',
  })
  looks: number | null;
}

@ObjectType({
  description: 'How often something was refused for one reason, of one role in one interval (nl: weigeringen).',
})
export class RefusalFigure extends Figure {
  @Field(() => String, { description: 'The code of the refusal (nl: reden).' })
  reason: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of refusals, rounded likewise; empty when withheld (nl: aantal weigeringen).',
  })
  refusals: number | null;
}
