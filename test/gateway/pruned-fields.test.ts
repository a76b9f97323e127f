import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { facts, Front, json, relation } from './front.js';
import { SUPERGRAPH } from './made-up-graph.js';

let front: Front;

beforeAll(async () => {
  front = await Front.start();
});
afterAll(() => front.stop());
beforeEach(async () => {
  await front.change(facts([relation({ client: 'a', role: 'CONTACT' })]));
  front.forget();
});

describe('a field that no relation of the caller opens', () => {
  it('is not fetched, stands as null, and is told with its path', async () => {
    const answer = await front.ask('{ client(id: "a") { name birthDate } }');
    expect(front.operations('dossier').join()).not.toContain('birthDate');
    expect(answer.data).toEqual({ client: { name: 'Mevrouw De Graaf', birthDate: null } });
    expect(answer.errors).toEqual([
      {
        message: 'U heeft geen toegang tot dit gegeven.',
        path: ['client', 'birthDate'],
        extensions: { code: 'ACCESS_REFUSED' },
      },
    ]);
  });

  it('is fetched for who has another role for another client, for the subgraph to judge', async () => {
    await front.change(facts([relation({ client: 'a' }), relation({ client: 'b', role: 'REPRESENTATIVE' })]));
    const answer = await front.ask('{ client(id: "a") { birthDate } }');
    expect(front.operations('dossier').join()).toContain('birthDate');
    expect(answer.errors).toBeUndefined();
  });

  it('does not reach the subgraph that serves nothing else', async () => {
    const answer = await front.ask('{ client(id: "a") { name accessLog } }');
    expect(front.operations('audit')).toEqual([]);
    expect(answer.data).toEqual({ client: { name: 'Mevrouw De Graaf', accessLog: null } });
  });

  it('leaves its object standing when nothing else was asked of it', async () => {
    const answer = await front.ask('{ client(id: "a") { birthDate } }');
    expect(front.operations('dossier')).toHaveLength(1);
    expect(answer.data).toEqual({ client: { birthDate: null } });
  });

  it('is told at every place of a list, by alias', async () => {
    const answer = await front.ask('{ people: clients { born: birthDate name } }');
    expect(answer.data).toEqual({
      people: [
        { born: null, name: 'Mevrouw De Graaf' },
        { born: null, name: 'Meneer Van Dalen' },
      ],
    });
    expect(answer.errors?.map(({ path }) => path)).toEqual([
      ['people', 0, 'born'],
      ['people', 1, 'born'],
    ]);
  });

  it('is found in named and inline fragments, also nested ones', async () => {
    const answer = await front.ask(`
      query { me { clients { ...Person ... on Client { ... { log: accessLog } } } } }
      fragment Person on Client { name ...Birth }
      fragment Birth on Client { birthDate }
    `);
    expect(front.operations('dossier').join()).not.toContain('birthDate');
    expect(front.operations('audit')).toEqual([]);
    expect(answer.data).toEqual({
      me: {
        clients: [
          { name: 'Mevrouw De Graaf', birthDate: null, log: null },
          { name: 'Meneer Van Dalen', birthDate: null, log: null },
        ],
      },
    });
    expect(answer.errors).toHaveLength(4);
  });

  it('is told only for the objects of its type behind an interface', async () => {
    const answer = await front.ask('{ client(id: "a") { notes { text ... on NurseNote { handover } } } }');
    expect(front.operations('dossier').join()).not.toContain('handover');
    expect(answer.data).toEqual({
      client: { notes: [{ text: 'Tot zondag' }, { text: 'Goed gegeten', handover: null }] },
    });
    expect(answer.errors?.map(({ path }) => path)).toEqual([['client', 'notes', 1, 'handover']]);
  });

  it('takes its object along when it may not be null', async () => {
    const answer = await front.ask('{ client(id: "a") { name medical { weight blood } } }');
    expect(answer.data).toEqual({ client: { name: 'Mevrouw De Graaf', medical: null } });
    expect(answer.errors?.map(({ path }) => path)).toEqual([['client', 'medical', 'weight']]);
  });

  it('takes all data along when it may not be null at the top', async () => {
    const answer = await front.ask('{ organisation auditEvents(first: 5) }');
    expect(front.operations('audit')).toEqual([]);
    expect(answer.data).toBeNull();
    expect(answer.errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['auditEvents'], 'ACCESS_REFUSED'],
    ]);
  });

  it('closes a shared section that was not opened for this contact, and opens one that was', async () => {
    const query = '{ client(id: "a") { reports(first: 1) { edges { node { text } } } } }';
    const closed = await front.ask(query);
    expect(closed.data).toEqual({ client: { reports: null } });
    await front.change(facts([relation({ sections: ['REPORTS'] })]));
    const open = await front.ask(query);
    expect(open.data).toEqual({ client: { reports: { edges: [{ node: { text: 'Rustige nacht 0' } }] } } });
  });

  it('is neither told nor recorded when the operation skips it', async () => {
    const query =
      'query Q($no: Boolean = false) { client(id: "a") { name birthDate @include(if: $no) accessLog @skip(if: true) } }';
    const answer = await front.ask(query);
    expect(answer.data).toEqual({ client: { name: 'Mevrouw De Graaf' } });
    expect(answer.errors).toBeUndefined();
    expect(front.recorded).toEqual([]);
    const included = await front.ask(query, { variables: { no: true } });
    expect(included.errors?.map(({ path }) => path)).toEqual([['client', 'birthDate']]);
  });

  it('leaves no variable and no fragment behind that only it used', async () => {
    const answer = await front.ask(
      `query Q($first: Int!, $id: ID!) { client(id: $id) { name reports(first: $first) { ...Page } } }
       fragment Page on ReportConnection { edges { cursor } }`,
      { variables: { first: 3, id: 'b' } },
    );
    expect(answer.data).toEqual({ client: { name: 'Meneer Van Dalen', reports: null } });
    expect(front.operations('dossier').join()).not.toContain('first');
  });

  it('does not lend its plan to someone who may ask for it', async () => {
    const query = '{ client(id: "a") { name birthDate } }';
    const contact = await front.ask(query);
    await front.change(facts([relation({ role: 'CLIENT' })]));
    const client = await front.ask(query);
    expect(contact.data).toEqual({ client: { name: 'Mevrouw De Graaf', birthDate: null } });
    expect(client.data).toEqual({ client: { name: 'Mevrouw De Graaf', birthDate: '1938-04-02' } });
  });

  it('cannot be reached by names that look like our own', async () => {
    const answer = await front.ask('{ client(id: "a") { inzageClient: name inzageType: name birthDate } }');
    expect(answer.data).toEqual({
      client: { inzageClient: 'Mevrouw De Graaf', inzageType: 'Mevrouw De Graaf', birthDate: null },
    });
    expect(front.recorded.map(({ client }) => client)).toEqual(['a']);
  });
});

