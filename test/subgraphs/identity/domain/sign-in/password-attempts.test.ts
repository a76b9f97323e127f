import { beforeEach, describe, expect, it } from '@jest/globals';
import { InProcessStore } from '../../../../../program/in-process-store.js';
import type { Store } from '../../../../../program/store.js';
import { Limits } from '../../../../../subgraphs/identity/domain/limits.js';
import { admitAttempt, forgetAttempts } from '../../../../../subgraphs/identity/domain/sign-in/password-attempts.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const KEY = Buffer.alloc(32, 7);

let now: number;
let limits: Limits;

beforeEach(() => {
  now = Date.parse('2026-02-02T09:00:00Z');
  limits = new Limits(new InProcessStore(() => now), KEY);
});

let addresses = 0;
/** From a new network address each time, so that only the account counts. */
const attempt = (email = 'marijke@voorbeeld.example') => {
  addresses += 1;
  return admitAttempt(limits, { email, address: `2001:db8:0:${addresses}::1` });
};
const tooMany = (retryAfterSeconds: number) =>
  expect.objectContaining({ code: 'TOO_MANY_ATTEMPTS', details: { retryAfterSeconds } });

async function attempts(count: number, pause = 0): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    now += pause;
    await attempt();
  }
}

describe('attempts at one password', () => {
  it('are free up to the fifth, which starts a wait of a minute', async () => {
    await attempts(5);
    await expect(attempt()).rejects.toEqual(tooMany(60));
    now += 59 * SECOND;
    await expect(attempt()).rejects.toEqual(tooMany(1));
    now += SECOND;
    await attempt();
  });

  it('make the wait double with each failure, to a quarter of an hour at most', async () => {
    await attempts(5);
    for (const minutes of [1, 2, 4, 8, 15, 15]) {
      await expect(attempt()).rejects.toEqual(tooMany(minutes * 60));
      now += minutes * MINUTE;
      await attempt();
    }
  });

  it('are thirty in twelve hours and no more', async () => {
    const start = now;
    await attempts(30, 15 * MINUTE);
    now += 15 * MINUTE;
    const left = (start + 15 * MINUTE + 12 * 60 * MINUTE - now) / SECOND;
    await expect(attempt()).rejects.toEqual(tooMany(left));
    now += left * SECOND;
    await attempt();
  });

  it('are forgotten once the password is right', async () => {
    await attempts(4);
    await forgetAttempts(limits, { email: 'marijke@voorbeeld.example', address: '2001:db8:0:1::1' });
    await attempts(5);
  });

  it('let no more than five through at the same time', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => attempt()));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
  });

  it("do not count towards another account's", async () => {
    await attempts(5);
    await attempt('joop@voorbeeld.example');
  });
});

describe('attempts from one network address', () => {
  const from = (n: number) => admitAttempt(limits, { email: `persoon${n}@voorbeeld.example`, address: '203.0.113.7' });
  const twenty = Array.from({ length: 20 }, (_, n) => n);

  it('are twenty in ten minutes, whichever accounts they are for', async () => {
    for (const n of twenty) await from(n);
    await expect(from(20)).rejects.toEqual(tooMany(600));
    now += 10 * MINUTE;
    await from(21);
  });

  it('do not count when the password was right', async () => {
    for (const n of [...twenty, ...twenty]) {
      await from(n);
      await forgetAttempts(limits, { email: `persoon${n}@voorbeeld.example`, address: '203.0.113.7' });
    }
    for (const n of twenty) await from(n);
    await expect(from(99)).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
  });

  it('that were given back do not outlive the ten minutes in which they were made', async () => {
    now += 9 * MINUTE;
    for (const n of twenty) {
      await from(n);
      await forgetAttempts(limits, { email: `persoon${n}@voorbeeld.example`, address: '203.0.113.7' });
    }
    now += 10 * MINUTE;
    for (const n of twenty) await from(n);
    await expect(from(99)).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
  });
});

describe('the store of the attempts', () => {
  it('holds no e-mail address and no network address', async () => {
    const keys: string[] = [];
    const store = new InProcessStore(() => now);
    const increment = store.increment.bind(store);
    store.increment = (key, ttl) => {
      keys.push(key);
      return increment(key, ttl);
    };
    await admitAttempt(new Limits(store, KEY), { email: 'marijke@voorbeeld.example', address: '203.0.113.7' });
    expect(keys).toHaveLength(2);
    expect(keys.join(' ')).not.toMatch(/marijke|voorbeeld|203\.0\.113/);
  });

  it('lets nobody through while it is down', async () => {
    const down = () => Promise.reject(new Error('no connection'));
    const dead = { get: down, increment: down, setIfAbsent: down, expiresIn: down } as unknown as Store;
    await expect(
      admitAttempt(new Limits(dead, KEY), { email: 'marijke@voorbeeld.example', address: '203.0.113.7' }),
    ).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
  });
});
