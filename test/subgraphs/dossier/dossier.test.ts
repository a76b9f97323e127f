import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { Client } from 'pg';
import { pino } from 'pino';
import { loadOrganisations } from '../../../organisations/policy.js';
import { InProcessStore } from '../../../program/in-process-store.js';
import { CallSigner } from '../../../program/calls/signer.js';
import { CALL_HEADER } from '../../../program/calls/terms.js';
import type { Transport } from '../../../program/transport.js';
import { CALLS } from '../../../schema/calls.js';
import type { AuditEvent } from '../../../schema/audit-event.js';
import type { Caller, Program } from '../../../schema/caller.js';
import { startDossier, type DossierParts } from '../../../subgraphs/dossier/dossier.js';
import type { RunningSubgraph } from '../../../subgraphs/subgraph-program.js';
import type { DossierConfiguration } from '../../../subgraphs/dossier/config.js';
import { readBy } from '../../support/adapters.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { relation } from './api/dossier-graph.js';
import { WORLD } from './data/ecd-world.js';
import { lateProxy, type LateProxy } from '../late-proxy.js';
import { fillSqlEcd } from './data/sql/sql-ecd-world.js';

async function keyPair(): Promise<{ privateKey: JWK; publicKey: JWK }> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return { privateKey: await exportJWK(privateKey), publicKey: await exportJWK(publicKey) };
}

const ANNA = '0b7c5a8e-20c4-4f7e-8a35-5d9e61f2c101';
const MIES = '0b7c5a8e-20c4-4f7e-8a35-5d9e61f2c102';

const CALLER: Caller = {
  facts: {
    session: 's',
    account: 'me',
    name: 'Me',
    relations: [
      relation('REPRESENTATIVE', { id: 'r1', client: ANNA, ecdClient: '1' }),
      relation('CONTACT', { id: 'r2', client: MIES, ecdClient: '3', organisation: 'rozelaar' }),
    ],
    staff: [],
    authentication: 'PASSWORD_SMS',
  },
  address: '::1',
  language: 'nl',
  purpose: 'PATRQT',
  trace: '0'.repeat(32),
};

