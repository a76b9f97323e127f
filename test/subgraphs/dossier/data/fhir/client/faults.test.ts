import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { inspect } from 'node:util';
import { FhirReader } from './fhir-reader.js';
import { half, json, LyingServer, page, refusal, report, silence, status, text, type Reply } from './lying-server.js';

const SEARCH = '/fhir/Observation';
const GOOD = json(page([report('1')]));

describe('what a FHIR server that fails or lies gives', () => {
  let server: LyingServer;
  let reader: FhirReader;
  beforeEach(async () => {
    server = await LyingServer.start();
    reader = await FhirReader.open({ url: server.base });
  });
  afterEach(() => Promise.all([server.stop(), reader.close()]));

  async function faultOf(asking: Promise<unknown>): Promise<{ code: string; message: string }> {
    const fault = await asking.then(
      () => ({ code: 'none', message: '' }),
      (error: unknown) => error as { code: string; message: string },
    );
    return fault;
  }

  describe('once', () => {
    it.each<[string, Reply, string]>([
      ['says nothing that is JSON', text('<html>Onderhoud</html>'), 'FHIR_NOT_FHIR (no JSON)'],
      ['sends half of its JSON', text('{"resourceType":"Bundle","entry":[{"resource"'), 'FHIR_NOT_FHIR (no JSON)'],
      [
        'sends letters that are not UTF-8',
        (response) => response.end(Buffer.from([0x22, 0xe9, 0x22])),
        'FHIR_NOT_FHIR (no UTF-8)',
      ],
      ['sends another resource', json(report('1')), 'FHIR_NOT_FHIR (no Bundle)'],
      [
        'sends a bundle of another kind',
        json({ resourceType: 'Bundle', type: 'history' }),
        'FHIR_NOT_FHIR (no searchset)',
      ],
      ['sends a list that is none', json({ ...page([]), entry: {} }), 'FHIR_NOT_FHIR (no list of entry)'],
      ['hides where the list goes on', json(page([], 7)), 'FHIR_NOT_FHIR (no address of the next page)'],
      ['says that it went wrong', json({ resourceType: 'OperationOutcome', issue: [] }), 'FHIR_OUTCOME'],
      [
        'says so among what it found',
        json(page([report('1'), { resourceType: 'OperationOutcome', issue: [{ severity: 'error' }] }])),
        'FHIR_OUTCOME',
      ],
      ['sends us elsewhere', status(302, { location: 'http://127.0.0.1:1/' }), 'FHIR_STATUS (302)'],
      ['refuses the question', status(400), 'FHIR_STATUS (400)'],
      ['does not let us in', status(403), 'FHIR_UNAUTHORIZED (403)'],
      ['wants a token that we have not', status(401), 'FHIR_UNAUTHORIZED (401)'],
      ['breaks', status(500), 'FHIR_BROKEN (500)'],
    ])('a server that %s is asked once, and it is a fault', async (_what, reply, message) => {
      server.reply(SEARCH, reply, GOOD);
      expect(await faultOf(reader.ids())).toMatchObject({ message });
      expect(server.times(SEARCH)).toBe(1);
    });

    it('takes no more of an answer than its limit', async () => {
      await reader.close();
      reader = await FhirReader.open({ url: server.base, bodyLimitBytes: 2_000 });
      server.reply(SEARCH, json(page([report('1', { valueString: 'x'.repeat(2_000) })])));
      expect(await faultOf(reader.ids())).toMatchObject({ code: 'FHIR_TOO_LARGE' });
    });

    it('names nobody: neither what was asked nor what was answered is in the fault', async () => {
      server.reply(SEARCH, text('{"valueString":"geheim"'));
      const fault = await faultOf(reader.ids([['patient', 'client-77']]));
      expect(inspect(fault, { depth: 9 })).not.toMatch(/geheim|client-77|patient=/);
    });
  });

  describe('again', () => {
    it.each<[string, Reply, string]>([
      ['hangs up', refusal, 'FHIR_UNREACHABLE'],
      ['hangs up halfway', half, 'FHIR_CUT_OFF'],
      ['is out of order', status(503), 'FHIR_OUT_OF_ORDER'],
      ['has nothing behind it', status(502), 'FHIR_OUT_OF_ORDER'],
      ['is too busy, and does not say for how long', status(429), 'FHIR_BUSY'],
    ])('a server that %s is asked again, each time later, and not for ever', async (_what, reply, code) => {
      server.reply(SEARCH, reply, GOOD);
      expect(await reader.ids()).toEqual(['1']);
      expect(reader.waited).toEqual([50]);
      expect(reader.told).toEqual([`retried after ${code}`]);

      server.reply(SEARCH, reply);
      expect(await faultOf(reader.ids())).toMatchObject({ code });
      expect(reader.waited).toEqual([50, 50, 100]);
      expect(server.times(SEARCH)).toBe(2 + 3);
    });

    it('a server that says when is obeyed: in seconds, and as a date', async () => {
      server.reply(SEARCH, status(429, { 'retry-after': '2' }), GOOD);
      expect(await reader.ids()).toEqual(['1']);
      server.reply(SEARCH, status(503, { 'retry-after': new Date(reader.now + 3_000).toUTCString() }), GOOD);
      expect(await reader.ids()).toEqual(['1']);
      expect(reader.waited[0]).toBe(2_050);
      expect(reader.waited[1]).toBeGreaterThan(1_000);
    });

    it('a server that says when, and later than there is time for, is not waited for', async () => {
      for (const later of ['5', '99999999999']) {
        server.reply(SEARCH, status(429, { 'retry-after': later }), GOOD);
        expect(await faultOf(reader.ids())).toMatchObject({ code: 'FHIR_BUSY' });
      }
      expect(reader.waited).toEqual([]);
    });

    it('a dead server is a fault after the same few times', async () => {
      await server.stop();
      expect(await faultOf(reader.ids())).toMatchObject({ message: 'FHIR_UNREACHABLE (ECONNREFUSED)' });
      expect(reader.waited).toHaveLength(2);
      server = await LyingServer.start();
    });
  });

  describe('too slowly', () => {
    it('a server that says nothing is waited for as long as there is time, and asked once', async () => {
      await reader.close();
      reader = await FhirReader.open({ url: server.base, timeLimitMs: 200 });
      server.reply(SEARCH, silence);
      expect(await faultOf(reader.ids())).toMatchObject({ code: 'FHIR_TIMED_OUT' });
      expect(server.times(SEARCH)).toBe(1);
    });

    it('the question ends when its caller has gone', async () => {
      const caller = new AbortController();
      const hungUp = new Promise<void>((resolve) => {
        server.reply(SEARCH, (response) => {
          response.once('close', resolve);
          caller.abort();
        });
      });
      expect(await faultOf(reader.ids([], caller.signal))).toMatchObject({ code: 'FHIR_ENDED' });
      await hungUp;
    });

    it('waiting to ask again ends when its caller has gone', async () => {
      const caller = new AbortController();
      await reader.close();
      reader = await FhirReader.open({
        url: server.base,
        sleep: (_ms, signal) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(new Error('woken')));
            caller.abort();
          }),
      });
      server.reply(SEARCH, status(503));
      expect(await faultOf(reader.ids([], caller.signal))).toMatchObject({ code: 'FHIR_ENDED' });
      expect(server.times(SEARCH)).toBe(1);
    });
  });
});
