import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ACCOUNT_CHANGED, CALLS } from '../../../schema/calls.js';
import { eventually } from './support/eventually.js';
import { HOUR, settled, type IdentityInTest } from './support/identity-in-test.js';
import { startIdentityInTest, type IdentityProgram } from './support/identity-program.js';

const BSN = '123456782';

let program: IdentityProgram;
let world: IdentityInTest;

beforeAll(async () => {
  program = await startIdentityInTest();
  ({ world } = program);
});
afterAll(() => program.close());
beforeEach(() => {
  world.wait(24 * HOUR);
  program.events.length = 0;
});

describe('the way of a representative into the portal', () => {
  it('goes by password, code, terms and BSN to an open dossier', async () => {
    const account = await world.rows.account({ passwordHash: program.passwordHash });
    const client = await world.rows.client({ bsn: BSN });
    await world.rows.relation({ accountId: account, clientId: client, role: 'REPRESENTATIVE' });

    const session = await program.signIn(account);
    expect(session.nextSteps.map(({ step }) => step)).toEqual(['ACCEPT_TERMS', 'CONFIRM_BSN']);
    const first = await program.factsOf(session.id);
    expect(first.relations[0]?.pending).toEqual(['ACCEPT_TERMS', 'CONFIRM_BSN']);

    const terms = await program.ask(
      'mutation { acceptTerms(termsId: "vivium:2025-1") { nextSteps { step } } }',
      {},
      first,
    );
    expect(terms.data).toEqual({ acceptTerms: { nextSteps: [{ step: 'CONFIRM_BSN' }] } });
    const bsn = await program.ask(
      'mutation ($bsn: String!) { confirmBsn(bsn: $bsn) { nextSteps { step } } }',
      { bsn: BSN },
      first,
    );
    expect(bsn.data).toEqual({ confirmBsn: { nextSteps: [] } });

    const facts = await program.factsOf(session.id);
    expect(facts.relations[0]).toMatchObject({ client, role: 'REPRESENTATIVE', pending: [] });
    const me = await program.ask(
      `{ me { id name { text } email relations { role status legalBasis holder { text } client { id relations { id role } } } } }`,
      {},
      facts,
    );
    expect(me.errors).toBeUndefined();
    expect(me.data).toMatchObject({
      me: {
        id: account,
        name: { text: 'Marijke van den Berg' },
        relations: [
          {
            status: 'ACTIVE',
            legalBasis: 'MENTORSHIP',
            client: { id: client, relations: [{ role: 'REPRESENTATIVE' }] },
          },
        ],
      },
    });
    await eventually(() =>
      expect(program.events.map(({ kind, outcome }) => [kind, outcome])).toEqual(
        expect.arrayContaining([
          ['SIGN_IN', 'OK'],
          ['TERMS_ACCEPTED', 'OK'],
          ['BSN_CONFIRMED', 'OK'],
        ]),
      ),
    );
    expect(program.events.find(({ kind }) => kind === 'SIGN_IN')).toMatchObject({
      account,
      session: session.id,
      source: 'identity',
    });
    expect(JSON.stringify(program.events)).not.toMatch(new RegExp(`${BSN}|voorbeeld|\\+316`));
  });

  it('is closed again within one push of signing out', async () => {
    const { account } = await settled(
      world,
      'CLIENT',
      await world.rows.client(),
      {},
      { passwordHash: program.passwordHash },
    );
    const session = await program.signIn(account);
    const pushed: string[] = [];
    await world.store.subscribe(ACCOUNT_CHANGED, (message) => void pushed.push(message));
    const { data } = await program.ask('mutation { signOut }', {}, await program.factsOf(session.id));
    expect(data).toEqual({ signOut: true });
    expect(await program.factsOf(session.id)).toBeNull();
    await eventually(() => expect(pushed).toEqual([account]));
  });
});

