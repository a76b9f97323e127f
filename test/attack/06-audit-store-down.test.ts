/** Attack case 6: the audit store is down, slow, or dies in the middle of a request: no answer leaves without its record. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { stableId } from '../../demo/world/stable-id.js';
import type { Answer, Request } from '../../program/transport.js';
import type { CallerRelation } from '../../schema/caller.js';
import { callerWith, parsed, signedCall, startSubgraphs, type Subgraphs } from '../support/subgraphs.js';

const CLIENT = stableId('client', 'vivium', 'hofstra');
const READ = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Client { birthDate } } }';

const relation: CallerRelation = {
  id: stableId('relation', 'made-up'),
  client: CLIENT,
  ecdClient: '', // found below
  organisation: 'vivium',
  role: 'REPRESENTATIVE',
  sections: [],
  relatedPerson: null,
  validFrom: '2020-01-01T00:00:00Z',
  validUntil: null,
  pending: [],
  version: 1,
};

type Road = (request: Request, pass: (request: Request) => Promise<Answer>) => Promise<Answer>;

const OPEN: Road = (request, pass) => pass(request);
const DOWN: Road = () => Promise.reject(new Error('connect ECONNREFUSED'));
const SLOW: Road = async (request, pass) => {
  await sleep(1_000);
  return pass(request);
};
/** The record is committed, and its writer dies before it can say so. */
const KILLED_AFTER: Road = async (request, pass) => {
  await pass(request);
  throw new Error('socket hang up');
};

describe('without an audit store', () => {
  let subgraphs: Subgraphs;
  let road: Road = OPEN;
  let dossier: Client;
  let log: Client;

  beforeAll(async () => {
    subgraphs = await startSubgraphs((audit) => (request) => road(request, audit));
    relation.ecdClient = await subgraphs.ecdClientOf(CLIENT);
    [dossier, log] = (await Promise.all(
      [subgraphs.ownerUrls.dossier, subgraphs.ownerUrls.audit].map(async (connectionString) => {
        const client = new Client({ connectionString });
        await client.connect();
        return client;
      }),
    )) as [Client, Client];
  });
  afterEach(() => {
    road = OPEN;
  });
  afterAll(async () => {
    await dossier.end();
    await log.end();
    await subgraphs.stop();
  });

  async function read() {
    const caller = callerWith({
      session: stableId('session'),
      account: stableId('account', 'marieke.hofstra@example.org'),
      name: 'Marieke Hofstra',
      relations: [relation],
      staff: [],
      authentication: 'PASSWORD_SMS',
    });
    const variables = { r: [{ __typename: 'Client', id: CLIENT }] };
    const body = JSON.stringify({ query: READ, variables });
    const call = { audience: 'dossier', path: '/graphql', body, caller } as const;
    const answer = await subgraphs.handles.dossier(await signedCall(subgraphs.keys, 'gateway', call));
    return { trace: caller.trace, ...parsed(answer) };
  }

  async function recordsOf(trace: string): Promise<number> {
    const { rows } = await log.query<{ id: string }>('SELECT id FROM audit_event WHERE trace = $1', [trace]);
    return rows.length;
  }

  async function waiting(): Promise<number> {
    return (await dossier.query('SELECT FROM audit_outbox')).rowCount ?? 0;
  }

  /** Until the outbox is empty again, as it becomes by itself. */
  async function delivered(): Promise<void> {
    while ((await waiting()) > 0) await sleep(50);
  }

  it.each([
    ['down', DOWN],
    ['slow', SLOW],
  ])(
    'when it is %s the record waits in the outbox before the answer leaves, and comes to the log once',
    async (_state, state) => {
      road = state;
      const { data, errors, trace } = await read();
      expect(errors).toBeUndefined();
      expect(data).toMatchObject({ _entities: [{ birthDate: expect.any(String) }] });
      expect(await waiting()).toBeGreaterThan(0);
      road = OPEN;
      await delivered();
      expect(await recordsOf(trace)).toBe(1);
    },
  );

  it('when its writer dies in the middle of the request the record is there once', async () => {
    road = KILLED_AFTER;
    const { data, trace } = await read();
    expect(data).toMatchObject({ _entities: [{ birthDate: expect.any(String) }] });
    road = OPEN;
    await delivered();
    expect(await recordsOf(trace)).toBe(1);
  });

  it('when the outbox cannot take it either no data leave: AUDIT_UNAVAILABLE', async () => {
    road = DOWN;
    await dossier.query('ALTER TABLE audit_outbox RENAME TO audit_outbox_gone');
    try {
      const { data, errors } = await read();
      expect(data ?? null).toBeNull();
      expect(errors).toMatchObject([{ extensions: { code: 'AUDIT_UNAVAILABLE' } }]);
    } finally {
      await dossier.query('ALTER TABLE audit_outbox_gone RENAME TO audit_outbox');
    }
  });

  it('goes on by itself when the store is back', async () => {
    const { errors, trace } = await read();
    expect(errors).toBeUndefined();
    await delivered();
    expect(await recordsOf(trace)).toBe(1);
  });
});
