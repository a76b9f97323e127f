import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import { createHttpServer } from '../../program/http-server.js';
import { createLog } from '../../program/log.js';
import { httpTransport, type Request } from '../../program/transport.js';

describe('the HTTP side of a program', () => {
  let server: FastifyInstance;
  let url: string;
  let received: Request[];
  let missing: string[];
  let work: () => Promise<void>;

  beforeEach(async () => {
    received = [];
    missing = [];
    work = () => Promise.resolve();
    server = createHttpServer({
      log: createLog('audit', 'silent'),
      handle: async (request) => {
        received.push(request);
        await work();
        return { status: 422, headers: { 'content-type': 'application/json' }, body: '{"code":"BAD_INPUT"}' };
      },
      notReady: () => Promise.resolve(missing),
    });
    url = await server.listen({ host: '127.0.0.1', port: 0 });
  });
  afterEach(() => server.close());

  it.each(['application/json', 'text/plain', 'application/x-www-form-urlencoded'])(
    'hands on a POST of %s byte for byte, for it is signed over its bytes',
    async (type) => {
      const answer = await httpTransport(
        url,
        1_000,
      )({
        path: '/append-events',
        headers: { 'content-type': type, 'inzage-call': 'signature' },
        body: ' {"a" : "Zoë"} ',
      });
      expect(answer).toMatchObject({ status: 422, body: '{"code":"BAD_INPUT"}' });
      expect(answer.headers['content-type']).toMatch(/^application\/json/);
      expect(received).toHaveLength(1);
      expect(received[0]).toMatchObject({ path: '/append-events', body: ' {"a" : "Zoë"} ' });
      expect(received[0]?.headers['inzage-call']).toBe('signature');
    },
  );

  it('takes a call on behalf of someone with hundreds of relations, all of them in the signature', async () => {
    const call = httpTransport(url, 1_000);
    const answer = await call({ path: '/graphql', headers: { 'inzage-call': 'x'.repeat(250_000) }, body: '{}' });
    expect(answer.status).toBe(422);
    expect(received[0]?.headers['inzage-call']).toHaveLength(250_000);
  });

  it('takes nothing but POST', async () => {
    for (const method of ['GET', 'PUT', 'DELETE'] as const) {
      expect((await fetch(`${url}/graphql`, { method })).status).toBe(404);
    }
    expect(received).toEqual([]);
  });

  it('takes no body of more than a megabyte', async () => {
    const body = 'x'.repeat(1_000_001);
    const { status } = await fetch(url, { method: 'POST', body });
    expect(status).toBe(413);
    expect(received).toEqual([]);
  });

  it('tells the work when its caller has hung up, and nothing of the kind once it is answered', async () => {
    const caller = new AbortController();
    const ended = new Promise<void>((resolve) => {
      work = async () => {
        received[0]?.signal?.addEventListener('abort', () => resolve());
        caller.abort();
        await ended;
      };
    });
    const call = httpTransport(url, 5_000);
    await expect(call({ path: '/', headers: {}, body: 'gone', signal: caller.signal })).rejects.toThrow();
    await ended;

    work = () => Promise.resolve();
    await call({ path: '/', headers: {}, body: 'stays' });
    await server.close();
    expect(received[1]?.signal?.aborted).toBe(false);
  });

  it('says nothing of what went wrong inside', async () => {
    work = () => Promise.reject(new Error('password of the database: geheim'));
    const answer = await fetch(url, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('geheim');
  });

  it('is live, and ready when nothing is missing', async () => {
    const health = (path: string) => fetch(`${url}/health/${path}`);
    expect(await (await health('live')).json()).toEqual({ status: 'live' });
    expect(await (await health('ready')).json()).toEqual({ status: 'ready' });
    missing = ['database'];
    const answer = await health('ready');
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ status: 'not ready', missing: ['database'] });
    expect((await health('live')).status).toBe(200);
  });

  it('finishes what is in flight when it closes, and takes nothing new', async () => {
    work = () => sleep(150);
    const call = httpTransport(url, 2_000);
    const inFlight = call({ path: '/', headers: {}, body: 'first' });
    while (received.length === 0) await sleep(5);
    const began = Date.now();
    const closing = server.close();
    const answer = await inFlight;
    expect(answer.status).toBe(422);
    expect(answer.headers['connection']).toBe('close');
    await closing;
    expect(Date.now() - began).toBeLessThan(2_000);
    await expect(call({ path: '/', headers: {}, body: 'late' })).rejects.toThrow();
  });
});
