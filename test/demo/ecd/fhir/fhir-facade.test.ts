import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { Client } from 'pg';
import { fetch, type RequestInit } from 'undici';
import { startFhirFacade, type FhirFacade } from '../../../../demo/ecd/fhir/fhir-facade.js';
import { WORLD } from '../../../subgraphs/dossier/data/ecd-world.js';
import { fillSqlEcd } from '../../../subgraphs/dossier/data/sql/sql-ecd-world.js';
import { createTestDatabase, type TestDatabase } from '../../../support/database.js';

interface Entry {
  resource: { resourceType: string; id: string; effectiveDateTime?: string };
  search: { mode: string };
}

describe('the FHIR server of the demo ECD', () => {
  let database: TestDatabase;
  let facade: FhirFacade;
  let key: CryptoKey;
  let base: string;

  beforeAll(async () => {
    database = await createTestDatabase('ecd');
    await fillSqlEcd(database.ownerUrl, WORLD);
    const pair = await generateKeyPair('EdDSA', { extractable: true });
    key = pair.privateKey;
    const client = { clientId: 'portal', key: { ...(await exportJWK(pair.publicKey)), alg: 'EdDSA' } };
    const organisations = ['vivium', 'rozelaar'];
    facade = await startFhirFacade({
      ecdUrl: database.ownerUrl,
      organisations,
      clients: { rozelaar: client },
      keepMs: 0,
    });
    base = facade.baseOf('vivium', 'R4');
  });
  afterAll(async () => {
    await facade.close();
    await database.drop();
  });

  async function get(path: string, init: RequestInit = {}) {
    const response = await fetch(path.startsWith('http') ? path : `${base}/${path}`, init);
    const text = await response.text();
    const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    const entries = (body['entry'] ?? []) as Entry[];
    return { status: response.status, etag: response.headers.get('etag') ?? '', body, entries };
  }

  const idsIn = (entries: Entry[], mode = 'match') =>
    entries
      .filter(({ search }) => search.mode === mode)
      .map(({ resource }) => `${resource.resourceType}/${resource.id}`);

  async function token(
    change: Record<string, unknown> = {},
    signedWith = key,
  ): Promise<{ status: number; body: never }> {
    const url = facade.tokenUrlOf('rozelaar');
    const claims = {
      iss: 'portal',
      sub: 'portal',
      aud: url,
      jti: randomUUID(),
      exp: Math.floor(Date.now() / 1000) + 60,
    };
    const assertion = await new SignJWT({ ...claims, ...change }).setProtectedHeader({ alg: 'EdDSA' }).sign(signedWith);
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    });
    const response = await fetch(url, { method: 'POST', body: form });
    return { status: response.status, body: (await response.json()) as never };
  }

  describe('says of itself', () => {
    it.each([
      ['STU3', '3.0.2', 'status'],
      ['R4', '4.0.1', 'lifecycle-status'],
    ] as const)('that it is %s, %s, and what can be searched for', async (version, number, ofGoals) => {
      const { body } = await get(`${facade.baseOf('vivium', version)}/metadata`);
      expect(body).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: number, format: ['json'] });
      const [{ resource }] = body['rest'] as [{ resource: { type: string; searchParam: { name: string }[] }[] }];
      expect(resource).toContainEqual(
        expect.objectContaining({
          type: 'CarePlan',
          interaction: [{ code: 'read' }, { code: 'search-type' }],
          searchInclude: ['CarePlan:condition', 'CarePlan:goal'],
        }),
      );
      const goal = resource.find(({ type }) => type === 'Goal')?.searchParam.map(({ name }) => name);
      expect(goal).toEqual(['patient', ofGoals, '_id', '_lastUpdated', '_tag', '_security']);
      const types = resource.flatMap(({ searchParam }) => searchParam.map((parameter) => Object.entries(parameter)));
      expect(JSON.stringify(types)).not.toContain('special');
    });
  });

  describe('is searched', () => {
    it('page after page along its next links, in the order that was asked for', async () => {
      const seen: Entry[] = [];
      let next: string | undefined = `${base}/Observation?patient=2&_sort=-date&_count=7`;
      while (next !== undefined) {
        const { body, entries } = await get(next);
        expect(body['total']).toBe(60);
        seen.push(...entries);
        next = (body['link'] as { relation: string; url: string }[]).find(({ relation }) => relation === 'next')?.url;
      }
      expect(new Set(idsIn(seen)).size).toBe(60);
      const times = seen.map(({ resource }) => resource.effectiveDateTime ?? '');
      expect(times).toEqual([...times].sort().reverse());
    });

    it('by code, status and time', async () => {
      const { entries } = await get(
        'Observation?patient=Patient/1&code=http://snomed.info/sct|11591000146107&category=https://ecd.example/rapportagesoort|MED,https://ecd.example/rapportagesoort|BEH&date=ge2026-03-04&date=lt2026-03-05T00:00:00Z',
      );
      expect(idsIn(entries)).toEqual(['Observation/14', 'Observation/15']);
    });

    it('with what the matches refer to', async () => {
      const { entries } = await get(
        'Composition?patient=1&_id=17&_include=Composition:entry&_include=Composition:author',
      );
      expect(idsIn(entries)).toEqual(['Composition/17']);
      const included = idsIn(entries, 'include');
      expect(included).toHaveLength(5);
      expect(included).toContain('PractitionerRole/900');
    });

    it('by ids, whoever they are of', async () => {
      expect(idsIn((await get('Observation?_id=11,1002,2001,nobody')).entries)).toEqual([
        'Observation/11',
        'Observation/1002',
      ]);
    });

    it('for a number alone', async () => {
      const { body } = await get('Observation?patient=2&_summary=count');
      expect(body).toMatchObject({ type: 'searchset', total: 60 });
      expect(body['entry']).toBeUndefined();
    });

    it('for what has changed since', async () => {
      const client = new Client({ connectionString: database.ownerUrl });
      await client.connect();
      const since = new Date(Date.now() - 1_000).toISOString();
      const search = `Observation?patient=1&code=http://snomed.info/sct|11591000146107&_lastUpdated=ge${since}`;
      await client.query("UPDATE zorgdossier.rapportages SET gewijzigd_op = '2025-01-01' WHERE id = 12");
      expect(idsIn((await get(search)).entries)).not.toContain('Observation/12');
      await client.query("UPDATE zorgdossier.rapportages SET tekst = 'Loopt nog beter.' WHERE id = 12");
      expect(idsIn((await get(search)).entries)).toContain('Observation/12');
      await client.end();
    });

    it.each([
      ['a parameter that it does not know', 'Observation?patient=1&foo=bar', 400, 'not-supported'],
      ['the records of all patients', 'Observation?status=final', 400, 'not-supported'],
      ['a day that is none', 'Observation?patient=1&date=gisteren', 400, 'invalid'],
      ['a type that it has not', 'Medication?patient=1', 404, 'not-supported'],
      ['a resource that is not there', 'Observation/999', 404, 'not-found'],
      ['a page that is not there', '?_page=bm9uc2Vuc2U', 410, 'not-found'],
    ])('and answers %s with an OperationOutcome', async (_what, path, status, code) => {
      const answer = await get(path.startsWith('?') ? `${base}${path}` : path);
      expect(answer.status).toBe(status);
      expect(answer.body).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code }] });
    });
  });

  it('sends nothing again that has not changed', async () => {
    const { etag } = await get('Observation?patient=2&_count=2');
    const again = await get('Observation?patient=2&_count=2', { headers: { 'if-none-match': etag } });
    expect(again).toMatchObject({ status: 304, body: {} });
    const other = await get('Observation?patient=2&_count=3', { headers: { 'if-none-match': etag } });
    expect(other.status).toBe(200);
  });

  it('can only be read (V38)', async () => {
    const { status, body } = await get('Observation/11', { method: 'DELETE' });
    expect([status, body['resourceType']]).toEqual([405, 'OperationOutcome']);
    expect((await get('Observation/11')).status).toBe(200);
  });

  it('shows an organisation nothing of another', async () => {
    expect((await get('Patient/3')).status).toBe(404);
    expect((await get('Observation?patient=3')).entries).toEqual([]);
    expect((await get('Observation?_id=2001')).entries).toEqual([]);
  });

  describe('that asks who comes', () => {
    const ask = async (authorization: string) => {
      const { status } = await get(`${facade.baseOf('rozelaar', 'STU3')}/Patient/3`, { headers: { authorization } });
      return status;
    };

    it('lets in who signed for an access token, once', async () => {
      const { status, body } = await token();
      expect(status).toBe(200);
      expect(await ask(`Bearer ${(body as { access_token: string }).access_token}`)).toBe(200);
    });

    it('lets in nobody else', async () => {
      expect(await ask('Bearer made-up')).toBe(401);
      expect(await ask('')).toBe(401);
    });

    it('takes an assertion once, and only one that is for it, short-lived, and signed by whom it knows', async () => {
      const jti = randomUUID();
      expect((await token({ jti })).status).toBe(200);
      const stranger = (await generateKeyPair('EdDSA')).privateKey;
      const refused = [
        await token({ jti }),
        await token({ aud: facade.tokenUrlOf('vivium') }),
        await token({ exp: Math.floor(Date.now() / 1000) + 3_600 }),
        await token({ exp: Math.floor(Date.now() / 1000) - 60 }),
        await token({ iss: 'somebody' }),
        await token({}, stranger),
      ];
      expect(refused.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 401]);
    });
  });
});
