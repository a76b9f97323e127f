/** A small made-up ECD in words that any adapter can be fed with: what there is, also what must not be served. */
import type { LegalSituationKind } from '../../../../subgraphs/dossier/domain/ecd.js';

/** When everything was last changed for which it is not told. */
export const LONG_AGO = '2026-01-01T00:00:00Z';

/** What was decided of a thing: FALSE, TRUE, or nobody decided. */
export type Flag = boolean | null;

export interface WorldReport {
  id: string;
  at: string;
  type: string | null;
  text?: string;
  lines?: { kind: string; text: string; confidential: Flag }[];
  confidential?: Flag;
  hidden?: Flag;
  flagged?: boolean;
  inReplyTo?: string;
  carePlanEntry?: string;
  lastUpdated?: string;
}

export interface WorldPlan {
  id: string;
  status: 'DRAFT' | 'ACTIVE' | 'OLD' | null;
  title: string;
  start: string;
  end?: string;
  lastUpdated?: string;
  entries?: {
    id: string;
    problem: string;
    goal?: { title: string; targetDate: string; achieved: number };
    interventions?: string[];
  }[];
  agreements?: { text: string; agreedOn: string; signedBy?: string; signedOn?: string }[];
}

export interface WorldAppointment {
  id: string;
  title: string;
  start: string;
  status?: 'BOOKED' | 'FULFILLED' | 'CANCELLED' | null;
  confidential?: Flag;
  participants?: string[];
  lastUpdated?: string;
}

export interface WorldClient {
  id: string;
  organisation: string;
  name: { given: string; prefix?: string; family: string };
  birthDate: string;
  psychogeriatric: Flag;
  team?: { name: string; telephone: string };
  careTeam?: { name: string; discipline: string; primaryNurse?: boolean; telephone?: string }[];
  relatedPersons?: { id: string; name: string; roleCode: string }[];
  legalSituations?: { kind: LegalSituationKind | null; start?: string; end?: string }[];
  reports?: WorldReport[];
  plans?: WorldPlan[];
  appointments?: WorldAppointment[];
  profile?: { title: string; text: string; updatedOn: string }[];
  lifeStory?: { chapter: string; question: string; answer: string; updatedOn: string; lastUpdated?: string }[];
  activities?: { id: string; activity: string; start: string }[];
}

const reports: WorldReport[] = [
  { id: '11', at: '2026-03-01T08:00:00Z', type: 'GENERAL', text: 'Mevrouw heeft goed geslapen en at een boterham.' },
  {
    id: '12',
    at: '2026-03-02T08:00:00Z',
    type: 'PROGRESS',
    text: 'Lopen met rollator gaat 100% beter.',
    carePlanEntry: '31',
  },
  {
    id: '13',
    at: '2026-03-03T08:00:00Z',
    type: 'FAMILY_COMMUNICATION',
    text: 'Dochter belde.',
    inReplyTo: '11',
    lastUpdated: '2026-03-20T08:00:00Z',
  },
  { id: '14', at: '2026-03-04T08:00:00Z', type: 'MEDICAL', text: 'Bloeddruk 140_80 gemeten.', flagged: true },
  { id: '15', at: '2026-03-04T08:00:00Z', type: 'TREATMENT', text: 'Fysiotherapie op kamer 2\\B.' },
  { id: '16', at: '2026-03-04T08:00:00Z', type: 'MEASUREMENT', text: 'Gewicht 61,5 kg.', carePlanEntry: '33' },
  {
    id: '17',
    at: '2026-03-05T08:00:00Z',
    type: 'SOEP',
    text: 'Vrije tekst die bij een SOEP-verslag niet wordt getoond.',
    lines: [
      { kind: 'SUBJECTIVE', text: 'Voelt zich benauwd.', confidential: false },
      { kind: 'OBJECTIVE', text: 'Vermoeden van een geheim.', confidential: true },
      { kind: 'EVALUATION', text: 'Niet beslist.', confidential: null },
      { kind: 'PLAN', text: 'Morgen opnieuw luisteren.', confidential: false },
    ],
  },
  {
    id: '18',
    at: '2026-03-06T08:00:00Z',
    type: 'SOEP',
    lines: [{ kind: 'SUBJECTIVE', text: 'Alleen voor de arts.', confidential: true }],
  },
  { id: '19', at: '2026-03-07T08:00:00Z', type: 'GENERAL', text: 'Verborgen rapportage.', hidden: true },
  {
    id: '20',
    at: '2026-03-07T08:00:00Z',
    type: 'MEDICAL',
    text: 'Vertrouwelijke rapportage.',
    confidential: true,
    lastUpdated: '2026-03-25T08:00:00Z',
  },
  { id: '21', at: '2026-03-07T08:00:00Z', type: 'GENERAL', text: 'Niemand besliste of dit mag.', confidential: null },
  {
    id: '22',
    at: '2026-03-07T08:00:00Z',
    type: 'GENERAL',
    text: 'Niemand besliste of dit verborgen is.',
    hidden: null,
  },
  { id: '23', at: '2026-03-07T08:00:00Z', type: null, text: 'Een soort die niemand kent.' },
  { id: '24', at: '2026-03-08T08:00:00Z', type: 'GENERAL', text: 'Antwoord op iets verborgens.', inReplyTo: '19' },
  { id: '25', at: '2026-03-08T09:00:00Z', type: 'GENERAL', text: 'Antwoord aan de arts.', inReplyTo: '14' },
];

