/** A small graph of three subgraphs, made up for the gateway's tests: lists, fragments, an interface, non-null fields. */
import { composeSupergraph } from '../../scripts/schema/supergraph.js';
import { accessLink } from '../support/access-link.js';

const LINK = accessLink('@key', '@shareable', '@external', '@requires');

export const SUBGRAPH_SDL = {
  identity: `${LINK}
    type Query {
      organisation: String @access(anyone: "yes")
      me: Account @access(account: "yes")
    }
    type Mutation {
      signIn(email: String!, password: String!): String @access(anyone: "yes")
      acceptTerms: Boolean @access(account: "yes")
    }
    type Account { name: String @access(account: "own") clients: [Client] @access(account: "own") }
    type Client @key(fields: "id") {
      id: ID! @access(account: "yes")
      relations: [String] @access(category: ["RELATIONS"], client: "yes", representative: "yes", contact: "entries")
    }`,
  dossier: `${LINK}
    type Query {
      client(id: ID!): Client @access(client: "yes", representative: "yes", contact: "yes")
      clients: [Client] @access(client: "yes", representative: "yes", contact: "yes")
    }
    type Client @key(fields: "id") {
      id: ID! @access(account: "yes")
      name: String @access(client: "yes", representative: "yes", contact: "yes")
      partner: Client @access(client: "yes", representative: "yes", contact: "yes")
      birthDate: String @access(category: ["IDENTIFICATION"], client: "yes", representative: "yes")
      reports(first: Int = 20, after: String): ReportConnection
        @access(category: ["REPORTS"], client: "yes", representative: "yes", contact: "shared")
      medical: Medical @access(client: "yes", representative: "yes", contact: "yes")
      notes: [Note!] @access(client: "yes", representative: "yes", contact: "yes")
    }
    type ReportConnection { edges: [ReportEdge!]! }
    type ReportEdge { cursor: String! node: Report! }
    type Report { text: String @access(category: ["REPORTS"], client: "yes", representative: "yes", contact: "shared") }
    type Medical { weight: Int! @access(client: "yes", representative: "yes") blood: String }
    interface Note { text: String }
    type FamilyNote implements Note { text: String from: String }
    type NurseNote implements Note {
      text: String
      handover: String @access(client: "yes", representative: "yes")
    }`,
  audit: `${LINK}
    type Query { auditEvents(first: Int): [String!]! @access(category: ["ACCESS_LOG"], auditor: "yes") }
    type Client @key(fields: "id") {
      id: ID! @access(account: "yes")
      accessLog: [String] @access(category: ["ACCESS_LOG"], client: "yes", representative: "yes")
      birthDate: String @external
      yearsOfAge: String @requires(fields: "birthDate") @access(client: "yes", representative: "yes")
    }`,
} as const;

export const SUPERGRAPH = composeSupergraph(
  Object.entries(SUBGRAPH_SDL).map(([name, sdl]) => ({ name, sdl })),
).supergraph;

type Reference = { id: string };

const PEOPLE: Record<string, { name: string; birthDate: string }> = {
  a: { name: 'Mevrouw De Graaf', birthDate: '1938-04-02' },
  b: { name: 'Meneer Van Dalen', birthDate: '1941-11-19' },
};

function person({ id }: Reference): object {
  return {
    id,
    ...PEOPLE[id],
    partner: () => person({ id }),
    reports: ({ first }: { first: number }) => ({
      edges: Array.from({ length: Math.min(first, 2) }, (_, index) => ({
        cursor: `c${index}`,
        node: { text: `Rustige nacht ${index}` },
      })),
    }),
    medical: { weight: 61, blood: 'A' },
    notes: [
      { __typename: 'FamilyNote', text: 'Tot zondag', from: 'Anja' },
      { __typename: 'NurseNote', text: 'Goed gegeten', handover: 'Wond controleren' },
    ],
  };
}

/** What each made-up subgraph answers. */
export const SUBGRAPH_RESOLVERS = {
  identity: {
    Query: {
      organisation: () => 'Vivium Zorggroep',
      me: () => ({ name: 'Anja de Graaf', clients: [{ id: 'a' }, { id: 'b' }] }),
    },
    Mutation: { signIn: () => 'challenge', acceptTerms: () => true },
    Client: { __resolveReference: ({ id }: Reference) => ({ id, relations: [`relation-${id}`] }) },
  },
  dossier: {
    Query: {
      client: (_: unknown, { id }: Reference) => person({ id }),
      clients: () => [{ id: 'a' }, { id: 'b' }].map(person),
    },
    Client: { __resolveReference: person },
  },
  audit: {
    Query: { auditEvents: () => ['event'] },
    Client: {
      __resolveReference: ({ id, birthDate }: Reference & { birthDate?: string }) => ({
        id,
        accessLog: [`looked-${id}`],
        yearsOfAge: `since ${birthDate}`,
      }),
    },
  },
} as const;
