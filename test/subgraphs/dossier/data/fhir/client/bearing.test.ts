/** How much a server is asked to bear. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { FhirReader } from './fhir-reader.js';
import { json, LyingServer, page, report, status } from './lying-server.js';

const SEARCH = '/fhir/Observation';
const GOOD = json(page([report('1')]));

describe('a FHIR server that has it hard', () => {
  let server: LyingServer;
  let reader: FhirReader;
  beforeEach(async () => {
    server = await LyingServer.start();
    reader = await FhirReader.open({
      url: server.base,
      breaker: { failures: 3, restMs: 10_000 },
      turns: { atOnce: 2, waiting: 1 },
      retries: { attempts: 1, baseMs: 100, mostMs: 100 },
    });
  });
  afterEach(() => Promise.all([server.stop(), reader.close()]));

  const code = (asking: Promise<unknown>) =>
    asking.then(
      () => 'fine',
      (error: unknown) => (error as { code: string }).code,
    );
  const failThrice = async () => {
    for (let time = 1; time <= 3; time += 1) expect(await code(reader.ids())).toBe('FHIR_BROKEN');
  };

  it('is left alone after so many failures in a row, tried once after a while, and asked again when it works', async () => {
    server.reply(SEARCH, status(500));
    await failThrice();
    expect(await code(reader.ids())).toBe('FHIR_RESTING');
    expect(server.times(SEARCH)).toBe(3);

    reader.now += 10_000;
    expect(await code(reader.ids())).toBe('FHIR_BROKEN');
    expect(await code(reader.ids())).toBe('FHIR_RESTING');
    expect(server.times(SEARCH)).toBe(4);

    reader.now += 10_000;
    server.reply(SEARCH, GOOD);
    expect(await Promise.all([code(reader.ids()), code(reader.ids())])).toEqual(['fine', 'FHIR_RESTING']);
    expect(await reader.ids()).toEqual(['1']);
    expect(reader.told).toEqual(['opened after FHIR_BROKEN', 'opened after FHIR_BROKEN', 'closed']);
  });

  it('is tried again when who tried it has gone before it answered', async () => {
    server.reply(SEARCH, status(500));
    await failThrice();
    reader.now += 10_000;
    const caller = new AbortController();
    server.reply(SEARCH, () => caller.abort(), GOOD);
    expect(await code(reader.ids([], caller.signal))).toBe('FHIR_ENDED');
    expect(await reader.ids()).toEqual(['1']);
  });

  it('does not fail when it refuses, is busy, or answers in between', async () => {
    server.reply(
      SEARCH,
      status(500),
      status(500),
      GOOD,
      status(500),
      status(500),
      status(403),
      status(500),
      status(429),
      GOOD,
    );
    for (let time = 1; time <= 8; time += 1) await code(reader.ids());
    expect(await reader.ids()).toEqual(['1']);
    expect(reader.told).toEqual([]);
  });

  it('has so many questions at once and no more; who comes when enough are waiting is told so', async () => {
    const held: ServerResponse[] = [];
    server.reply(SEARCH, (response) => held.push(response));
    const release = () => held.splice(0).forEach((response) => response.end(JSON.stringify(page([report('1')]))));
    const asked = [code(reader.ids()), code(reader.ids()), code(reader.ids())];
    expect(await code(reader.ids())).toBe('FHIR_CROWDED');
    while (held.length < 2) await sleep(5);
    expect(server.times(SEARCH)).toBe(2);
    release();
    while (held.length < 1) await sleep(5);
    release();
    expect(await Promise.all(asked)).toEqual(['fine', 'fine', 'fine']);
  });

  it('is not asked for who has gone while waiting, and the place in the queue is free', async () => {
    const held: ServerResponse[] = [];
    server.reply(SEARCH, (response) => held.push(response));
    const first = [code(reader.ids()), code(reader.ids())];
    const caller = new AbortController();
    const waiting = code(reader.ids([], caller.signal));
    caller.abort();
    expect(await waiting).toBe('FHIR_ENDED');
    const next = code(reader.ids());
    while (held.length < 2) await sleep(5);
    server.reply(SEARCH, GOOD);
    held.forEach((response) => response.end(JSON.stringify(page([]))));
    expect(await Promise.all([...first, next])).toEqual(['fine', 'fine', 'fine']);
    expect(server.times(SEARCH)).toBe(3);
  });
});
