/** Plans run in memory: what is asked of whom, and what becomes of what they say. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { parse, type OperationDefinitionNode } from 'graphql';
import { compileOperation } from '../../../gateway/execution/plan/compile-operation.js';
import { FederatedGraph } from './federated-graph.js';
import { ask, federated, says, type Reference } from './people-graph.js';

beforeEach(() => federated.forget());

const NULL = 'a null where none may stand';
const KIND = 'a value that is not of its type';

describe('a plan', () => {
  it('is answered in the order of the caller, whoever answers what', async () => {
    const { json } = await ask('{ person(id: "b") { phone: number goal kind: __typename name } __typename }');
    expect(json).toBe(
      '{"person":{"phone":"number of b","goal":"goal of b","kind":"Person","name":"Bram"},"__typename":"Query"}',
    );
    expect(federated.asked.map(({ subgraph }) => subgraph).sort()).toEqual(['care', 'people', 'phone']);
  });

  it('asks for an entity once, however often it stands in the answer', async () => {
    const { data } = await ask('{ people { goal } }');
    expect(data).toEqual({ people: [{ goal: 'goal of a' }, { goal: 'goal of b' }, { goal: 'goal of a' }] });
    expect(federated.asked[1]?.variables).toEqual({
      representations: [
        { __typename: 'Person', id: 'a' },
        { __typename: 'Person', id: 'b' },
      ],
    });
  });

  it('runs mutations one after another, in the order of the caller', async () => {
    const { json } = await ask('mutation { a: rename(name: "1") b: plan(goal: "2") c: rename(name: "3") }');
    expect(json).toBe('{"a":"1","b":"2","c":"3"}');
    expect(federated.asked.map(({ subgraph }) => subgraph)).toEqual(['people', 'care', 'people']);
  });

  it('leaves out what is skipped, and who has nothing else to say', async () => {
    const query =
      'query Q($no: Boolean!) { person(id: "a") { name goal @include(if: $no) ...N @skip(if: $no) } } fragment N on Person { id }';
    expect((await ask(query, { no: false })).data).toEqual({ person: { name: 'Anja', id: 'a' } });
    expect(federated.asked).toHaveLength(1);
    expect((await ask(query, { no: true })).data).toEqual({ person: { name: 'Anja', goal: 'goal of a' } });
  });

  it('knows fields of one name and different types apart, also when they hold nothing', async () => {
    const { data } = await ask('{ pets { ... on Cat { lives } ... on Dog { lives } } }');
    expect(data).toEqual({ pets: [{ lives: 0 }, { lives: '' }] });
  });

  it('hands a field what stands above it, for each place apart', async () => {
    const context = new FederatedGraph({
      one: {
        sdl: `type Query { homes: [Home!] }
          type Home @key(fields: "id") @context(name: "home") { id: ID! language: String room: Room! }
          type Room @key(fields: "id") { id: ID! greeting(in: String @fromContext(field: "$home { language }")): String }`,
        resolvers: {
          Query: {
            homes: () => [
              { id: '1', language: 'nl', room: { id: 'r' } },
              { id: '2', language: 'fy', room: { id: 'r' } },
            ],
          },
          Room: {
            __resolveReference: ({ id }: Reference) => ({ id }),
            greeting: (_: unknown, given: { in: string }) => `hello in ${given.in}`,
          },
        },
      },
      two: { sdl: 'type Room @key(fields: "id") { id: ID! size: Int }' },
    });
    const { data, errors } = await ask('{ homes { room { greeting } } }', {}, context);
    expect(errors).toEqual([]);
    expect(data).toEqual({ homes: [{ room: { greeting: 'hello in nl' } }, { room: { greeting: 'hello in fy' } }] });
  });
});

describe('an error of a subgraph', () => {
  it('stands at the place of every entity that it is about', async () => {
    says('care', {
      data: { _entities: [{ goal: null }, { goal: 'b' }] },
      errors: [{ message: 'no goal', path: ['_entities', 0, 'goal'] }],
    });
    const { data, errors } = await ask('{ people { goal } }');
    expect(data).toEqual({ people: [{ goal: null }, { goal: 'b' }, { goal: null }] });
    expect(errors).toEqual([
      ['people.0.goal', 'no goal'],
      ['people.2.goal', 'no goal'],
    ]);
  });

  it('of a fetch that failed whole stands at each field that it leaves open', async () => {
    federated.instead.set('care', () => {
      throw new Error('down');
    });
    const { errors } = await ask('{ people { name aim: goal tags } }');
    const places = [0, 1, 2].flatMap((index) => [`people.${index}.aim`, `people.${index}.tags`]);
    expect(errors).toEqual(places.map((place) => [place, 'down']));
  });

  it('is told once where nobody asked for what is missing', async () => {
    says('people', { data: { people: null }, errors: [{ message: 'odd', path: ['people', 0, 'secret', 'key'] }] });
    expect((await ask('{ people { name } }')).errors).toEqual([['people.0', 'odd']]);
  });

  it('of something that nobody asked for is told with the names of the caller', async () => {
    says('care', { data: { _entities: [{ goal: 'a' }] }, errors: [{ message: 'odd' }] });
    expect((await ask('{ name: person(id: "a") { goal } }')).errors).toEqual([['name', 'odd']]);
  });

  it('without a form is an error all the same', async () => {
    says('people', { data: { people: [] }, errors: [null, { message: 5, path: 'people' }] });
    const { errors } = await ask('{ people { name } }');
    expect(errors.map(([, message]) => message)).toEqual(Array(2).fill('people told an error without a message'));
  });

  it('is not repeated for the null that it leaves where none may stand', async () => {
    says('people', { data: null, errors: [{ message: 'no', path: ['must'] }] });
    expect(await ask('{ must }')).toMatchObject({ data: null, errors: [['must', 'no']] });
  });

  it('is bounded however many places it has', async () => {
    says('people', { data: { people: Array.from({ length: 500 }, (_, id) => ({ __typename: 'Person', id })) } });
    says('care', 'no JSON');
    expect((await ask('{ people { goal } }')).errors).toHaveLength(100);
  });
});

describe('an answer that is none', () => {
  it.each([
    ['no JSON', 'people answered no JSON object'],
    ['[]', 'people answered no JSON object'],
    ['{}', 'people answered neither data nor errors'],
    ['{"data":[]}', 'people answered data that is no object'],
    ['{"data":{"person":{}},"errors":{}}', 'people answered errors that are no list'],
  ])('%s is told', async (text, message) => {
    says('people', text);
    expect(await ask('{ person { name } }')).toMatchObject({ data: { person: null }, errors: [['person', message]] });
  });

  it.each([
    ['{"data":{}}'],
    ['{"data":{"_entities":[]}}'],
    ['{"data":{"_entities":{}}}'],
    ['{"data":{"_entities":[5]}}'],
  ])('of entities, as %s, is told', async (text) => {
    says('care', text);
    const { data, errors } = await ask('{ person(id: "a") { name goal } }');
    expect(data).toEqual({ person: { name: 'Anja', goal: null } });
    expect(errors.map(([path]) => path)).toEqual(['person.goal']);
  });
});

describe('a null where none may stand', () => {
  it('takes its object along, and is told once', async () => {
    says('people', { data: { strict: { must: 1, also: 2, deep: { must: null, also: null } } } });
    expect(await ask('{ strict { must also deep { must also } } }')).toMatchObject({
      data: { strict: { must: 1, also: 2, deep: null } },
      errors: [['strict.deep.must', NULL]],
    });
  });

  it('in a list takes the list along', async () => {
    says('people', { data: { strict: { list: [1, null, null] } } });
    expect(await ask('{ strict { list } }')).toMatchObject({
      data: { strict: { list: null } },
      errors: [['strict.list.1', NULL]],
    });
  });

  it('at the top takes all data along', async () => {
    says('people', { data: { must: null, strict: null } });
    expect(await ask('{ strict { also } must }')).toMatchObject({ data: null, errors: [['must', NULL]] });
  });
});

describe('a value', () => {
  it.each([
    ['{ must }', '{"must":1.5}', null, 'must'],
    ['{ must }', '{"must":2147483648}', null, 'must'],
    ['{ must }', '{"must":"1"}', null, 'must'],
    ['{ person { name } }', '{"person":{"name":{}}}', { person: { name: null } }, 'person.name'],
    ['{ person { name } }', '{"person":"Anja"}', { person: null }, 'person'],
    ['{ person { friends { name } } }', '{"person":{"friends":{}}}', { person: { friends: null } }, 'person.friends'],
    ['{ pets { name } }', '{"pets":[{"name":"Mies"}]}', { pets: [null] }, 'pets.0'],
    ['{ pets { name } }', '{"pets":[{"__typename":"Person","name":"Mies"}]}', { pets: [null] }, 'pets.0'],
  ])('that is not of its type is told: %s, %s', async (query, data, expected, path) => {
    says('people', `{"data":${data}}`);
    expect(await ask(query)).toMatchObject({ data: expected, errors: [[path, KIND]] });
  });

  it('that is an id leaves as text', async () => {
    says('people', '{"data":{"person":{"id":12}}}');
    expect((await ask('{ person { id } }')).json).toBe('{"person":{"id":"12"}}');
  });
});

describe('a name that every object has (attack case 21)', () => {
  it('is an alias, a variable and a key like any other', async () => {
    const query = 'query Q($__proto__: ID) { __proto__: person(id: $__proto__) { constructor: name toString: goal } }';
    const variables = JSON.parse('{"__proto__":"a"}') as Record<string, unknown>;
    const { json } = await ask(query, variables);
    expect(json).toBe('{"__proto__":{"constructor":"Anja","toString":"goal of a"}}');
  });

  it('of what a fetch calls its own is no name of the caller any more, and his variable keeps its value', async () => {
    const query =
      'query Q($representations: ID, $given_representations: ID) { a: person(id: $representations) { goal } b: person(id: $given_representations) { name } }';
    const document = parse(query);
    const operation = document.definitions[0] as OperationDefinitionNode;
    const compiled = compileOperation(federated.graph, document, operation, null);
    const variables = { representations: 'a', given_representations: 'b' };
    expect(await compiled.answer({ variables, send: federated.send })).toEqual({
      text: '{"a":{"goal":"goal of a"},"b":{"name":"Bram"}}',
    });
  });

  it('is missing when a subgraph does not give it', async () => {
    says('people', '{"data":{"person":{}}}');
    expect((await ask('{ person { constructor: name } }')).json).toBe('{"person":{"constructor":null}}');
  });

  it('reaches no prototype from a subgraph that gives it', async () => {
    says('people', '{"data":{"person":{"__typename":"Person","id":"a","name":"x"}}}');
    says(
      'care',
      '{"data":{"_entities":[{"goal":"g","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}]}}',
    );
    const { json } = await ask('{ person { name goal } }');
    expect(json).toBe('{"person":{"name":"x","goal":"g"}}');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
