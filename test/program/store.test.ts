import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { InProcessStore } from '../../program/in-process-store.js';
import { createLog } from '../../program/log.js';
import { openRedisStore } from '../../program/redis-store.js';
import type { Store } from '../../program/store.js';
import { testRedisUrl } from '../support/redis.js';

const log = createLog('inzage', 'silent');
const redisUrl = testRedisUrl;

/** What both stores promise; each test on a store of its own, or on keys of its own. */
function behavesAsAStore(open: () => Promise<Store>): void {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  it('knows nothing of a key that was never set', async () => {
    expect(await store.get('k')).toBeNull();
    expect(await store.expiresIn('k')).toBe(0);
  });

  it('gives back what was set last', async () => {
    await store.set('k', 'one', 60_000);
    await store.set('k', 'two', 60_000);
    expect(await store.get('k')).toBe('two');
  });

  it('forgets a key when its time is up', async () => {
    await store.set('k', 'v', 40);
    expect(await store.get('k')).toBe('v');
    await sleep(80);
    expect(await store.get('k')).toBeNull();
    expect(await store.setIfAbsent('k', 'again', 40)).toBe(true);
  });

  it('forgets a key that is deleted', async () => {
    await store.set('k', 'v', 60_000);
    await store.delete('k');
    expect(await store.get('k')).toBeNull();
  });

  it('lets exactly one of many set an absent key', async () => {
    const won = await Promise.all(
      Array.from({ length: 50 }, (_, index) => store.setIfAbsent('k', String(index), 60_000)),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await store.get('k')).toBe(String(won.indexOf(true)));
  });

  it('counts every one of many at once', async () => {
    const counts = await Promise.all(Array.from({ length: 50 }, () => store.increment('k', 60_000)));
    expect(counts.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  });

  it('lets a count expire from the first one on, whatever later ones ask', async () => {
    await store.increment('k', 100);
    await store.increment('k', 60_000);
    expect(await store.expiresIn('k')).toBeLessThanOrEqual(100);
    await sleep(150);
    expect(await store.increment('k', 100)).toBe(1);
  });

  it('takes a time to live that is no whole number of milliseconds', async () => {
    await store.set('k', 'v', 60_000.5);
    expect(await store.increment('n', 60_000.5)).toBe(1);
    expect(await store.get('k')).toBe('v');
  });

  it('says how long a key has left', async () => {
    await store.set('k', 'v', 60_000);
    const left = await store.expiresIn('k');
    expect(left).toBeGreaterThan(55_000);
    expect(left).toBeLessThanOrEqual(60_000);
  });

  it('brings a message to every subscriber of its channel and to no other', async () => {
    const heard: string[] = [];
    await store.subscribe('a', (message) => heard.push(`first ${message}`));
    await store.subscribe('a', (message) => heard.push(`second ${message}`));
    await store.subscribe('b', (message) => heard.push(`other ${message}`));
    await store.publish('a', 'hello');
    await until(() => heard.length >= 2);
    expect(heard).toEqual(['first hello', 'second hello']);
  });

  it('says that it is ready', async () => {
    expect(await store.isReady()).toBe(true);
  });
}

describe('the in-process store', () => {
  behavesAsAStore(() => Promise.resolve(new InProcessStore()));

  it('does not keep expired keys that nobody asks for', async () => {
    let now = 0;
    const store = new InProcessStore(() => now);
    await store.set('k', 'v', 10);
    now = 9;
    expect(await store.get('k')).toBe('v');
    now = 10;
    expect(await store.get('k')).toBeNull();
    await store.close();
  });
});

(redisUrl === undefined ? describe.skip : describe)('the Redis store', () => {
  const openReal = (prefix: string) => openRedisStore({ url: redisUrl ?? '', log, prefix });

  behavesAsAStore(() => openReal(`test:${randomUUID()}:`));

  it('shares keys, counts and messages between copies of a program', async () => {
    const prefix = `test:${randomUUID()}:`;
    const [one, other] = await Promise.all([openReal(prefix), openReal(prefix)]);
    const heard: string[] = [];
    await other.subscribe('a', (message) => heard.push(message));
    await one.publish('a', 'hello');
    await one.increment('n', 60_000);
    expect(await other.increment('n', 60_000)).toBe(2);
    await until(() => heard.length > 0);
    expect(heard).toEqual(['hello']);
    await Promise.all([one.close(), other.close()]);
  });
});

(redisUrl === undefined ? describe.skip : describe)('a Redis that falls away', () => {
  it('fails calls fast, and is back with its subscriptions when Redis is', async () => {
    const line = await openLine(Number(new URL(redisUrl ?? '').port));
    const store = await openRedisStore({ url: `redis://127.0.0.1:${line.port}`, log, prefix: `test:${randomUUID()}:` });
    const heard: string[] = [];
    await store.subscribe('a', (message) => heard.push(message));

    line.cut();
    const began = Date.now();
    await expect(store.increment('n', 60_000)).rejects.toThrow();
    expect(await store.isReady()).toBe(false);
    expect(Date.now() - began).toBeLessThan(2_500);

    line.mend();
    await until(() => store.isReady());
    await until(async () => {
      await store.publish('a', 'hello');
      return heard.length > 0;
    });
    expect(heard).toContain('hello');
    expect(await store.increment('n', 60_000)).toBe(1);
    await store.close();
    await line.close();
  });
});

describe('a Redis that is not there', () => {
  it('stops the start with one line', async () => {
    await expect(openRedisStore({ url: 'redis://127.0.0.1:1', log })).rejects.toThrow(/^Redis does not answer/);
  });

  it('fails a call fast when it stops answering, and is not ready', async () => {
    const hanging = createServer((socket) => socket.on('data', () => undefined)).listen(0, '127.0.0.1');
    await once(hanging, 'listening');
    const { port } = hanging.address() as { port: number };
    const began = Date.now();
    await expect(openRedisStore({ url: `redis://127.0.0.1:${port}`, log })).rejects.toThrow('Redis does not answer');
    expect(Date.now() - began).toBeLessThan(5_000);
    hanging.close();
  });
});

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await condition()) return;
    await sleep(10);
  }
  throw new Error('it did not come about in time');
}

/** A line to a port that can be cut and mended. */
async function openLine(to: number) {
  const ends = new Set<Socket>();
  let whole = true;
  const server: Server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    for (const end of [near, far]) {
      ends.add(end);
      end.on('error', () => end.destroy()).on('close', () => ends.delete(end));
    }
    near.pipe(far).pipe(near);
    if (!whole) near.destroy();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const drop = () => ends.forEach((end) => end.destroy());
  return {
    port: (server.address() as { port: number }).port,
    cut: () => {
      whole = false;
      drop();
    },
    mend: () => {
      whole = true;
    },
    close: async () => {
      drop();
      server.close();
      await once(server, 'close');
    },
  };
}
