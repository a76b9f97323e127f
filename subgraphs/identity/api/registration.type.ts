import { GraphQLDate, GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { Role, Section as SectionName } from '../../../schema/caller.js';
import type { LegalBasis as LegalBasisName } from '../../../schema/legal-basis.js';
import { PageInfo, type Page } from '../../connection.js';
import type { Guarded } from '../../guard.js';
import { HumanName } from '../../human-name.js';
import { Section } from '../../section.js';
import {
  REGISTRATION_STATUSES,
  type Registration as Found,
  type RegistrationStatus as RegistrationStatusName,
} from '../domain/registration/registration.js';
import { enumOf, LegalBasis, RelationRole } from './enums.js';

export const RegistrationStatus = enumOf(REGISTRATION_STATUSES);
registerEnumType(RegistrationStatus, {
  name: 'RegistrationStatus',
  description: 'How far a registration is (nl: status van de aanmelding).',
  valuesConfig: {
    REQUESTED: { description: 'Waits for the client administration (nl: aangevraagd).' },
    AWAITING_APPROVAL: { description: 'A further account that waits for approval (nl: wacht op akkoord).' },
    VERIFIED: { description: 'Waits for the person to activate the account (nl: geverifieerd).' },
    ACTIVE: { description: 'The account is in use (nl: actief).' },
    REFUSED: { description: 'Refused (nl: afgewezen).' },
  },
});

@InputType({ description: 'Which registrations (nl: filter op aanmeldingen).' })
export class RegistrationFilterInput {
  @Field(() => RegistrationStatus, { nullable: true, description: 'How far they are (nl: status).' })
  status?: RegistrationStatusName | null;

  @Field(() => String, {
    nullable: true,
    description: 'How words of the name or e-mail address begin, three characters or more (nl: zoektekst).',
  })
  text?: string | null;
}

@ObjectType({ description: 'A registration form that was signed (nl: ondertekend aanmeldformulier).' })
export class SignedForm {
  @Field(() => String, { description: 'Who signed it (nl: ondertekenaar).' })
  signer: string;

  @Field(() => GraphQLDate, { description: 'On which day (nl: datum van ondertekening).' })
  signedOn: Date;

  @Field(() => String, { description: 'Version of the terms that it was signed for (nl: versie van de voorwaarden).' })
  termsVersion: string;

  @Field(() => String, { description: 'Where the form is kept (nl: vindplaats).' })
  evidence: string;
}

@ObjectType({ description: 'A further account that was asked for (nl: extra account).' })
export class ExtraAccount {
  @Field(() => String, { description: 'Why it is needed (nl: reden).' })
  reason: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Until when (nl: einddatum).' })
  until: Date | null;

  @Field(() => Boolean, { description: 'Whether it was approved (nl: akkoord).' })
  approved: boolean;
}

@ObjectType({ description: 'How somebody comes to have access to a dossier (nl: aanmelding).' })
export class Registration implements Guarded {
  subject: Guarded['subject'];

  @Field(() => ID, { description: 'Id (nl: kenmerk).' })
  id: string;

  @Field(() => ID, { description: 'Id of the organisation (nl: zorgorganisatie).' })
  organisation: string;

  @Field(() => RegistrationStatus, { description: 'How far it is (nl: status).' })
  status: RegistrationStatusName;

  @Field(() => GraphQLDateTime, { description: 'When it was asked for (nl: aangevraagd op).' })
  createdAt: Date;

  @Field(() => HumanName, { nullable: true, description: 'Who it is; forgotten when refused (nl: naam).' })
  name: HumanName | null;

  @Field(() => String, { nullable: true, description: 'E-mail address (nl: e-mailadres).' })
  email: string | null;

  @Field(() => String, { nullable: true, description: 'Mobile number (nl: mobiel nummer).' })
  mobileNumber: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the client as whoever asked wrote it; forgotten when decided (nl: naam van de cliënt).',
  })
  clientName: string | null;

  @Field(() => ID, { nullable: true, description: 'Id of the client, once known (nl: kenmerk van de cliënt).' })
  client: string | null;

  @Field(() => RelationRole, { description: 'As what (nl: rol).' })
  role: Role;

  @Field(() => LegalBasis, { description: 'On what it rests, or is to rest (nl: grondslag).' })
  legalBasis: LegalBasisName;

  @Field(() => [Section], { description: 'What a contact is to see at first (nl: onderdelen).' })
  sections: SectionName[];

  @Field(() => ID, {
    nullable: true,
    description: 'The access by which the contact was designated (nl: aangewezen door).',
  })
  designatedBy: string | null;

  @Field(() => String, { nullable: true, description: 'What was seen, and where it is kept (nl: bewijsstuk).' })
  evidence: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was verified (nl: geverifieerd op).' })
  verifiedAt: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Until when it holds (nl: geldig tot).' })
  validUntil: Date | null;

  @Field(() => SignedForm, { nullable: true, description: 'The signed form (nl: ondertekend formulier).' })
  form: SignedForm | null;

  @Field(() => ExtraAccount, { nullable: true, description: 'Of a further account (nl: extra account).' })
  extra: ExtraAccount | null;

  @Field(() => String, { nullable: true, description: 'Why it was refused (nl: reden van afwijzing).' })
  refusalReason: string | null;

  @Field(() => ID, { nullable: true, description: 'Id of the access, once given (nl: kenmerk van de toegang).' })
  relation: string | null;
}

@ObjectType({ description: 'A registration in a page of the list. Relay edge (nl: regel).' })
export class RegistrationEdge {
  @Field(() => String, { description: 'Its place in the list, for `after` (nl: bladwijzer).' })
  cursor: string;

  @Field(() => Registration, { description: 'The registration (nl: aanmelding).' })
  node: Registration;
}

@ObjectType({ description: 'A page of registrations. Relay connection (nl: pagina met aanmeldingen).' })
export class RegistrationConnection {
  @Field(() => [RegistrationEdge], { description: 'The registrations of this page (nl: regels).' })
  edges: RegistrationEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands (nl: plaats).' })
  pageInfo: PageInfo;
}

export function toRegistration(found: Found): Registration {
  const { person, form, extra } = found;
  return {
    ...found,
    subject: { organisation: found.organisation, client: null, account: null },
    name: person && { text: `${person.given} ${person.family}`.trim(), given: person.given, family: person.family },
    email: person?.email ?? null,
    mobileNumber: person?.mobileNumber ?? null,
    form: form && { ...form, signedOn: new Date(form.signedOn) },
    extra: extra && { ...extra, approved: found.extraApprovedBy !== null },
  };
}

export function toRegistrations({ edges, pageInfo }: Page<Found>): RegistrationConnection {
  return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toRegistration(node) })) };
}
