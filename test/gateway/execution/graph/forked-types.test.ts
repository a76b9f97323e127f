/** Where different things are asked of types that lead to one entity: the fault of the plain gateway, and our answer. */
import { describe, expect, it } from '@jest/globals';
import { FederatedGraph } from '../federated-graph.js';
import { ours, theirs } from './answers.js';

const federated = new FederatedGraph({
  people: {
    sdl: `type Query { pets: [Pet] } union Pet = Cat | Dog type Cat { owner: Person } type Dog { owner: Person }
      type Person @key(fields: "id") { id: ID! born(calendar: String): Int home: Home } type Home { city: String street: String }`,
    resolvers: {
      Query: { pets: () => ['Cat', 'Dog'].map((__typename) => ({ __typename, owner: { id: 'p1' } })) },
      Person: {
        born: (_person: object, { calendar }: { calendar?: string }) => (calendar === 'islamic' ? 1357 : 1938),
        home: () => ({ city: 'Hilversum', street: 'Laan' }),
      },
    },
  },
  care: {
    sdl: `type Person @key(fields: "id") { id: ID! born(calendar: String): Int @external home: Home @external
      region: String @requires(fields: "home { city }") round: String @requires(fields: "home { street }")
      age: Int @requires(fields: "born") lunarAge: Int @requires(fields: "born(calendar: \\"islamic\\")")
      note: String plan(goal: String, order: Order): String } input Order { by: String, first: Int }
      type Home { city: String @external street: String @external }`,
    resolvers: {
      Person: {
        note: () => 'note',
        region: ({ home }: { home: Home }) => `region ${JSON.stringify(home)}`,
        round: ({ home }: { home: Home }) => `round ${JSON.stringify(home)}`,
        age: ({ born }: { born: number }) => 2026 - born,
        lunarAge: ({ born }: { born: number }) => 1448 - born,
        plan: (_person: object, { goal, order }: { goal?: string; order?: object }) =>
          `plan ${goal ?? ''} ${JSON.stringify(order ?? {})}`,
      },
    },
  },
});

interface Home {
  city?: string;
  street?: string;
}

const ofOwners = (cat: string, dog: string): string =>
  `{ pets { ... on Cat { owner { ${cat} } } ... on Dog { owner { ${dog} } } } }`;
const pets = (cat: object, dog: object): object => ({ pets: [{ owner: cat }, { owner: dog }] });

describe('a field that requires something, asked of one type only', () => {
  it('does not keep another field of objects of that kind from those of another type', async () => {
    const query = ofOwners('age', 'plan');
    const [age, plan] = [{ age: 88 }, { plan: 'plan  {}' }];
    expect(await theirs(federated, query)).toEqual({ data: pets(age, { plan: null }), errors: [] });
    expect(await ours(federated, query)).toEqual({ data: pets(age, plan), errors: [] });
  });

  it('does not either where both require something of one object', async () => {
    const query = ofOwners('region', 'round');
    const [region, round] = [{ region: 'region {"city":"Hilversum"}' }, { round: 'round {"street":"Laan"}' }];
    expect(await theirs(federated, query)).toEqual({
      data: pets({ region: 'region null' }, { round: 'round null' }),
      errors: [],
    });
    expect(await ours(federated, query)).toEqual({ data: pets(region, round), errors: [] });
  });
});

describe('a name that says one thing of one type and another of another', () => {
  it('says to each what was asked there: with other arguments', async () => {
    const query = ofOwners('plan(goal: "one")', 'plan(goal: "two")');
    const [one, two] = [{ plan: 'plan one {}' }, { plan: 'plan two {}' }];
    expect(await theirs(federated, query)).toEqual({ data: pets(one, one), errors: [] });
    expect(await ours(federated, query)).toEqual({ data: pets(one, two), errors: [] });
  });

  it('says to each what was asked there: of another field', async () => {
    const query = ofOwners('at: plan', 'at: note');
    const [cat, dog] = [{ at: 'plan  {}' }, { at: 'note' }];
    expect(await theirs(federated, query)).toEqual({ data: pets(cat, cat), errors: [] });
    expect(await ours(federated, query)).toEqual({ data: pets(cat, dog), errors: [] });
  });

  it('also where each requires a field that is the same but for its arguments', async () => {
    const query = ofOwners('a: age', 'a: lunarAge');
    expect(await ours(federated, query)).toEqual({ data: pets({ a: 88 }, { a: 91 }), errors: [] });
  });

  it('is one name still where the same is only written otherwise', async () => {
    federated.forget();
    const query = ofOwners(
      'plan(goal: "g", order: {by: "date", first: 2}) plan(order: {first: 2, by: "date"}, goal: "g")',
      'plan(order: {by: "date", first: 2}, goal: "g")',
    );
    const same = { plan: 'plan g {"by":"date","first":2}' };
    expect(await ours(federated, query)).toEqual({ data: pets(same, same), errors: [] });
    expect(federated.asked.filter(({ subgraph }) => subgraph === 'care')).toHaveLength(1);
  });

  it('keeps the path of an error as the caller wrote it, of the types that it is about', async () => {
    federated.forget();
    federated.instead.set('care', () =>
      JSON.stringify({
        data: { _entities: [{ plan: 'plan one {}', plan__as2: null }] },
        errors: [{ message: 'no plan', path: ['_entities', 0, 'plan__as2'] }],
      }),
    );
    const { data, errors } = await ours(federated, ofOwners('plan(goal: "one")', 'plan(goal: "two")'));
    federated.instead.delete('care');
    expect(data).toEqual(pets({ plan: 'plan one {}' }, { plan: null }));
    expect(errors).toEqual(['pets.1.owner.plan']);
  });
});
