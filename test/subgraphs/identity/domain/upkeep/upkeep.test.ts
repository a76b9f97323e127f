import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createLog } from '../../../../../program/log.js';
import { openDatabase } from '../../../../../subgraphs/database.js';
import { OldRowsTable } from '../../../../../subgraphs/identity/data/tables/old-rows-table.js';
import { aloneBy } from '../../../../../subgraphs/identity/data/upkeep-lock.js';
import { Caretaker } from '../../../../../subgraphs/identity/domain/upkeep/caretaker.js';
import { newLink } from '../../../../../subgraphs/identity/domain/credentials/one-time-link.js';
import { HOUR, openIdentity, settled, type IdentityInTest } from '../../support/identity-in-test.js';
import { upkeepOf } from '../../support/upkeep-in-test.js';

const DAY = 24 * HOUR;

let identity: IdentityInTest;
let upkeep: ReturnType<typeof upkeepOf>;

beforeEach(async () => {
  identity = await openIdentity();
  upkeep = upkeepOf(identity);
});
afterEach(() => identity.close());

const count = async (table: string) => {
  const [row] = await identity.database.query<{ count: number }[]>(`SELECT count(*)::int AS count FROM ${table}`);
  return row?.count;
};

describe('what is done each minute', () => {
  it('goes on when a task fails', async () => {
    upkeep.needs.announcements.untold = () => Promise.reject(new Error('no connection'));
    identity.changePolicy('vivium', {
      terms: [{ version: 'x', effectiveAt: '2026-02-10T00:00:00Z', parentDocument: null, text: { nl: 'x', en: 'x' } }],
    });
    const { link } = newLink('RECOVERY', await identity.rows.account(), identity.clock.now);
    await identity.needs.links.open(link, identity.clock.now);
    identity.wait(DAY);
    await identity.database.query("UPDATE one_time_link SET expires_at = '2025-01-01'");
    await upkeep.run();
    expect(upkeep.faults).toEqual(['announce terms']);
    expect(await count('one_time_link')).toBe(0);
  });

  it('is done by one copy at a time', async () => {
    const order: string[] = [];
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let first: Promise<void> = Promise.resolve();
    await new Promise<void>((begun) => {
      first = upkeep.alone(async () => {
        order.push('first');
        begun();
        await held;
      });
    });
    await upkeep.alone(async () => void order.push('second'));
    release();
    await first;
    expect(order).toEqual(['first']);
  });

  it('can be done again by another copy when one has done it, or has failed', async () => {
    const elsewhere = await openDatabase({ url: identity.databaseUrl, entities: [] });
    let times = 0;
    const once = async () => void (times += 1);
    await expect(upkeep.alone(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    for (const alone of [aloneBy(elsewhere), upkeep.alone]) await alone(once);
    await elsewhere.destroy();
    expect(times).toBe(2);
  });

  it('ends what it does when the program stops, and begins nothing more', async () => {
    let runs = 0;
    const caretaker = new Caretaker({
      ...upkeep.needs,
      clock: () => identity.clock.now,
      log: createLog('identity', 'silent'),
      alone: async (work) => {
        await work();
        runs += 1;
      },
    });
    caretaker.start();
    void caretaker.run();
    await caretaker.close();
    await caretaker.run();
    expect(runs).toBeLessThanOrEqual(1);
  });
});

describe('who holds a further account', () => {
  it('is told once, two weeks before it ends; again of another end (R16, R17)', async () => {
    const client = await identity.rows.client({ organisation: 'rozelaar' });
    const validUntil = new Date(identity.clock.now.getTime() + 20 * DAY);
    const extra = { extraReason: 'overdracht', extraApprovedBy: randomUUID() };
    const { relation } = await settled(identity, 'CONTACT', client, { ...extra, validUntil });
    await settled(identity, 'CONTACT', client, { validUntil });
    const told = async () =>
      (await identity.letters()).flatMap(({ notice }) =>
        notice.template === 'EXTRA_ACCESS_ENDING' ? [notice.until] : [],
      );
    await upkeep.run();
    expect(await told()).toEqual([]);
    identity.wait(6 * DAY);
    await Promise.all([upkeep.run(), upkeepOf(identity).run()]);
    await upkeep.run();
    expect(await told()).toEqual([validUntil.toISOString()]);
    const later = new Date(validUntil.getTime() + 2 * DAY);
    await identity.needs.relations.extend(relation, later);
    identity.wait(3 * DAY);
    await upkeep.run();
    expect(await told()).toEqual([validUntil.toISOString(), later.toISOString()]);
  });
});

describe('old rows', () => {
  it('are found by an index where every sign-in adds some', async () => {
    const statements: string[] = [];
    const asked = { query: async (statement: string) => [statements.push(statement), 0] };
    await new OldRowsTable(asked as never).remove(identity.clock.now);
    const growing = /FROM (session|refresh_token|sign_in_challenge|provider_sign_in|known_device|message) /;
    const theirs = statements.filter((statement) => growing.test(statement));
    expect(theirs).toHaveLength(6);
    await identity.database.transaction(async (manager) => {
      await manager.query('SET LOCAL enable_seqscan = off');
      for (const statement of theirs) {
        const plan = await manager.query<object[]>(`EXPLAIN ${statement}`, [identity.clock.now]);
        expect(JSON.stringify(plan)).not.toMatch(/Seq Scan/);
      }
    });
  });

  it('are removed thirty days after they served their purpose, the last two sign-ins of a person kept', async () => {
    const account = await identity.rows.account();
    await identity.rows.staff({ accountId: account, organisation: 'vivium', role: 'AUDITOR' });
    for (let signIn = 0; signIn < 4; signIn += 1) {
      await identity.signedIn(account);
      identity.wait(HOUR);
    }
    const { link } = newLink('RECOVERY', account, identity.clock.now);
    await identity.needs.links.open(link, identity.clock.now);
    await identity.needs.links.use(link.hash, identity.clock.now);
    identity.wait(29 * DAY);
    await upkeep.run();
    expect([await count('session'), await count('one_time_link')]).toEqual([4, 1]);
    identity.wait(2 * DAY);
    await upkeep.run();
    expect([await count('session'), await count('refresh_token'), await count('one_time_link')]).toEqual([2, 0, 0]);
    expect(await identity.needs.sessions.lastSignIn(account, randomUUID())).not.toBeNull();
  });

  it('of messages go when they were sent, not while they wait', async () => {
    const message = {
      channel: 'MAIL',
      organisation: 'vivium',
      account: null,
      to: 'a@voorbeeld.example',
      language: 'nl',
    } as const;
    const notice = { template: 'NEW_ACCESS' } as const;
    const put = () => identity.needs.messages.put({ ...message, notice, notAfter: null }, identity.clock.now);
    await Promise.all([put(), put()]);
    await identity.database.query(
      'UPDATE message SET sent_at = $1, sealed = NULL WHERE id = (SELECT min(id::text)::uuid FROM message)',
      [identity.clock.now],
    );
    identity.wait(31 * DAY);
    await upkeep.run();
    expect(await count('message')).toBe(1);
  });
});
