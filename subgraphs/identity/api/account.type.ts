import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import type { StaffRole as StaffRoleName } from '../../../schema/caller.js';
import type { Guarded } from '../../guard.js';
import { HumanName } from '../../human-name.js';
import type { SubgraphContext } from '../../subgraph-context.js';
import { mobileHint } from '../domain/account.js';
import type { AccountOverview } from '../domain/find-account.js';
import { nextStepOfStaff } from '../domain/first-steps/next-steps.js';
import type { NewsMail as NewsMailChoice } from '../domain/news/news-mail.js';
import type { JudgedAssignment } from '../domain/standing.js';
import { NewsMail, StaffRole } from './enums.js';
import { NextStep, toNextStep } from './next-step.type.js';
import { Organisation, toOrganisation } from './organisation.type.js';
import { Relation, toRelation } from './relation.type.js';

@ObjectType({ description: 'A staff role in an organisation (nl: medewerkersrol bij een organisatie).' })
export class StaffAssignment {
  @Field(() => Organisation, { description: 'The organisation (nl: zorgorganisatie).' })
  organisation: Organisation;

  @Field(() => StaffRole, { description: 'The role (nl: rol).' })
  role: StaffRoleName;

  @Field(() => NextStep, {
    nullable: true,
    description: 'What has to be done before the role is in force (nl: volgende stap).',
  })
  nextStep: NextStep | null;
}

@ObjectType({ description: 'The account of one natural person; never shared (nl: account).' })
export class Account implements Guarded {
  subject: Guarded['subject'];

  @Field(() => ID, { description: 'Id (nl: kenmerk).' })
  id: string;

  @Field(() => HumanName, { description: 'Name of the person (nl: naam).' })
  name: HumanName;

  @Field(() => String, { description: 'E-mail address to sign in with (nl: e-mailadres).' })
  email: string;

  @Field(() => String, {
    description: 'The last two digits of the mobile number that codes are sent to (nl: laatste cijfers van 06-nummer).',
  })
  mobileHint: string;

  @Field(() => [Relation], { description: 'The dossiers that this person has or had access to (nl: toegang).' })
  relations: Relation[];

  @Field(() => [StaffAssignment], { description: 'Roles as a member of staff (nl: medewerkersrollen).' })
  staffAssignments: StaffAssignment[];

  @Field(() => [NextStep], { description: 'What has to be done before the portal opens (nl: volgende stappen).' })
  nextSteps: NextStep[];

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When this person signed in last, this session not counted (nl: vorige aanmelding).',
  })
  lastSignInAt: Date | null;

  @Field(() => NewsMail, {
    description: 'How often a mail tells this person that there is news (nl: mail bij nieuws).',
  })
  newsMail: NewsMailChoice;
}

export function toAccount(found: AccountOverview, context: SubgraphContext): Account {
  const { account, standing } = found;
  return {
    subject: { organisation: null, client: null, account: account.id },
    id: account.id,
    name: account.name,
    email: account.email,
    mobileHint: mobileHint(account),
    relations: standing.relations.map((relation) => toRelation(relation, context)),
    staffAssignments: standing.staff.map((assignment) => toStaffAssignment(assignment, context)),
    nextSteps: found.nextSteps.map((step) => toNextStep(step, context)),
    lastSignInAt: found.lastSignInAt,
    newsMail: account.newsMail,
  };
}

function toStaffAssignment(assignment: JudgedAssignment, context: SubgraphContext): StaffAssignment {
  const step = nextStepOfStaff(assignment, context.now);
  return {
    organisation: toOrganisation(assignment.policy, context),
    role: assignment.role,
    nextStep: step && toNextStep(step, context),
  };
}
