/** Whose dossier it is, who cares and who is near: Patient, Location, CareTeam, PractitionerRole, RelatedPerson. */
import type { ExportedContact } from '../../../domain/export/exported-dossier.js';
import type { CareTeamMember, LegalSituation, LegalSituationKind, Person } from '../../../domain/ecd.js';
import { day, LEGAL_SITUATION_NAMES, PRIMARY_NURSE } from '../dutch.js';
import { alone, concept, dateOf, phones, some, words, type Names, type Resource, type Written } from './resource.js';

/** Zib LegalSituation. */
const LEGAL_SITUATIONS = 'urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.3.3';
const LEGAL_SITUATION_CODES: Readonly<Record<LegalSituationKind, string>> = {
  CUSTODY: '6',
  FINANCIAL_ADMINISTRATION: '7',
  MENTORSHIP: '8',
  CURATORSHIP: '9',
  VOLUNTARY_AGENCY: '10',
};
const ACTIVE = { system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' };

/** Vektis COD472. */
const CONTACT_ROLES = 'urn:oid:2.16.840.1.113883.2.4.3.11.22.472';

export function personResources(names: Names, { name, birthDate, location }: Person): Written[] {
  const { text, given, family } = name;
  return [
    alone({
      resourceType: 'Patient',
      id: names.idOf('Patient'),
      name: [{ text, given: given === null ? undefined : [given], family: words(family) }],
      birthDate: dateOf(birthDate),
      managingOrganization: names.refer('Organization'),
    }),
    alone({
      resourceType: 'Location',
      id: names.idOf('Location', location.id),
      name: location.name,
      address: concept(location.address),
      managingOrganization: names.refer('Organization'),
    }),
  ];
}

export function careTeamResources(names: Names, members: CareTeamMember[], { team }: Person): Written[] {
  const roles = members.map((member, index) => ({
    resourceType: 'PractitionerRole',
    id: names.idOf('PractitionerRole', `${index} ${member.name}`),
    practitioner: { display: member.name },
    organization: names.refer('Organization'),
    specialty: concept(member.discipline) && [concept(member.discipline)],
    telecom: phones(member.telephone, member.email),
    availabilityExceptions: words(member.availability),
  }));
  const participant = members.map(({ name, discipline, primaryNurse }, index) => ({
    role: some([...(primaryNurse ? [{ text: PRIMARY_NURSE }] : []), ...[concept(discipline)].filter(Boolean)]),
    member: { ...names.refer('PractitionerRole', `${index} ${name}`), display: name },
  }));
  const careTeam = {
    resourceType: 'CareTeam',
    id: names.idOf('CareTeam'),
    status: 'active',
    subject: names.patient,
    name: words(team?.name ?? null),
    telecom: phones(team?.telephone ?? null, team?.email),
    note: concept(team?.availability ?? null) && [concept(team?.availability ?? null)],
    participant: some(participant),
  };
  return [{ listed: careTeam, within: roles }];
}

export function contactResources(names: Names, contacts: ExportedContact[]): Written[] {
  return contacts.map(({ id, name, relationship, role, telephone }) =>
    alone({
      resourceType: 'RelatedPerson',
      id: names.idOf('RelatedPerson', id),
      patient: names.patient,
      name: [{ text: name }],
      relationship: some([
        ...[concept(relationship)].filter(Boolean),
        ...(role.code === null
          ? []
          : [{ coding: [{ system: CONTACT_ROLES, code: role.code, display: role.name ?? undefined }] }]),
      ]),
      telecom: phones(telephone),
    }),
  );
}

/** It holds: R4 has no day on which an active Condition is to end (con-4). */
export function legalResource(names: Names, { kind, start, end }: LegalSituation): Resource {
  const text = LEGAL_SITUATION_NAMES[kind];
  return {
    resourceType: 'Condition',
    id: names.idOf('LegalSituation', `${kind} ${dateOf(start) ?? ''}`),
    clinicalStatus: { coding: [ACTIVE] },
    code: { coding: [{ system: LEGAL_SITUATIONS, code: LEGAL_SITUATION_CODES[kind], display: text }], text },
    subject: names.patient,
    onsetDateTime: dateOf(start),
    note: end === null ? undefined : [{ text: `Tot en met ${day(end)}` }],
  };
}
