import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { ROLES, STAFF_ROLES, type Role, type StaffRole as StaffRoleName } from '../../../schema/caller.js';
import { PageInfo, type Page } from '../../connection.js';
import type { Guarded } from '../../guard.js';
import { HumanName } from '../../human-name.js';
import type { SubgraphContext } from '../../subgraph-context.js';
import {
  PORTAL_USER_STATUSES,
  type PortalUser as Found,
  type PortalUserStatus as StatusName,
} from '../domain/staff/portal-user.js';
import { enumOf, StaffRole } from './enums.js';
import { Relation, toRelation } from './relation.type.js';

export const PortalUserStatus = enumOf(PORTAL_USER_STATUSES);
registerEnumType(PortalUserStatus, {
  name: 'PortalUserStatus',
  description: 'How a user stands with an organisation at this moment (nl: status van een gebruiker).',
  valuesConfig: {
    INVITED: { description: 'Has yet to choose a password (nl: uitgenodigd).' },
    ACTIVE: { description: 'Can sign in (nl: actief).' },
    LOCKED: { description: 'Cannot sign in until the lock is taken away (nl: geblokkeerd).' },
    NO_ACCESS: { description: 'Has nothing to open here any more (nl: geen toegang meer).' },
  },
});

export const PortalRole = enumOf([...ROLES, ...STAFF_ROLES]);
registerEnumType(PortalRole, {
  name: 'PortalRole',
  description: 'As what somebody uses the portal: for a client, or as staff (nl: rol in het portaal).',
  valuesConfig: {
    CLIENT: { description: 'The client in person (nl: cliënt).' },
    REPRESENTATIVE: { description: 'Who represents a client (nl: (wettelijk) vertegenwoordiger).' },
    CONTACT: { description: 'Whom a client designated (nl: contactpersoon).' },
    ADMINISTRATOR: { description: 'Client administration (nl: cliëntadministratie).' },
    MEDIATOR: { description: 'Care mediator (nl: zorgbemiddelaar).' },
    AUDITOR: { description: 'Keeper of the audit log (nl: logbeheerder).' },
    REPORTER: { description: 'Sees figures only (nl: rapporteur).' },
  },
});

@InputType({ description: 'Which users; all of them when empty (nl: selectie).' })
export class PortalUserFilter {
  @Field(() => String, {
    nullable: true,
    description: 'At least three characters: beginnings of words of the name or e-mail address (nl: zoektekst).',
  })
  text?: string | null;

  @Field(() => PortalUserStatus, { nullable: true, description: 'Who stand so (nl: met deze status).' })
  status?: StatusName | null;

  @Field(() => PortalRole, { nullable: true, description: 'Who have this role here now (nl: met deze rol).' })
  role?: Role | StaffRoleName | null;
}

@ObjectType({ description: 'A staff role that somebody holds (nl: medewerkersrol van een gebruiker).' })
export class HeldStaffRole {
  @Field(() => ID, { description: 'Id, to end it by (nl: kenmerk).' })
  id: string;

  @Field(() => StaffRole, { description: 'The role (nl: rol).' })
  role: StaffRoleName;

  @Field(() => GraphQLDateTime, { description: 'Since when (nl: sinds).' })
  since: Date;
}

@ObjectType({ description: 'An account as one organisation sees it (nl: gebruiker).' })
export class PortalUser implements Guarded {
  subject: Guarded['subject'];

  @Field(() => ID, { description: 'Id of the account (nl: kenmerk).' })
  id: string;

  @Field(() => HumanName, { description: 'Name of the person (nl: naam).' })
  name: HumanName;

  @Field(() => String, {
    nullable: true,
    description: 'E-mail address; null for who has no access here any more (nl: e-mailadres).',
  })
  email: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Mobile number; null for who has no access here any more (nl: 06-nummer).',
  })
  mobileNumber: string | null;

  @Field(() => PortalUserStatus, { description: 'How the person stands with the organisation now (nl: status).' })
  status: StatusName;

  @Field(() => GraphQLDateTime, { description: 'When the account was opened (nl: geopend op).' })
  createdAt: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'The last sign-in (nl: laatste aanmelding).' })
  lastSignInAt: Date | null;

  @Field(() => [Relation], { description: 'Access to dossiers of this organisation, past and present (nl: toegang).' })
  relations: Relation[];

  @Field(() => [HeldStaffRole], { description: 'Staff roles in this organisation (nl: medewerkersrollen).' })
  staffRoles: HeldStaffRole[];

  @Field(() => Boolean, { description: 'Has accepted the terms in force (nl: voorwaarden geaccepteerd).' })
  termsAccepted: boolean;

  @Field(() => Boolean, {
    description: 'Has no try left at the BSN of a client; `releaseBsn` gives new ones (nl: BSN-controle geblokkeerd).',
  })
  bsnBlocked: boolean;
}

@ObjectType({ description: 'A user in a page of the list. Relay edge (nl: regel).' })
export class PortalUserEdge {
  @Field(() => String, { description: 'Its place in the list, for `after` (nl: bladwijzer).' })
  cursor: string;

  @Field(() => PortalUser, { description: 'The user (nl: gebruiker).' })
  node: PortalUser;
}

@ObjectType({ description: 'A page of users. Relay connection (nl: pagina met gebruikers).' })
export class PortalUserConnection {
  @Field(() => [PortalUserEdge], { description: 'The users of this page (nl: regels).' })
  edges: PortalUserEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands (nl: plaats).' })
  pageInfo: PageInfo;
}

export function toPortalUser(user: Found, context: SubgraphContext): PortalUser {
  return {
    subject: { organisation: user.organisation, client: null, account: user.id },
    id: user.id,
    name: user.name,
    email: user.email,
    mobileNumber: user.mobileNumber,
    status: user.status,
    createdAt: user.createdAt,
    lastSignInAt: user.lastSignInAt,
    relations: user.relations.map((relation) => toRelation(relation, context)),
    staffRoles: user.roles,
    termsAccepted: user.termsAccepted,
    bsnBlocked: user.bsnBlocked,
  };
}

export function toPortalUsers({ edges, pageInfo }: Page<Found>, context: SubgraphContext): PortalUserConnection {
  return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toPortalUser(node, context) })) };
}
