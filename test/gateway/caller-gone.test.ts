/** From browser to ECD: gateway, dossier program and FHIR server, each over HTTP. */
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createHttpServer } from '../../program/http-server.js';
import { createLog } from '../../program/log.js';
import { httpTransport } from '../../program/transport.js';
import { FhirReader } from '../subgraphs/dossier/data/fhir/client/fhir-reader.js';
import { LyingServer } from '../subgraphs/dossier/data/fhir/client/lying-server.js';
import { facts, Front, json, relation } from './front.js';

let ecd: LyingServer;
let reader: FhirReader;
let dossier: FastifyInstance;
let front: Front;

beforeEach(async () => {
  ecd = await LyingServer.start();
  reader = await FhirReader.open({ url: ecd.base });
  dossier = createHttpServer({
    log: createLog('dossier', 'silent'),
    handle: async ({ signal }) => json({ data: { client: { name: (await reader.ids([], signal)).join() } } }),
    notReady: () => Promise.resolve([]),
  });
  const transport = httpTransport(await dossier.listen({ host: '127.0.0.1', port: 0 }), 5_000);
  front = await Front.start();
  front.behaviour.dossier = (request) => transport(request);
  await front.change(facts([relation({ role: 'CLIENT' })]));
});
afterEach(() => Promise.all([front.stop(), dossier.close(), reader.close(), ecd.stop()]));

it('what is being read in the ECD ends when the browser has gone', async () => {
  const browser = new AbortController();
  const hungUp = new Promise<void>((resolve) => {
    ecd.reply('/fhir/Observation', (response) => {
      response.once('close', resolve);
      browser.abort();
    });
  });
  const answer = fetch(`${front.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await front.token()}` },
    body: JSON.stringify({ query: '{ client(id: "a") { name } }' }),
    signal: browser.signal,
  });
  await expect(answer).rejects.toThrow();
  await hungUp;
  expect(ecd.times('/fhir/Observation')).toBe(1);
});
