import { env } from 'node:process';
import { Socket, type TcpSocketConnectOpts } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { facts, Front, relation } from './front.js';

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];
const connected: string[] = [];

beforeAll(() => {
  const connect = Socket.prototype.connect;
  // every way out of Node goes through here: http, https, fetch, dns over tcp, the vendor's own client
  jest.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...given: unknown[]) {
    const [options] = given.flat() as TcpSocketConnectOpts[];
    connected.push(options?.host ?? 'localhost');
    return connect.apply(this, given as never);
  });
});
afterAll(() => {
  jest.restoreAllMocks();
  delete env['APOLLO_KEY'];
  delete env['APOLLO_GRAPH_REF'];
});

describe('a gateway', () => {
  it('speaks to nobody outside while it starts, answers and stops, even where the vendor is configured', async () => {
    env['APOLLO_KEY'] = 'service:x:y';
    env['APOLLO_GRAPH_REF'] = 'x@y';
    const front = await Front.start({ mode: 'production', trustedProxies: ['127.0.0.1'] });
    await front.change(facts([relation({ role: 'CLIENT' })]));
    for (let count = 0; count < 5; count += 1) {
      await front.ask('{ client(id: "a") { name } }', { headers: { 'x-forwarded-proto': 'https' } });
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    await front.stop();
    expect(connected.length).toBeGreaterThan(0);
    expect(connected.filter((host) => !LOOPBACK.includes(host))).toEqual([]);
  });

  it('has switched the vendor telemetry off by itself', () => {
    expect(env['APOLLO_TELEMETRY_DISABLED']).toBe('true');
  });
});
