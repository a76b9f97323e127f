import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { Subject } from '../../../schema/access-decision.js';
import type { Section as SectionName } from '../../../schema/caller.js';
import { Section } from '../../section.js';
import { CONTACT_POINT_ROLES } from '../domain/contact-point.js';
import { AVAILABILITIES, type Availability } from '../domain/section-availability.js';
import { enumOf } from './enum-of.js';

const AvailabilityEnum = enumOf(AVAILABILITIES);
registerEnumType(AvailabilityEnum, {
  name: 'Availability',
  description: 'Whether a section can be opened, and if not, why (nl: beschikbaarheid).',
  valuesConfig: {
    OPEN: { description: 'It can be opened (nl: beschikbaar).' },
    NOT_SHARED: { description: 'The client has not shared it with you (nl: niet met u gedeeld).' },
    NOT_AT_THIS_LOCATION: {
      description: "It does not exist at the client's location (nl: niet op deze locatie).",
    },
    NOT_IN_ECD: {
      description: "The organisation's client record does not hold it (nl: staat niet in het cliëntdossier).",
    },
    NOT_OFFERED: { description: 'The organisation does not offer it (nl: wordt niet aangeboden).' },
  },
});

const ContactPointRole = enumOf(CONTACT_POINT_ROLES);
registerEnumType(ContactPointRole, {
  name: 'ContactPointRole',
  description: 'Who it is that can be asked (nl: rol van het aanspreekpunt).',
  valuesConfig: {
    PRIMARY_NURSE: { description: 'The primary nurse (nl: EVV, eerst verantwoordelijke verzorgende).' },
    TEAM: { description: 'The team that cares for the client (nl: het team).' },
  },
});

@Directive('@key(fields: "id")')
@ObjectType({ description: 'Someone who receives care. FHIR Patient (nl: cliënt).' })
export class Client {
  @Field(() => ID, { description: "The client's id in the graph; it says nothing about the client (nl: kenmerk)." })
  id: string;

  subject: Subject;
}

@ObjectType({ description: 'Where the client lives or is cared for. FHIR Location (nl: locatie).' })
export class Location {
  @Field(() => ID, { description: 'The id of the location (nl: kenmerk).' })
  id: string;

  @Field(() => String, { description: 'The name of the location (nl: naam).' })
  name: string;

  @Field(() => String, { nullable: true, description: 'The address in one line (nl: adres).' })
  address: string | null;

  @Field(() => Boolean, { description: 'The location is a psychogeriatric one (nl: PG-locatie).' })
  psychogeriatric: boolean;

  subject: Subject;
}

@ObjectType({ description: 'Whether a section of this dossier can be opened (nl: beschikbaarheid van een onderdeel).' })
export class SectionAvailability {
  @Field(() => Section, { description: 'The section (nl: onderdeel).' })
  section: SectionName;

  @Field(() => AvailabilityEnum, { description: 'Whether it can be opened (nl: beschikbaarheid).' })
  availability: Availability;
}

@ObjectType({ description: 'A professional who cares for the client. FHIR CareTeam.participant (nl: zorgteamlid).' })
export class CareTeamMember {
  @Field(() => String, { description: 'The name of the professional (nl: naam).' })
  name: string;

  @Field(() => String, { nullable: true, description: 'Profession or discipline (nl: discipline).' })
  discipline: string | null;

  @Field(() => Boolean, { description: 'Is the primary nurse of the client (nl: is de EVV).' })
  primaryNurse: boolean;

  subject: Subject;
}

@ObjectType({
  description:
    'Whom to ask about the dossier, or in a hurry; the portal is not for urgent questions. FHIR ContactPoint (nl: aanspreekpunt).',
})
export class ContactPoint {
  @Field(() => String, { description: 'The name of the person or the team (nl: naam).' })
  name: string;

  @Field(() => ContactPointRole, { description: 'Who it is (nl: rol).' })
  role: (typeof CONTACT_POINT_ROLES)[number];

  @Field(() => String, { nullable: true, description: 'Telephone number (nl: telefoon).' })
  telephone: string | null;

  @Field(() => String, { nullable: true, description: 'E-mail address (nl: e-mailadres).' })
  email: string | null;

  @Field(() => String, { nullable: true, description: 'When to reach them, in words (nl: bereikbaarheid).' })
  availability: string | null;

  subject: Subject;
}

@ObjectType({ description: 'A contact or representative of the client. FHIR RelatedPerson (nl: contactpersoon).' })
export class RelatedPerson {
  @Field(() => ID, { description: 'The id of the contact in the dossier (nl: kenmerk).' })
  id: string;

  @Field(() => String, { description: 'The name of the contact (nl: naam).' })
  name: string;

  @Field(() => String, { nullable: true, description: 'What the contact is to the client (nl: relatie).' })
  relationship: string | null;

  @Field(() => String, { nullable: true, description: 'Role code of two digits, Vektis COD472 (nl: rolcode).' })
  roleCode: string | null;

  @Field(() => String, { nullable: true, description: 'What the role code means, in Dutch (nl: rol).' })
  roleName: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone number (nl: telefoon).' })
  telephone: string | null;

  subject: Subject;
}
