import {
  CARE_TEAM,
  CARE_TEAM_MEMBER,
  PROFESSIONAL,
  PROFESSIONAL_ROLE,
} from '../../subgraphs/dossier/data/fhir/mapping/care-team-mapping.js';
import { LEGAL_SITUATION, RELATED_PERSON } from '../../subgraphs/dossier/data/fhir/mapping/contact-mapping.js';
import { LOCATION, PATIENT, STAY } from '../../subgraphs/dossier/data/fhir/mapping/person-mapping.js';
import type { TypeTable } from './type-table.js';

const AS_PERSON = {
  elements: ['name.text', 'name.called', 'name.given', 'name.family', 'name.prefix'],
  of: 'Person.name',
};
const NAME_NOTE = 'the text, else what the parts make together';

export const PEOPLE: readonly TypeTable[] = [
  {
    type: 'Person',
    term: 'cliënt',
    sources: [
      { mapping: PATIENT, which: 'the client' },
      { mapping: STAY, which: 'the stay that is going on, else the last one' },
      { mapping: LOCATION, which: 'of that stay' },
      { mapping: CARE_TEAM, which: 'the first with a name' },
    ],
    fields: {
      'name.text': { term: 'naam', note: NAME_NOTE },
      'name.given': { term: 'roepnaam of voornamen', elements: ['name.called', 'name.given'], note: 'no initials' },
      'name.family': {
        term: 'achternaam',
        elements: ['name.family', 'name.prefix'],
        note: 'the prefix (voorvoegsel) is put before it where it is not in it yet',
      },
      birthDate: { term: 'geboortedatum' },
      'location.id': { term: 'kenmerk van de locatie', idOf: [LOCATION], column: 'client.location_id' },
      'location.name': { term: 'locatie' },
      'location.address': { term: 'adres van de locatie' },
      'location.psychogeriatric': {
        term: 'PG-locatie',
        note: 'true when a code is in `codes.psychogeriatricLocation`, or the column is TRUE; else false',
      },
      'team.name': { term: 'team' },
      'team.telephone': { term: 'telefoon van het team' },
      'team.email': { term: 'e-mailadres van het team' },
      'team.availability': { term: 'bereikbaarheid van het team' },
    },
    beside: {
      status: 'a stay that is going on goes before one that has ended',
      start: 'the stay that began last',
      locations: 'the location of the stay; without one the client is not served',
      members: 'see CareTeamMember',
    },
    views: ['client'],
  },
  {
    type: 'CareTeamMember',
    term: 'zorgteamlid',
    sources: [
      { mapping: CARE_TEAM_MEMBER, which: 'of every team of the client; professionals only' },
      { mapping: PROFESSIONAL_ROLE, which: 'that a member refers to' },
      { mapping: PROFESSIONAL, which: 'that a member, or its role, refers to' },
    ],
    fields: {
      name: {
        term: 'naam',
        elements: ['name'],
        like: AS_PERSON,
        note: 'the first that is there; without one the member is left out',
      },
      discipline: {
        term: 'discipline',
        elements: ['discipline', 'roleName'],
        note: 'the words of the role, else of the PractitionerRole, else the display of the role',
      },
      primaryNurse: { term: 'EVV', note: 'true when a code is in `codes.primaryNurse`' },
      telephone: { term: 'telefoon', note: 'never a private one' },
      email: { term: 'e-mailadres', note: 'never a private one' },
      availability: { term: 'bereikbaarheid' },
    },
    beside: {
      members: 'who it is: a Practitioner or PractitionerRole, or it is not served here',
      professional: 'the Practitioner of the role',
    },
    views: ['care_team_member'],
  },
  {
    type: 'RelatedPerson',
    term: 'contactpersoon',
    sources: [{ mapping: RELATED_PERSON, whole: true }],
    fields: {
      id: { term: 'kenmerk', idOf: [RELATED_PERSON], column: 'related_person.id' },
      name: { term: 'naam', elements: [], like: AS_PERSON, column: 'related_person.name', note: NAME_NOTE },
      relationship: { term: 'relatie' },
      roleCode: { term: 'rolcode', note: 'Vektis COD472; "1" is "01"' },
      telephone: { term: 'telefoon' },
    },
    views: ['related_person'],
  },
  {
    type: 'LegalSituation',
    term: 'juridische situatie',
    sources: [{ mapping: LEGAL_SITUATION, which: 'code in `codes.legalSituations`', whole: true }],
    fields: {
      kind: { term: 'maatregel', note: 'the word under which `codes.legalSituations` has the code' },
      start: { term: 'begindatum' },
      end: { term: 'einddatum' },
    },
    views: ['legal_situation'],
  },
];
