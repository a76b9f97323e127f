import { Socket, type SocketConnectOpts } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { facts, Front, relation } from './front.js';

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];
const connected: string[] = [];

beforeAll(() => {
  const connect = Socket.prototype.connect;
  // every way out of Node goes through here: http, https, fetch, dns over tcp, the vendor's own client
  jest.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...given: unknown[]) {
    const [options] = given.flat() as SocketConnectOpts[];
    connected.push((options as { host?: string; path?: string }).host ?? String(options));
    return connect.apply(this, given as never);
  });
});
afterAll(() => {
  jest.restoreAllMocks();
});

describe('a gateway', () => {
  it('speaks to nobody outside while it starts, answers and stops, even where the vendor is configured', async () => {
    const environment = { APOLLO_TELEMETRY_DISABLED: undefined, APOLLO_KEY: 'service:x:y', APOLLO_GRAPH_REF: 'x@y' };
    const before = Object.keys(environment).map((name) => [name, process.env[name]] as const);
    for (const [name, value] of Object.entries(environment)) if (value !== undefined) process.env[name] = value;
    const front = await Front.start({ mode: 'production', trustedProxies: ['127.0.0.1'] });
    await front.change(facts([relation({ role: 'CLIENT' })]));
    for (let count = 0; count < 5; count += 1) {
      await front.ask('{ client(id: "a") { name } }', { headers: { 'x-forwarded-proto': 'https' } });
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    await front.stop();
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    expect(connected.length).toBeGreaterThan(0);
    expect(connected.filter((host) => !LOOPBACK.includes(host))).toEqual([]);
  });

  it('has switched the vendor telemetry off by itself', () => {
    expect(process.env['APOLLO_TELEMETRY_DISABLED']).toBe('true');
  });
});
