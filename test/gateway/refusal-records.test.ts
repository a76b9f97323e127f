import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ACCESS_MATRIX_VERSION } from '../../schema/access-matrix.js';
import { CALLS } from '../../schema/calls.js';
import { ACCOUNT, facts, Front, json, relation, SESSION } from './front.js';

let front: Front;

beforeAll(async () => {
  front = await Front.start();
});
afterAll(() => front.stop());
beforeEach(async () => {
  await front.change(facts([relation({ client: 'a' }), relation({ client: 'b' })]));
  front.forget();
});
afterEach(() => {
  delete front.behaviour.identity;
});

describe('a refusal decided at the gateway', () => {
  it('is on record with who, when, what, on which rule and about whom', async () => {
    await front.ask('{ client(id: "a") { name birthDate accessLog } }', {
      headers: { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
    });
    expect(front.recorded).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        kind: 'DOSSIER_READ',
        action: 'R',
        outcome: 'REFUSED',
        reason: 'ACCESS_REFUSED',
        justification: null,
        occurredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        organisation: 'vivium',
        account: ACCOUNT,
        accountName: 'Anja de Graaf',
        role: 'CONTACT',
        relation: 'relation-a',
        checks: { authorisation: false, treatmentRelation: true, consent: null, emergency: false },
        consent: 'relation-a@1',
        responsible: null,
        responsibleRole: null,
        object: null,
        sensitivity: 'R',
        session: SESSION,
        client: 'a',
        categories: ['Client.birthDate', 'Client.accessLog'],
        search: null,
        purpose: 'PATRQT',
        policy: ACCESS_MATRIX_VERSION,
        source: 'gateway',
        address: '127.0.0.1',
        trace: '0af7651916cd43dd8448eb211c80319c',
      },
    ]);
  });

  it('is one event for each client, however many places it was met', async () => {
    await front.ask('{ clients { birthDate again: birthDate medical { weight } } }');
    expect(front.recorded.map(({ client, categories }) => [client, categories])).toEqual([
      ['a', ['Client.birthDate', 'Medical.weight']],
      ['b', ['Client.birthDate', 'Medical.weight']],
    ]);
    expect(front.calls(CALLS.recordEvents)).toHaveLength(1);
  });

  it('of a root field is about no client', async () => {
    await front.ask('{ auditEvents }');
    expect(front.recorded).toMatchObject([{ client: null, relation: null, categories: ['Query.auditEvents'] }]);
  });

  it('of a client that was asked for by id names the client, and nothing that is no id', async () => {
    await front.change(facts([], [{ organisation: 'vivium', role: 'REPORTER' }]));
    const id = '2d8f6bb7-f3e2-80ef-ae08-6c69e6b4a84f';
    await front.ask('query Q($id: ID!) { client(id: $id) { name } }', { variables: { id } });
    await front.ask('{ client(id: "999990019") { name } }');
    expect(front.recorded.map(({ client }) => client)).toEqual([id, null]);
  });

  it('of a client names the client in the one form that the log knows, however the id was typed', async () => {
    await front.change(facts([], [{ organisation: 'vivium', role: 'REPORTER' }]));
    const id = '2d8f6bb7-f3e2-80ef-ae08-6c69e6b4a84f';
    await front.ask(`{ one: client(id: "${id.toUpperCase()}") { name } other: client(id: "${id}") { name } }`);
    expect(front.recorded.map(({ client }) => client)).toEqual([id]);
  });

  it('of staff is on record with their role', async () => {
    await front.change(facts([], [{ organisation: 'vivium', role: 'REPORTER' }]));
    await front.ask('{ client(id: "a") { name } }');
    expect(front.recorded).toMatchObject([{ role: 'REPORTER', organisation: 'vivium', purpose: 'HSYSADMIN' }]);
  });

  it('is there before the answer leaves', async () => {
    let committed = false;
    front.behaviour.identity = (request) =>
      request.path === CALLS.recordEvents
        ? new Promise((resolve) =>
            setTimeout(() => {
              committed = true;
              resolve(json(null));
            }, 150),
          )
        : null;
    await front.ask('{ client(id: "a") { name birthDate } }');
    expect(committed).toBe(true);
  });

  it('that cannot be recorded withholds all data', async () => {
    front.behaviour.identity = (request) =>
      request.path === CALLS.recordEvents ? Promise.resolve(json({ code: 'AUDIT_UNAVAILABLE' }, 422)) : null;
    const answer = await front.ask('{ client(id: "a") { name birthDate } }');
    expect(answer.data).toBeNull();
    expect(answer.text).not.toContain('De Graaf');
    expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'AUDIT_UNAVAILABLE' }]);
  });

  it('of a token that cannot be recorded is answered as such', async () => {
    front.behaviour.identity = (request) =>
      request.path === CALLS.recordEvents ? Promise.reject(new Error('away')) : null;
    const answer = await front.ask('{ me { name } }', { token: 'a.b.c' });
    expect(answer.status).toBe(503);
    expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'AUDIT_UNAVAILABLE' }]);
  });
});

describe('refusals of someone who has not signed in', () => {
  it('do not flood the log: an address gets sixty in a minute', async () => {
    const flood = await Front.start();
    try {
      for (let count = 0; count < 65; count += 1) await flood.ask('{ me { name } }', { token: null });
      expect(flood.recorded).toHaveLength(60);
    } finally {
      await flood.stop();
    }
  });
});
