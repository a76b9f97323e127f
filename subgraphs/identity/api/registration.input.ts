/** What is typed when somebody registers, and when staff verifies it. */
import { GraphQLDate, GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import type { Language as LanguageName, Role, Section as SectionName } from '../../../schema/caller.js';
import { ASKED_BASES, type AskedBasis as AskedBasisName } from '../../../schema/legal-basis.js';
import { Language } from '../../language.js';
import { Section } from '../../section.js';
import type { PersonDetails } from '../domain/registration/person-details.js';
import type { SignedForm } from '../domain/registration/signed-form.js';
import type { GivenVerification } from '../domain/registration/verification.js';
import { enumOf, LEGAL_BASIS_DESCRIPTIONS, RelationRole } from './enums.js';

const AskedBasis = enumOf(ASKED_BASES);
registerEnumType(AskedBasis, {
  name: 'AskedBasis',
  description: 'On what access is asked for (nl: gevraagde grondslag).',
  valuesConfig: {
    ...LEGAL_BASIS_DESCRIPTIONS,
    FINANCIAL_ADMINISTRATION: {
      description: 'Administration of finances: opens nothing, and is always refused (nl: bewindvoering).',
    },
  },
});

@InputType({ description: 'A person who is to have access: this and nothing more (nl: persoonsgegevens).' })
export class PersonInput {
  @Field(() => String, { description: 'First names or the name used (nl: voornaam of roepnaam).' })
  given: string;

  @Field(() => String, { description: 'Family name, prefix included (nl: achternaam met voorvoegsel).' })
  family: string;

  @Field(() => String, { description: 'Personal e-mail address (nl: eigen e-mailadres).' })
  email: string;

  @Field(() => String, { description: 'Dutch mobile number, however it is written (nl: 06-nummer).' })
  mobileNumber: string;

  @Field(() => Language, { defaultValue: 'nl', description: 'Language of mail and text messages (nl: taal).' })
  language: LanguageName;
}

@InputType({ description: 'A request for access to a dossier (nl: aanvraag).' })
export class RegistrationRequestInput {
  @Field(() => ID, { description: 'At which organisation (nl: zorgorganisatie).' })
  organisation: string;

  @Field(() => PersonInput, { description: 'Who asks (nl: aanvrager).' })
  person: PersonInput;

  @Field(() => RelationRole, { description: 'As what (nl: rol).' })
  role: Role;

  @Field(() => AskedBasis, { description: 'On what it is to rest (nl: grondslag).' })
  legalBasis: AskedBasisName;

  @Field(() => String, {
    description: 'Name of the client, for the administration to find; forgotten afterwards (nl: naam van de cliënt).',
  })
  clientName: string;
}

@InputType({ description: 'A contact whom the client, or who decides for the client, names (nl: aanwijzing).' })
export class DesignationInput {
  @Field(() => PersonInput, { description: 'The contact (nl: contactpersoon).' })
  person: PersonInput;

  @Field(() => [Section], {
    nullable: true,
    description: 'What the contact is to see; what the organisation shares at first when absent (nl: onderdelen).',
  })
  sections?: SectionName[] | null;
}

@InputType({ description: 'A registration form that was signed (nl: ondertekend aanmeldformulier).' })
export class SignedFormInput {
  @Field(() => String, { description: 'Who signed it (nl: ondertekenaar).' })
  signer: string;

  @Field(() => GraphQLDate, { description: 'On which day (nl: datum van ondertekening).' })
  signedOn: Date;

  @Field(() => String, { description: 'Version of the terms that it was signed for (nl: versie van de voorwaarden).' })
  termsVersion: string;

  @Field(() => String, { description: 'Where the form is kept (nl: vindplaats).' })
  evidence: string;
}

@InputType({ description: 'Why there has to be a further account, and until when (nl: extra account).' })
export class ExtraAccountInput {
  @Field(() => String, { description: 'Why, for the log; without personal data (nl: reden).' })
  reason: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Until when it is needed (nl: einddatum).' })
  until?: Date | null;
}

@InputType({ description: 'What the administration saw to: who it is, and by what right (nl: verificatie).' })
export class VerificationInput {
  @Field(() => ID, { description: 'The client, by the id in the graph (nl: cliënt).' })
  client: string;

  @Field(() => RelationRole, { description: 'As what (nl: rol).' })
  role: Role;

  @Field(() => AskedBasis, { description: 'On what it rests (nl: grondslag).' })
  legalBasis: AskedBasisName;

  @Field(() => String, { description: 'What was seen, and where it is kept (nl: bewijsstuk).' })
  evidence: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Until when it holds (nl: geldig tot).' })
  validUntil?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: "The ECD's own entry about this person (nl: kenmerk van de contactpersoon in het ECD).",
  })
  relatedPerson?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Access that this takes the place of; it ends in the same step (nl: vervangt).',
  })
  replaces?: string | null;

  @Field(() => SignedFormInput, {
    nullable: true,
    description: 'The signed form, where the organisation works with one (nl: ondertekend formulier).',
  })
  form?: SignedFormInput | null;

  @Field(() => ExtraAccountInput, {
    nullable: true,
    description: 'For a further account, beyond those that each client has (nl: extra account).',
  })
  extra?: ExtraAccountInput | null;
}

export function toPerson({ given, family, email, mobileNumber, language }: PersonInput): PersonDetails {
  return { given, family, email, mobileNumber, language };
}

export function toVerification({ form, extra, ...input }: VerificationInput): GivenVerification {
  const { client, role, legalBasis, evidence, validUntil = null, relatedPerson = null, replaces = null } = input;
  return {
    client,
    role,
    legalBasis,
    evidence,
    validUntil,
    relatedPerson,
    replaces,
    form: form ? toForm(form) : null,
    extra: extra ? { reason: extra.reason, until: extra.until ?? null } : null,
  };
}

function toForm({ signer, signedOn, termsVersion, evidence }: SignedFormInput): SignedForm {
  return { signer, signedOn: signedOn.toISOString().slice(0, 10), termsVersion, evidence };
}
