/** The graph that gateways are compared on: a dossier over three subgraphs, in the size that a portal's first page asks. */
import { composeSupergraph } from '../../../../scripts/schema/supergraph.js';
import { accessLink } from '../../../support/access-link.js';

const LINK = accessLink('@key');

const ALL = 'client: "yes", representative: "yes", contact: "shared"';

const TYPES = {
  identity: `
    type Query { client(id: ID!): Client @access(client: "yes", representative: "yes", contact: "yes") }
    type HumanName { given: String! family: String! prefix: String }
    type Client @key(fields: "id") {
      id: ID!
      name: HumanName! @access(client: "yes", representative: "yes", contact: "yes")
      birthDate: String @access(category: ["IDENTIFICATION"], client: "yes", representative: "yes")
    }`,
  dossier: `
    enum ReportType { CARE PROGRESS MEDICAL }
    type Practitioner { name: String! profession: String }
    type Report { id: ID! type: ReportType! writtenAt: String! text: String! author: Practitioner! }
    type ReportEdge { cursor: String! node: Report! }
    type PageInfo { hasNextPage: Boolean! endCursor: String }
    type ReportConnection { edges: [ReportEdge!]! pageInfo: PageInfo! }
    type Goal { id: ID! title: String! agreements: [String!]! }
    type CarePlan { id: ID! title: String! validFrom: String! goals: [Goal!]! }
    type Appointment { id: ID! start: String! minutes: Int! with: Practitioner! note: String }
    type Client @key(fields: "id") {
      id: ID!
      reports(first: Int = 20): ReportConnection! @access(category: ["REPORTS"], ${ALL})
      carePlan: CarePlan @access(category: ["CARE_PLAN"], ${ALL})
      appointments(first: Int = 10): [Appointment!]! @access(category: ["APPOINTMENTS"], ${ALL})
    }`,
  audit: `
    type LogLine { at: String! who: String! section: String! allowed: Boolean! }
    type Client @key(fields: "id") {
      id: ID!
      accessLog(first: Int = 20): [LogLine!]! @access(category: ["ACCESS_LOG"], client: "yes", representative: "yes")
    }`,
} as const;

export type Name = keyof typeof TYPES;
export const NAMES = Object.keys(TYPES) as Name[];

/** @param urls where the subgraphs listen. */
export function supergraphOver(urls: Readonly<Record<Name, string>>): string {
  const services = NAMES.map((name) => ({ name, sdl: `${LINK}${TYPES[name]}` }));
  const { supergraph } = composeSupergraph(services);
  return NAMES.reduce(
    (text, name) => text.replace(new RegExp(`(@join__graph\\(name: "${name}", url: )"[^"]*"`), `$1"${urls[name]}"`),
    supergraph,
  );
}

/** What the servers themselves need of it, and what a gateway of federation 1 understands. */
export function typesOf(name: Name): string {
  const plain = TYPES[name].replace(/ @access\(.*?\)(?=\s|$)/gm, '');
  return name === 'identity'
    ? plain
    : plain
        .replace('type Client @key', 'extend type Client @key')
        .replace('id: ID!\n      reports', 'id: ID! @external\n      reports')
        .replace('id: ID!\n      accessLog', 'id: ID! @external\n      accessLog');
}

export const BIG = `query FirstPage($id: ID!) {
  client(id: $id) {
    id
    name { given prefix family }
    birthDate
    reports(first: 20) {
      edges { cursor node { id type writtenAt text author { name profession } } }
      pageInfo { hasNextPage endCursor }
    }
    carePlan { id title validFrom goals { id title agreements } }
    appointments(first: 10) { id start minutes with { name profession } note }
    accessLog(first: 20) { at who section allowed }
  }
}`;

export const SMALL = `query Name($id: ID!) { client(id: $id) { id name { given prefix family } birthDate } }`;

const WORDS = 'Mevrouw heeft rustig geslapen, goed gegeten en met haar dochter in de tuin gezeten. '.repeat(6);
const AUTHOR = { name: 'Verpleegkundige R. Bakker', profession: 'Verpleegkundige niveau 4' };

const DOSSIER = {
  reports: {
    edges: Array.from({ length: 20 }, (_, index) => ({
      cursor: `cursor-${index}`,
      node: {
        id: `report-${index}`,
        type: ['CARE', 'PROGRESS', 'MEDICAL'][index % 3],
        writtenAt: '2026-05-01T09:30:00Z',
        text: index % 4 === 0 ? `${WORDS}\n"Tot morgen", zei ze.` : WORDS,
        author: AUTHOR,
      },
    })),
    pageInfo: { hasNextPage: true, endCursor: 'cursor-19' },
  },
  carePlan: {
    id: 'plan-1',
    title: 'Zorgplan',
    validFrom: '2026-01-15',
    goals: Array.from({ length: 5 }, (_, index) => ({
      id: `goal-${index}`,
      title: `Doel ${index}: zelfstandig aankleden`,
      agreements: ['Elke ochtend hulp bij de knopen', 'Kleding de avond tevoren klaarleggen'],
    })),
  },
  appointments: Array.from({ length: 10 }, (_, index) => ({
    id: `appointment-${index}`,
    start: '2026-05-02T10:00:00Z',
    minutes: 30,
    with: AUTHOR,
    note: index % 2 === 0 ? 'Neem het gehoorapparaat mee' : null,
  })),
};

type Reference = { id: string };

/** What the subgraphs say, whoever asks. */
export const RESOLVERS: Readonly<Record<Name, object>> = {
  identity: {
    Query: { client: (_: unknown, { id }: Reference) => person(id) },
    Client: { __resolveReference: ({ id }: Reference) => person(id) },
  },
  dossier: { Client: { __resolveReference: ({ id }: Reference) => ({ id, ...DOSSIER }) } },
  audit: {
    Client: {
      __resolveReference: ({ id }: Reference) => ({
        id,
        accessLog: Array.from({ length: 20 }, (_, index) => ({
          at: '2026-05-01T09:30:00Z',
          who: 'Anja de Graaf',
          section: 'Rapportages',
          allowed: index % 5 !== 0,
        })),
      }),
    },
  },
};

function person(id: string): object {
  return { id, name: { given: 'Johanna', prefix: 'de', family: 'Graaf' }, birthDate: '1938-04-02' };
}

/** Six clients, so that nothing can answer all from one memory. */
export const CLIENTS = Array.from({ length: 6 }, (_, index) => `00000000-0000-4000-8000-00000000000${index}`);

export function bodiesOf(query: string): string[] {
  return CLIENTS.map((id) => JSON.stringify({ query, variables: { id } }));
}