export const WORLD: WorldClient[] = [
  {
    id: '1',
    organisation: 'vivium',
    name: { given: 'Anna', prefix: 'van der', family: 'Meulen' },
    birthDate: '1938-03-27',
    psychogeriatric: true,
    team: { name: 'Team De Linde', telephone: '020 555 01 01' },
    careTeam: [
      { name: 'Bart Vos', discipline: 'fysiotherapeut' },
      { name: 'Noor de Wit', discipline: 'verzorgende IG', primaryNurse: true, telephone: '020 555 01 02' },
    ],
    relatedPersons: [
      { id: '41', name: 'Els van der Meulen', roleCode: '1' },
      { id: '42', name: 'Jan Bos', roleCode: '15' },
    ],
    legalSituations: [
      { kind: 'MENTORSHIP', start: '2025-06-01' },
      { kind: 'FINANCIAL_ADMINISTRATION', start: '2020-01-01', end: '2025-05-31' },
      { kind: null, start: '2025-06-01' },
    ],
    reports,
    plans: [
      { id: '3', status: 'OLD', title: 'Zorgplan 2024', start: '2024-01-01', end: '2024-12-31' },
      {
        id: '4',
        status: 'ACTIVE',
        title: 'Zorgplan 2026',
        start: '2026-01-01',
        lastUpdated: '2026-03-21T08:00:00Z',
        entries: [
          {
            id: '31',
            problem: 'Loopt onzeker',
            goal: { title: 'Zelf naar de huiskamer', targetDate: '2026-06-30', achieved: 40 },
            interventions: ['Dagelijks oefenen', 'Rollator klaarzetten'],
          },
          { id: '32', problem: 'Eet weinig' },
        ],
        agreements: [
          { text: 'Deur op een kier', agreedOn: '2026-01-05', signedBy: 'Anna van der Meulen', signedOn: '2026-01-06' },
        ],
      },
      {
        id: '5',
        status: 'DRAFT',
        title: 'Concept',
        start: '2026-02-01',
        entries: [{ id: '33', problem: 'Concept' }],
        lastUpdated: '2026-03-25T08:00:00Z',
      },
      { id: '6', status: null, title: 'Niemand weet het', start: '2026-02-02' },
    ],
    appointments: [
      {
        id: '51',
        title: 'Kapper',
        start: '2026-03-10T09:00:00Z',
        participants: ['Kapsalon Krul'],
        lastUpdated: '2026-03-22T08:00:00Z',
      },
      { id: '52', title: 'Huisarts', start: '2026-03-11T09:00:00Z', status: 'FULFILLED' },
      { id: '53', title: 'Tandarts', start: '2026-03-11T09:00:00Z' },
      { id: '54', title: 'Afgezegd', start: '2026-03-12T09:00:00Z', status: 'CANCELLED' },
      {
        id: '55',
        title: 'Vertrouwelijk',
        start: '2026-03-12T09:00:00Z',
        confidential: true,
        lastUpdated: '2026-03-25T08:00:00Z',
      },
      { id: '56', title: 'Niet beslist', start: '2026-03-12T09:00:00Z', confidential: null },
      { id: '57', title: 'Geen status', start: '2026-03-12T09:00:00Z', status: null },
    ],
    profile: [
      { title: 'Muziek', text: 'Houdt van Bach.', updatedOn: '2026-01-02' },
      { title: 'Eten', text: 'Geen vis.', updatedOn: '2026-02-03' },
    ],
    lifeStory: [
      { chapter: 'Jeugd', question: 'Waar geboren?', answer: 'In Huizen.', updatedOn: '2025-12-31' },
      { chapter: 'Jeugd', question: 'Broers of zussen?', answer: 'Drie broers.', updatedOn: '2025-12-30' },
      {
        chapter: 'Werk',
        question: 'Welk beroep?',
        answer: 'Naaister.',
        updatedOn: '2025-12-29',
        lastUpdated: '2026-03-23T08:00:00Z',
      },
    ],
    activities: [
      { id: '61', activity: 'Zingen', start: '2026-03-01T13:00:00Z' },
      { id: '62', activity: 'Wandelen', start: '2026-03-02T13:00:00Z' },
    ],
  },
  {
    id: '2',
    organisation: 'vivium',
    name: { given: 'Piet', family: 'Jansen' },
    birthDate: '1941-10-26',
    psychogeriatric: null,
    plans: [{ id: '7', status: 'DRAFT', title: 'Concept', start: '2026-01-01', lastUpdated: '2026-03-25T08:00:00Z' }],
    reports: Array.from({ length: 60 }, (_, index) => ({
      id: String(1001 + index),
      // half a second's worth of reports that differ by a microsecond, in pairs that do not differ at all
      at: `2026-01-01T08:00:00.${String(100_000 + Math.floor(index / 2)).padStart(6, '0')}Z`,
      type: index % 3 === 0 ? 'SOEP' : 'GENERAL',
      text: 'Regel',
      lines: index % 3 === 0 ? [{ kind: 'PLAN', text: 'Regel', confidential: false }] : [],
      ...(index > 0 && { inReplyTo: '1001' }),
    })),
  },
  {
    id: '3',
    organisation: 'rozelaar',
    name: { given: 'Mies', family: 'de Boer' },
    birthDate: '1935-01-01',
    psychogeriatric: false,
    plans: [{ id: '8', status: 'OLD', title: 'Oud plan', start: '2020-01-01' }],
    reports: [{ id: '2001', at: '2026-01-01T00:00:00Z', type: 'GENERAL', text: 'Van een ander huis.' }],
  },
];
