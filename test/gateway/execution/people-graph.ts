/** People, their care and their phones: three services, and what the object path makes of an operation on them. */
import { FederatedGraph } from './federated-graph.js';
import { Paths } from './splice/paths.js';

const PEOPLE: Record<string, { id: string; name: string }> = {
  a: { id: 'a', name: 'Anja' },
  b: { id: 'b', name: 'Bram' },
};
export type Reference = { id: string };

export const federated = new FederatedGraph({
  people: {
    sdl: `type Query { people: [Person!] person(id: ID): Person strict: Strict must: Int! pets: [Pet] }
      type Mutation { rename(name: String): String }
      type Person @key(fields: "id") { id: ID! name: String friends: [Person!] }
      type Strict { must: Int! list: [Int!] deep: Strict also: Int! }
      interface Pet { name: String }
      type Cat implements Pet { name: String lives: Int }
      type Dog implements Pet { name: String lives: String }`,
    resolvers: {
      Query: {
        people: () => [PEOPLE['a'], PEOPLE['b'], PEOPLE['a']],
        person: (_: unknown, { id }: Reference) => PEOPLE[id],
        pets: () => [
          { __typename: 'Cat', name: 'Mies', lives: 0 },
          { __typename: 'Dog', name: 'Bello', lives: '' },
        ],
      },
      Mutation: { rename: (_: unknown, { name }: { name: string }) => name },
    },
  },
  care: {
    sdl: `type Mutation { plan(goal: String): String }
      type Person @key(fields: "id") { id: ID! goal: String must: Int! tags: [String!] }`,
    resolvers: {
      Mutation: { plan: (_: unknown, { goal }: { goal: string }) => goal },
      Person: { __resolveReference: ({ id }: Reference) => ({ id, goal: `goal of ${id}`, must: 1, tags: ['x'] }) },
    },
  },
  phone: {
    sdl: 'type Person @key(fields: "id") { id: ID! number: String }',
    resolvers: { Person: { __resolveReference: ({ id }: Reference) => ({ id, number: `number of ${id}` }) } },
  },
});

/** On the object path alone. */
export async function ask(source: string, variables: Record<string, unknown> = {}, graph = federated) {
  const { data, errors } = await new Paths(graph.graph, source, variables).object({ variables, send: graph.send });
  return {
    json: JSON.stringify(data),
    data: JSON.parse(JSON.stringify(data)) as unknown,
    errors: errors.map(({ path, message }) => [path?.join('.'), message]),
  };
}

/** A subgraph gives this text, or this as JSON, whatever it is asked. */
export function says(subgraph: string, text: unknown): void {
  federated.instead.set(subgraph, () => (typeof text === 'string' ? text : JSON.stringify(text)));
}