describe('the dossier subgraph, put together', () => {
  let own: TestDatabase;
  let ecd: TestDatabase;
  let configuration: DossierConfiguration;
  let gateway: CallSigner;
  let identity: CallSigner;
  let audit: CallSigner;
  const recorded: AuditEvent[] = [];
  const toAudit: Transport = async ({ body }) => {
    recorded.push(...(JSON.parse(body) as AuditEvent[]));
    return { status: 200, headers: {}, body: 'null' };
  };
  const parts: DossierParts = {
    store: new InProcessStore(),
    log: pino({ level: 'silent' }),
    organisations: readBy('SQL', loadOrganisations('organisations')),
    clock: () => new Date('2026-03-10T12:00:00Z'),
    audit: toAudit,
  };

  beforeAll(async () => {
    [own, ecd] = await Promise.all([createTestDatabase('dossier'), createTestDatabase('ecd')]);
    await fillSqlEcd(ecd.ownerUrl, WORLD);
    const keys = {
      gateway: await keyPair(),
      identity: await keyPair(),
      audit: await keyPair(),
      dossier: await keyPair(),
    };
    identity = await CallSigner.create('identity', keys.identity.privateKey);
    gateway = await CallSigner.create('gateway', keys.gateway.privateKey);
    audit = await CallSigner.create('audit', keys.audit.privateKey);
    configuration = {
      databaseUrl: own.url,
      ownerDatabaseUrl: own.ownerUrl,
      callKey: keys.dossier.privateKey,
      callKeys: {
        gateway: [keys.gateway.publicKey],
        identity: [keys.identity.publicKey],
        audit: [keys.audit.publicKey],
      },
      sealingKey: Buffer.alloc(32, 7),
      ecds: { vivium: { url: ecd.url }, rozelaar: { url: ecd.url } },
    };
  });
  afterAll(async () => {
    await Promise.all([own.drop(), ecd.drop()]);
  });

  describe('running', () => {
    let dossier: RunningSubgraph;
    beforeAll(async () => {
      dossier = await startDossier(configuration, parts);
    });
    afterAll(() => dossier.close());

    const body = JSON.stringify({
      query: `{
        anna: client(id: "${ANNA}") {
          name { text }
          reports(first: 1) { edges { node { text } } }
          carePlan { period { start end } entries { problem } }
        }
        mies: client(id: "${MIES}") { name { text } lifeStory { chapters { title } } }
      }`,
    });

    async function call(signer: CallSigner, audience: Program = 'dossier') {
      const signature = await signer.sign({ audience, path: '/graphql', body, caller: CALLER });
      return dossier.handle({ path: '/graphql', headers: { [CALL_HEADER]: signature }, body });
    }

    it('reads each client in the ECD of that client, and records it', async () => {
      const { status, body: answer } = await call(gateway);
      expect(status).toBe(200);
      expect(JSON.parse(answer)).toEqual({
        data: {
          anna: {
            name: { text: 'Anna van der Meulen' },
            reports: { edges: [{ node: { text: 'Antwoord aan de arts.' } }] },
            carePlan: {
              period: { start: '2026-01-01', end: null },
              entries: [{ problem: 'Loopt onzeker' }, { problem: 'Eet weinig' }],
            },
          },
          mies: { name: { text: 'Mies de Boer' }, lifeStory: null },
        },
        errors: [
          {
            message: expect.any(String),
            locations: expect.any(Array),
            path: ['mies', 'lifeStory'],
            extensions: { code: 'ACCESS_REFUSED' },
          },
        ],
      });
      // just after a start events go by way of the outbox
      while (recorded.length < 3) await setTimeout(20);
      expect(recorded.map(({ client, outcome }) => [client, outcome])).toEqual(
        expect.arrayContaining([
          [ANNA, 'OK'],
          [MIES, 'OK'],
          [MIES, 'REFUSED'],
        ]),
      );
    });

    it('answers nobody but the gateway, and nothing that was signed for another', async () => {
      expect((await call(audit)).status).toBe(401);
      expect((await call(gateway, 'identity')).status).toBe(401);
      expect((await dossier.handle({ path: '/graphql', headers: {}, body })).status).toBe(401);
    });

    it('forgets who wrote for identity, as often as that asks, and for nobody else (R18)', async () => {
      const path = CALLS.forgetWriter;
      const forget = async (signer: CallSigner, payload: unknown) => {
        const text = JSON.stringify(payload);
        const signature = await signer.sign({ audience: 'dossier', path, body: text });
        return dossier.handle({ path, headers: { [CALL_HEADER]: signature }, body: text });
      };
      const account = '0190a000-0000-7000-8000-0000000000aa';
      const twice = [await forget(identity, { account }), await forget(identity, { account })];
      expect(twice.map(({ status, body: answer }) => [status, answer])).toEqual(Array(2).fill([200, 'null']));
      for (const signer of [gateway, audit]) expect((await forget(signer, { account })).status).toBe(401);
      expect((await forget(identity, { account: 'Loes Jaspers' })).status).toBe(422);
    });

    it('is ready', async () => {
      expect(await dossier.notReady()).toEqual([]);
    });
  });

  describe('started while the ECD of one organisation is down', () => {
    let dossier: RunningSubgraph;
    let proxy: LateProxy;
    beforeAll(async () => {
      proxy = await lateProxy(ecd.url);
      const ecds = { ...configuration.ecds, rozelaar: { url: proxy.url } };
      dossier = await startDossier({ ...configuration, ecds }, { ...parts, store: new InProcessStore() });
    });
    afterAll(async () => {
      await dossier.close();
      await proxy.close();
    });

    const query = `{
      anna: client(id: "${ANNA}") { name { text } }
      mies: client(id: "${MIES}") { name { text } }
    }`;

    async function ask(): Promise<{ data: unknown; errors?: { extensions: { code: string } }[] }> {
      const body = JSON.stringify({ query });
      const signature = await gateway.sign({ audience: 'dossier', path: '/graphql', body, caller: CALLER });
      const answer = await dossier.handle({ path: '/graphql', headers: { [CALL_HEADER]: signature }, body });
      return JSON.parse(answer.body) as Awaited<ReturnType<typeof ask>>;
    }

    it('answers for the others, says of that one that it cannot be reached, and records it', async () => {
      recorded.length = 0;
      const { data, errors = [] } = await ask();
      expect(data).toEqual({ anna: { name: { text: 'Anna van der Meulen' } }, mies: { name: null } });
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['ECD_UNAVAILABLE']);
      while (recorded.length < 3) await setTimeout(20);
      expect(recorded).toContainEqual(
        expect.objectContaining({ client: MIES, outcome: 'ERROR', reason: 'ECD_UNAVAILABLE' }),
      );
    });

    it('reads that one too once it is there', async () => {
      await proxy.listen();
      let answer = await ask();
      while (answer.errors !== undefined) {
        await setTimeout(100);
        answer = await ask();
      }
      expect(answer.data).toMatchObject({ mies: { name: { text: 'Mies de Boer' } } });
    });
  });

  it('does not start before every organisation has an ECD that meets the contract, and says all that is wrong', async () => {
    const poor = await createTestDatabase('ecd');
    const owner = new Client({ connectionString: poor.ownerUrl });
    await fillSqlEcd(poor.ownerUrl, []);
    await owner.connect();
    await owner.query('DROP VIEW inzage.life_story_answer; GRANT UPDATE ON zorgdossier.doelen TO inzage_ecd_reader');
    await owner.end();
    const start = (ecds: DossierConfiguration['ecds']) => startDossier({ ...configuration, ecds }, parts);
    await expect(start({ rozelaar: { url: poor.url } })).rejects.toMatchObject({
      faults: [
        'ECD_VIVIUM_URL: the address of the ECD of vivium is missing',
        'ECD of rozelaar: inzage.life_story_answer is missing, or may not be read',
        'ECD of rozelaar: the role inzage_ecd_reader can write in zorgdossier.doelen; it may only read',
      ],
    });
    const fhir = start({ rozelaar: { url: 'https://fhir.example/r4' }, vivium: { url: ecd.url } });
    await expect(fhir).rejects.toMatchObject({
      message: 'ECD_ROZELAAR_URL: is not a postgres:// address, and the policy of rozelaar reads its ECD by SQL',
    });
    await poor.drop();
  });
});