describe('someone who has not signed in', () => {
  it('gets what is open to anyone, and nothing is fetched of the rest', async () => {
    const answer = await front.ask('{ organisation me { name } client(id: "a") { name } }', { token: null });
    expect(answer.status).toBe(200);
    expect(answer.data).toEqual({ organisation: 'Vivium Zorggroep', me: null, client: null });
    expect(answer.errors?.map(({ extensions }) => extensions['code'])).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
    expect(front.operations('dossier')).toEqual([]);
    expect(front.operations('identity').join()).not.toContain('me');
  });

  it('reaches no subgraph at all when everything is refused, a mutation included', async () => {
    await front.ask('{ client(id: "a") { name } }', { token: null });
    const mutation = await front.ask('mutation { acceptTerms }', { token: null });
    expect(mutation.data).toEqual({ acceptTerms: null });
    expect(['identity', 'dossier', 'audit'].flatMap((name) => front.operations(name as 'audit'))).toEqual([]);
  });
});

describe('a relation that waits for a step', () => {
  it('is refused with the step that is due', async () => {
    await front.change(facts([relation({ role: 'CLIENT', pending: ['ACCEPT_TERMS'] })]));
    const answer = await front.ask('{ client(id: "a") { name } }');
    expect(answer.errors?.map(({ extensions }) => extensions['code'])).toEqual(['TERMS_NOT_ACCEPTED']);
  });
});

describe('another supergraph', () => {
  const OPEN = '@access(anyone: "yes")';
  const closed = SUPERGRAPH.replace(
    new RegExp(`(organisation: .*)${OPEN.replace(/[()]/g, '.')}`),
    '$1@access(auditor: "yes")',
  );

  it('is served from then on with its own rules, while what has begun finishes on the one before', async () => {
    await front.change(facts([relation({ role: 'CLIENT' })]));
    let letGo: () => void = () => undefined;
    const arrived = new Promise<void>((arrive) => {
      front.behaviour.dossier = () => {
        arrive();
        return new Promise((resolve) => (letGo = () => resolve(json({ data: { client: { name: 'De Graaf' } } }))));
      };
    });
    const before = front.ask('{ organisation client(id: "a") { name } }');
    await arrived;
    front.replace(closed);
    const after = await front.ask('{ organisation }');
    letGo();
    expect((await before).data).toEqual({ organisation: 'Vivium Zorggroep', client: { name: 'De Graaf' } });
    expect(after.data).toEqual({ organisation: null });
    expect(after.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'ACCESS_REFUSED' }]);
    delete front.behaviour.dossier;
  });

  it.each([
    ['has no access rules', SUPERGRAPH.replace(/(?<!directive) @access\([^)]*\)/g, ''), 'no access rules'],
    ['leaves where one begins without a rule', SUPERGRAPH.replace(/(\bme: .*)@access\([^)]*\)/, '$1'), 'Query.me'],
    ['is of a program that is not ours', SUPERGRAPH.replaceAll('"audit"', '"billing"'), 'billing'],
    ['is none', 'type Query { organisation: String }', ''],
  ])('is not served when it %s; the present one stays', async (_why, supergraph, said) => {
    front.replace(SUPERGRAPH);
    expect(() => front.replace(supergraph)).toThrow(said);
    expect((await front.ask('{ organisation }')).data).toEqual({ organisation: 'Vivium Zorggroep' });
  });
});
