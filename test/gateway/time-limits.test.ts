import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Fetch } from '../../gateway/execution/plan/fetch.js';
import { sendsTo } from '../../gateway/execution/subgraph-send.js';
import { SubgraphCalls } from '../../gateway/subgraph-calls.js';
import { CallSigner } from '../../program/calls/signer.js';
import { createHttpServer } from '../../program/http-server.js';
import { createLog } from '../../program/log.js';
import { httpTransport, inProcessTransport } from '../../program/transport.js';
import type { Caller } from '../../schema/caller.js';
import { FhirReader } from '../subgraphs/dossier/data/fhir/client/fhir-reader.js';
import { LyingServer } from '../subgraphs/dossier/data/fhir/client/lying-server.js';
import { facts, Front, json, keyPair, relation } from './front.js';

let front: Front;

async function start(limits: object): Promise<void> {
  front = await Front.start({ limits });
  await front.change(facts([relation({ role: 'CLIENT' })]));
}

beforeEach(() => start({ subgraphCallMs: 200, requestMs: 2_000 }));
afterEach(() => front.stop());

const QUERY = '{ me { name } client(id: "a") { name } }';
function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}

/** A browser that leaves when the signal fires. */
async function askUntil(signal: AbortSignal): Promise<Response> {
  return fetch(`${front.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await front.token()}` },
    body: JSON.stringify({ query: QUERY }),
    signal,
  });
}

const never = (): Promise<never> => new Promise(() => undefined);

describe('a subgraph that hangs', () => {
  it('is given up after its limit; the data of the others stays', async () => {
    await front.ask('{ organisation }'); // the first query of all takes longer, whatever hangs
    front.behaviour.dossier = never;
    const begin = performance.now();
    const answer = await front.ask(QUERY);
    expect(performance.now() - begin).toBeLessThan(1_500);
    expect(answer.data).toEqual({ me: { name: 'Anja de Graaf' }, client: null });
    expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'UNAVAILABLE' }]);
  });

  it('does not hold a request beyond its own limit', async () => {
    await front.stop();
    await start({ subgraphCallMs: 5_000, requestMs: 300 });
    front.behaviour.dossier = never;
    const begin = performance.now();
    const answer = await front.ask(QUERY);
    expect(performance.now() - begin).toBeLessThan(2_000);
    expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'TIMED_OUT' }]);
  });
});

describe('a client that goes away', () => {
  it('ends the calls that were made for it', async () => {
    await front.stop();
    await start({});
    const asked = deferred<AbortSignal | undefined>();
    front.behaviour.dossier = (request) => {
      asked.resolve(request.signal);
      return never();
    };
    const leaving = new AbortController();
    const answer = askUntil(leaving.signal);
    const signal = await asked.promise;
    expect(signal?.aborted).toBe(false);
    leaving.abort();
    await expect(answer).rejects.toThrow();
    await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    expect(signal?.aborted).toBe(true);
  });

  it('is not held against the subgraph that was being asked', async () => {
    const lines: string[] = [];
    const log = createLog('gateway', 'debug', { write: (line) => void lines.push(line) });
    const { privateJwk } = await keyPair('gateway-1');
    const transports = { identity: never, dossier: inProcessTransport(never, 5_000), audit: never };
    const calls = new SubgraphCalls(await CallSigner.create('gateway', privateJwk), transports);
    const caller: Caller = { facts: null, address: '127.0.0.1', language: 'nl', purpose: 'PATRQT', trace: 'f' };
    const send = async (reason: Error): Promise<unknown> => {
      const ended = new AbortController();
      const scope = { caller, now: new Date(), signal: ended.signal };
      const answer = sendsTo(['dossier'], { calls, limitMs: 5_000, log })(scope)(
        { subgraph: 'dossier' } as Fetch,
        '{}',
      );
      setTimeout(() => ended.abort(reason), 5);
      return answer.catch(() => JSON.parse(lines.pop() ?? '') as unknown);
    };
    expect(await send(new Error('the client has gone'))).toMatchObject({ level: 'debug', msg: 'the client has gone' });
    expect(await send(new DOMException('time is up', 'TimeoutError'))).toMatchObject({
      ...{ level: 'warn', subgraph: 'dossier', msg: 'a subgraph did not answer' },
    });
  });

  it('ends what is being read in the ECD: by way of the dossier program, each over HTTP', async () => {
    const ecd = await LyingServer.start();
    const reader = await FhirReader.open({ url: ecd.base });
    const dossier = createHttpServer({
      log: createLog('dossier', 'silent'),
      handle: async ({ signal }) => json({ data: { client: { name: (await reader.ids([], signal)).join() } } }),
      notReady: () => Promise.resolve([]),
    });
    const transport = httpTransport(await dossier.listen({ host: '127.0.0.1', port: 0 }), 5_000);
    await front.stop();
    await start({});
    front.behaviour.dossier = (request) => transport(request);
    const leaving = new AbortController();
    const hungUp = new Promise<void>((resolve) => {
      ecd.reply('/fhir/Observation', (response) => {
        response.once('close', resolve);
        leaving.abort();
      });
    });
    await expect(askUntil(leaving.signal)).rejects.toThrow();
    await hungUp;
    expect(ecd.times('/fhir/Observation')).toBe(1);
    await Promise.all([dossier.close(), reader.close(), ecd.stop()]);
  });
});

describe('more connections than there may be', () => {
  const opened = (): Promise<Socket> =>
    new Promise((resolve) => {
      const { hostname, port } = new URL(front.url);
      const socket = connect(Number(port), hostname).on('error', () => undefined);
      socket.once('connect', () => resolve(socket));
    });

  it('are closed as they come in, and the others go on', async () => {
    await front.stop();
    await start({ connections: 2 });
    const [one, two] = [await opened(), await opened()];
    const third = await opened();
    await new Promise((resolve) => third.once('close', resolve));
    const answered = new Promise<string>((resolve) => one.once('data', (data) => resolve(String(data))));
    one.write('GET /health/live HTTP/1.1\r\nHost: graph.example\r\n\r\n');
    expect(await answered).toMatch(/^HTTP\/1.1 200 /);
    two.destroy();
    one.destroy();
  });

  it('are not held open by who sends its headers slowly', async () => {
    await front.stop();
    await start({ requestMs: 100 });
    const slow = await opened();
    slow.write('GET /health/live HTTP/1.1\r\nHost: graph.example\r\n');
    const answer = await new Promise<string>((resolve) => slow.once('data', (data) => resolve(String(data))));
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
    slow.destroy();
  });
});

describe('a gateway that is stopped', () => {
  it('finishes the answer that is on its way and takes no more', async () => {
    await front.stop();
    await start({});
    await front.ask('{ organisation }');
    const reached = deferred<undefined>();
    const release = deferred<undefined>();
    front.behaviour.dossier = () => {
      reached.resolve(undefined);
      return release.promise.then(() => json({ data: { client: { name: 'Mevrouw De Graaf' } } }));
    };
    const answer = front.ask(QUERY);
    await reached.promise;
    const begin = performance.now();
    const stopped = front.stop();
    setTimeout(() => release.resolve(undefined), 100);
    const { data, headers } = await answer;
    expect(data).toEqual({ me: { name: 'Anja de Graaf' }, client: { name: 'Mevrouw De Graaf' } });
    expect(headers.get('connection')).toBe('close');
    await stopped;
    expect(performance.now() - begin).toBeLessThan(2_000);
    await expect(fetch(`${front.url}/health/live`)).rejects.toThrow();
  });
});
