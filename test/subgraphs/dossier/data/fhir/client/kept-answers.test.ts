import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { InProcessStore } from '../../../../../../program/in-process-store.js';
import { loadOrganisations } from '../../../../../../organisations/policy.js';
import {
  openFhirSource,
  type OpenFhirSource,
} from '../../../../../../subgraphs/dossier/data/fhir/client/open-fhir-source.js';
import { sealedAnswers } from '../../../../../../subgraphs/dossier/data/keeping/sealed-answers.js';
import { LyingServer, type Reply } from './lying-server.js';

const UNENDING = new AbortController().signal;

/** A page with one report of this text, under the ETag. */
function page(etag: string, text: string): Reply {
  return (response) => {
    const resource = { resourceType: 'Observation', id: '1', valueString: text };
    response.setHeader('etag', etag).setHeader('content-type', 'application/fhir+json');
    response.end(JSON.stringify({ resourceType: 'Bundle', type: 'searchset', entry: [{ resource }] }));
  };
}

const unchanged: Reply = (response) => {
  response.statusCode = 304;
  response.end();
};

let server: LyingServer;
let fhir: OpenFhirSource;
const policy = loadOrganisations('organisations').get('vivium');

function kept(cacheSeconds: number) {
  if (policy === undefined) throw new Error('no policy');
  const parts = { store: new InProcessStore(), sealingKey: randomBytes(32), log: pino({ level: 'silent' }) };
  return sealedAnswers({ ...policy, ecd: { ...policy.ecd, cacheSeconds } }, parts);
}

async function text(): Promise<unknown> {
  for await (const { matches } of fhir.source.search('Observation', [['patient', '7']], UNENDING)) {
    return matches[0]?.['valueString'];
  }
  return null;
}

beforeAll(async () => {
  server = await LyingServer.start();
  fhir = await openFhirSource({ url: server.base, version: 'R4', timeLimitMs: 5_000, kept: kept(30) });
});
afterAll(async () => {
  await fhir.close();
  await server.stop();
});

it('an answer that the server says still holds is not sent again, and one that changed is', async () => {
  server.reply('/fhir/Observation', page('W/"1"', 'eerst'), unchanged, page('W/"2"', 'daarna'), unchanged);
  const seen = [await text(), await text(), await text(), await text()];
  expect(seen).toEqual(['eerst', 'eerst', 'daarna', 'daarna']);
  const asked = server.asked.filter(({ url }) => url.startsWith('/fhir/Observation'));
  expect(asked.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, 'W/"1"', 'W/"1"', 'W/"2"']);
});

it('an answer that the server forbids to store is not kept', async () => {
  const forbidden: Reply = (response, request) => {
    response.setHeader('cache-control', 'private, No-Store');
    return page('W/"1"', 'eerst')(response, request);
  };
  server.asked.length = 0;
  server.reply('/fhir/Observation', forbidden);
  for (let look = 0; look < 2; look++) {
    for await (const { matches } of fhir.source.search('Observation', [['patient', '9']], UNENDING)) {
      expect(matches).toHaveLength(1);
    }
  }
  expect(server.asked.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, undefined]);
});

it('a server that says so of what was never kept has not answered', async () => {
  server.reply('/fhir/Observation', unchanged);
  const stranger = await openFhirSource({ url: server.base, version: 'R4', timeLimitMs: 5_000, kept: kept(30) });
  const pages = stranger.source.search('Observation', [['patient', '8']], UNENDING);
  await expect(pages[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'FHIR_STATUS' });
  await stranger.close();
});

it('nothing is kept where the organisation does not allow it', () => {
  expect(kept(0)).toBeUndefined();
});
