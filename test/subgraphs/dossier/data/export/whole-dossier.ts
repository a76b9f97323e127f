/** A dossier with something in every part, and what is awkward in each. */
import { loadOrganisations, type OrganisationPolicy } from '../../../../../organisations/policy.js';
import { EXPORT_PARTS } from '../../../../../subgraphs/dossier/domain/export/export-parts.js';
import type { ExportedDossier, PartContents } from '../../../../../subgraphs/dossier/domain/export/exported-dossier.js';
import type { Report } from '../../../../../subgraphs/dossier/domain/report.js';
import { nurse } from '../../api/stub-ecd.js';

export function reportOf(id: string, changes: Partial<Report> = {}): Report {
  const time = '2026-03-09T08:00:00.000000Z';
  return {
    id,
    keyset: { time, id },
    effectiveDateTime: new Date(time),
    type: 'GENERAL',
    author: { name: 'Noor de Wit', discipline: 'verzorgende IG' },
    text: `Rapportage ${id}: thee gedronken.`,
    soep: [],
    flagged: false,
    inReplyTo: null,
    carePlanEntry: null,
    ...changes,
  };
}

const day = (text: string) => new Date(`2026-${text}T00:00:00Z`);
const keyset = { time: '', id: '' };

const CONTENTS: PartContents = {
  IDENTIFICATION: {
    name: { text: 'Anna van der Meulen', given: 'Anna', family: 'van der Meulen' },
    birthDate: new Date('1938-03-27'),
    location: { id: 'l1', name: 'De Linde', address: 'Dorpsstraat 1, Oosterveld', psychogeriatric: true },
    team: { name: 'Team De Linde', telephone: '020 1', email: 'linde@vivium.example', availability: '7–23 uur' },
  },
  CARE_TEAM: [nurse, { ...nurse, name: 'Piet Bos', primaryNurse: false, discipline: null, email: null }],
  CONTACTS: [
    {
      id: 'els',
      name: 'Els',
      relationship: 'dochter',
      role: { code: '01', name: 'eerste contactpersoon' },
      telephone: '06 1',
    },
    { id: 'kim', name: 'Kim', relationship: null, role: { code: '77', name: null }, telephone: null },
    { id: 'bo', name: 'Bo', relationship: null, role: { code: null, name: null }, telephone: null },
  ],
  LEGAL_SITUATIONS: [
    { kind: 'MENTORSHIP', start: day('01-05'), end: day('12-31') },
    { kind: 'FINANCIAL_ADMINISTRATION', start: null, end: null },
  ],
  REPORTS: [
    reportOf('2', { inReplyTo: '1', carePlanEntry: 'e1', flagged: true }),
    reportOf('1', {
      inReplyTo: 'not shared',
      carePlanEntry: 'of an older plan',
      author: { name: 'Noor', discipline: null },
    }),
  ],
  MEDICAL_REPORTS: [
    reportOf('Composition/1', {
      type: 'SOEP',
      text: null,
      inReplyTo: '2',
      carePlanEntry: 'e2',
      soep: [
        { kind: 'SUBJECTIVE', text: 'Pijn < 3 & "moe"' },
        { kind: 'PLAN', text: 'Morgen luisteren' },
      ],
    }),
    reportOf('3', { type: 'MEASUREMENT', text: '82 kg' }),
  ],
  CARE_PLAN: {
    id: 'p1',
    status: 'ACTIVE',
    title: 'Zorgplan 2026',
    period: { start: day('01-01'), end: null },
    entries: [
      {
        id: 'e1',
        problem: 'Loopt onzeker',
        goal: { id: 'g1', title: 'Zelf lopen', note: 'Binnenshuis', targetDate: day('06-01'), achievedPercentage: 40 },
        interventions: [
          { id: 'i1', description: 'Oefenen', performer: 'Fysio', frequency: 'dagelijks', instruction: 'Rustig aan' },
        ],
      },
      {
        id: 'e2',
        problem: 'Eet weinig',
        goal: { id: 'g2', title: 'Op gewicht', note: null, targetDate: null, achievedPercentage: null },
        interventions: [{ id: 'i2', description: 'Wegen', performer: null, frequency: null, instruction: null }],
      },
      { id: 'e3', problem: 'Slaapt slecht', goal: null, interventions: [] },
    ],
    agreements: [
      { id: 'a1', text: 'Deur op een kier', agreedOn: day('01-02'), signedBy: 'Anna', signedOn: day('01-03') },
      { id: 'a2', text: 'Geen melk', agreedOn: null, signedBy: null, signedOn: null },
    ],
  },
  APPOINTMENTS: [
    {
      ...{ id: '1', keyset, title: 'Kapper', note: 'Graag kort', recurrence: 'elke maand', location: 'Salon' },
      ...{ start: new Date('2026-03-12T09:00:00Z'), end: new Date('2026-03-12T09:30:00Z'), participants: ['Rik'] },
    },
    {
      ...{ id: 'Encounter/1', keyset, title: 'Huisarts', note: null, recurrence: null, location: null },
      ...{ start: new Date('2026-03-11T09:00:00Z'), end: null, participants: [] },
    },
  ],
  PERSON_PROFILE: { updatedOn: day('02-01'), topics: [{ title: 'Muziek', text: 'Bach' }] },
  LIFE_STORY: {
    updatedOn: null,
    chapters: [{ title: 'Jeugd', answers: [{ question: 'Waar bent u geboren?', answer: 'In Oosterveld' }] }],
  },
  WELLBEING_ACTIVITIES: [
    {
      ...{
        id: '1',
        keyset,
        lifeArea: 'Daginvulling',
        topic: 'Natuur',
        activity: 'Wandelen',
        with: 'Els',
        outcome: 'Fijn',
      },
      start: new Date('2026-03-08T13:00:00Z'),
    },
    {
      ...{ id: '2', keyset, lifeArea: 'Daginvulling', topic: 'Muziek', activity: 'Zingen', with: null, outcome: null },
      start: new Date('2026-03-07T13:00:00Z'),
    },
  ],
};

export function wholeDossier(changes: Partial<PartContents> = {}): ExportedDossier {
  return {
    client: '0190a000-0000-7000-8000-00000000000a',
    role: 'REPRESENTATIVE',
    requestedBy: 'Joost van der Meulen',
    requestedAt: new Date('2026-03-10T12:00:00Z'),
    madeAt: new Date('2026-03-10T12:01:00Z'),
    parts: [...EXPORT_PARTS],
    organisation: loadOrganisations('organisations').get('vivium') as OrganisationPolicy,
    person: CONTENTS.IDENTIFICATION,
    contents: { ...CONTENTS, ...changes },
    shortened: [],
  };
}