describe('what the graph shows', () => {
  it('of an organisation is public, with the terms in the language of the request', async () => {
    const query =
      '{ organisation(id: "rozelaar") { name bsnAtFirstSignIn messages ownAdditions help { email } sections terms { id text } } }';
    const dutch = await program.ask(query);
    expect(dutch.data).toMatchObject({
      organisation: {
        name: 'De Rozelaar',
        bsnAtFirstSignIn: false,
        messages: true,
        ownAdditions: true,
        help: { email: 'clientadministratie@rozelaar.example' },
        sections: ['REPORTS', 'CARE_PLAN', 'APPOINTMENTS', 'LIFE_STORY'],
        terms: { id: 'rozelaar:3', text: expect.stringMatching(/^U krijgt toegang/) },
      },
    });
    const english = await program.ask('{ organisation(id: "rozelaar") { terms { text } } }', {}, null, 'en');
    expect(english.data).toMatchObject({ organisation: { terms: { text: expect.stringMatching(/^You are given/) } } });
    expect((await program.ask('{ organisation(id: "nergens") { id } }')).data).toEqual({ organisation: null });
  });

  it('of an account is for nobody who has not signed in', async () => {
    const { data, errors } = await program.ask('{ me { id } }');
    expect(data).toEqual({ me: null });
    expect(errors).toEqual([expect.objectContaining({ path: ['me'], extensions: { code: 'UNAUTHENTICATED' } })]);
  });

  it("of a client's relations is for nobody else's client, also by reference", async () => {
    const theirs = await world.rows.client();
    await settled(world, 'CLIENT', theirs);
    const { account } = await settled(world, 'CLIENT', await world.rows.client());
    const { facts } = await world.signedIn(account);
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Client { id relations { id } } } }`;
    const unknown = '3f1b0a52-6d57-4f0e-9a53-0d6e7a1f9c11';
    const representations = [theirs, unknown].map((id) => ({ __typename: 'Client', id }));
    const { data, errors } = await program.ask(query, { r: representations }, facts);
    expect(data).toEqual({
      _entities: [
        { id: theirs, relations: null },
        { id: unknown, relations: null },
      ],
    });
    expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['_entities', 0, 'relations'], 'ACCESS_REFUSED'],
      [['_entities', 1, 'relations'], 'ACCESS_REFUSED'],
    ]);
    await eventually(() =>
      expect(program.events).toContainEqual(expect.objectContaining({ outcome: 'REFUSED', client: theirs })),
    );
  });

  it("of a client's relations is the own entry for a contact", async () => {
    const { account } = await settled(world, 'CONTACT', await world.rows.client());
    const clients = await Promise.all(Array.from({ length: 3 }, () => world.rows.client()));
    for (const clientId of clients) {
      await settled(world, 'CLIENT', clientId);
      await world.rows.relation({ accountId: account, clientId, role: 'CONTACT', bsnConfirmedAt: new Date() });
    }
    const { facts } = await world.signedIn(account);
    const { data, errors } = await program.ask(
      '{ me { relations { client { relations { holder { text } role } } } } }',
      {},
      facts,
    );
    expect(errors).toBeUndefined();
    const own = { client: { relations: [{ holder: { text: 'Marijke van den Berg' }, role: 'CONTACT' }] } };
    expect(data).toEqual({ me: { relations: [own, own, own, own] } });
  });
});

describe('calls from other programs', () => {
  it('get the public keys of access tokens', async () => {
    const { body } = await program.call(CALLS.accessTokenKeys, {});
    expect(body).toEqual({ keys: [expect.not.objectContaining({ d: expect.anything() })] });
  });

  it('let the gateway put its refusals on record, and nobody speak in its name', async () => {
    const event = { id: '7c0dbe7a-52a7-4d0c-9e4d-55d25e7f2f10', source: 'gateway', kind: 'DOSSIER_READ' };
    await expect(program.call(CALLS.recordEvents, [event])).resolves.toEqual({ status: 200, body: null });
    await eventually(() => expect(program.events).toContainEqual(event));
    await expect(program.call(CALLS.recordEvents, [{ ...event, source: 'dossier' }])).resolves.toMatchObject({
      status: 500,
    });
  });

  it.each([CALLS.sessionFacts, CALLS.accessTokenKeys, CALLS.recordEvents])(
    'to %s are refused but by the gateway',
    async (path) => {
      await expect(program.call(path, { session: 'x' }, undefined, 'dossier')).resolves.toMatchObject({ status: 401 });
    },
  );

  it('are refused without a signature', async () => {
    const answer = await program.identity.handle({ path: CALLS.sessionFacts, headers: {}, body: '{}' });
    expect(answer.status).toBe(401);
  });
});

describe('identity', () => {
  it('is ready when its database and its store are', async () => {
    await expect(program.identity.notReady()).resolves.toEqual([]);
  });
});
