/** The store that copies of a program share. A dead Redis fails each call fast; the connections come back by themselves. */
import { Redis, type RedisOptions } from 'ioredis';
import { StartUpError } from './configuration.js';
import type { Log } from './log.js';
import type { Store } from './store.js';

const COMMAND_LIMIT_MS = 1_000;
const CONNECT_LIMIT_MS = 3_000;
const LONGEST_RETRY_MS = 2_000;
const DISCONNECT_LIMIT_MS = 200;

/** Counts, and starts the expiry with the first count; in one step, or a crash in between would leave a count for ever. */
const INCREMENT = `
  local count = redis.call('INCR', KEYS[1])
  if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
  return count`;

export interface RedisStoreOptions {
  /** redis:// or rediss:// */
  url: string;
  log: Log;
  /** Before every key and channel, so that several systems can share one Redis. */
  prefix?: string;
}

/** @throws StartUpError when Redis does not answer now; later it may come and go. */
export async function openRedisStore({ url, log, prefix = 'inzage:' }: RedisStoreOptions): Promise<Store> {
  let failed: (reason: string) => void;
  const refusal = new Promise<never>((_resolve, reject) => {
    failed = (reason) => reject(new StartUpError([`Redis does not answer (${reason})`]));
  });
  const onError = (error: Error): void => failed(error.message);
  // without the queue a call fails at once while there is no connection, instead of waiting for one
  const commands = connection(url, { enableOfflineQueue: false, keyPrefix: prefix }).on('error', onError);
  const subscriptions = connection(url, { autoResubscribe: true }).on('error', onError);
  try {
    await Promise.race([refusal, Promise.all([commands.connect(), subscriptions.connect()])]);
  } catch (error) {
    commands.disconnect();
    subscriptions.disconnect();
    throw error;
  }
  failed = (reason) => log.warn({ reason }, 'the connection to Redis failed');
  return new RedisStore(commands, subscriptions, prefix);
}

function connection(url: string, options: RedisOptions): Redis {
  return new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_LIMIT_MS,
    commandTimeout: COMMAND_LIMIT_MS,
    disconnectTimeout: DISCONNECT_LIMIT_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(attempt * 100, LONGEST_RETRY_MS),
    ...options,
  });
}

class RedisStore implements Store {
  constructor(
    private readonly commands: Redis,
    private readonly subscriptions: Redis,
    private readonly prefix: string,
  ) {}

  get(key: string): Promise<string | null> {
    return this.commands.get(key);
  }

  async set(key: string, value: string, ttlMs: number): Promise<void> {
    await this.commands.set(key, value, 'PX', Math.ceil(ttlMs));
  }

  async setIfAbsent(key: string, value: string, ttlMs: number): Promise<boolean> {
    return (await this.commands.set(key, value, 'PX', Math.ceil(ttlMs), 'NX')) === 'OK';
  }

  async delete(key: string): Promise<void> {
    await this.commands.del(key);
  }

  async increment(key: string, ttlMs: number): Promise<number> {
    return Number(await this.commands.eval(INCREMENT, 1, key, Math.ceil(ttlMs)));
  }

  async expiresIn(key: string): Promise<number> {
    return Math.max(0, await this.commands.pttl(key));
  }

  async publish(channel: string, message: string): Promise<void> {
    await this.commands.publish(this.prefix + channel, message);
  }

  async subscribe(channel: string, onMessage: (message: string) => void): Promise<void> {
    this.subscriptions.on('message', (from: string, message: string) => {
      if (from === this.prefix + channel) onMessage(message);
    });
    await this.subscriptions.subscribe(this.prefix + channel);
  }

  async isReady(): Promise<boolean> {
    return this.commands.ping().then(
      () => true,
      () => false,
    );
  }

  async close(): Promise<void> {
    this.subscriptions.disconnect();
    this.commands.disconnect();
  }
}
