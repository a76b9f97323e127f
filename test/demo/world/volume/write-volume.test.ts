import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadWorld } from '../../../../demo/world/load-world.js';
import type { VolumeOptions } from '../../../../demo/world/volume/volume-options.js';
import { VOLUME_PASSWORD } from '../../../../demo/world/volume/volume-person.js';
import { writeVolume, type VolumeResult } from '../../../../demo/world/volume/write-volume.js';
import { createPasswordHasher } from '../../../../subgraphs/identity/data/argon2-password-hasher.js';
import { createEmptyWorld, NOW, rowsOf, type EmptyWorld } from '../loaded-world.js';

const OPTIONS: VolumeOptions = { clients: 40, seed: 42, organisation: null, now: NOW, urls: null };
const NEVER = new AbortController().signal;
const TABLES = `
  SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
  WHERE table_type = 'BASE TABLE' AND table_schema IN ('zorgdossier', 'public') AND table_name <> 'migrations'`;

let world: EmptyWorld;

beforeAll(async () => {
  world = await createEmptyWorld();
  await write(world);
});
afterAll(() => world.drop());

async function write(
  { ecd, identity, options }: EmptyWorld,
  asked: Partial<VolumeOptions> = {},
  { onProgress = (): void => undefined, signal = NEVER } = {},
): Promise<VolumeResult> {
  const passwords = await createPasswordHasher(options.passwordPepper);
  return writeVolume({ ...OPTIONS, ...asked }, { ...options, ecd, identity, passwords }, onProgress, signal);
}

/** A checksum of every table; a password's salt is chance, everything else is not. */
async function checksums({ ecd, identity }: EmptyWorld): Promise<Record<string, unknown>> {
  const sums: Record<string, unknown> = {};
  for (const database of [ecd, identity]) {
    for (const { name } of await rowsOf(database, TABLES)) {
      const [row] = await rowsOf(
        database,
        `SELECT md5(string_agg(r, '|' ORDER BY r)) AS sum
         FROM (SELECT (to_jsonb(t) - 'password_hash')::text AS r FROM ${String(name)} t) rows`,
      );
      sums[String(name)] = row?.['sum'];
    }
  }
  return sums;
}

describe('clients in volume', () => {
  it('are the same in two databases for the same seed number', async () => {
    const other = await createEmptyWorld();
    try {
      await write(other);
      expect(await checksums(other)).toEqual(await checksums(world));
      expect((await checksums(world))['zorgdossier.rapportages']).toEqual(expect.any(String));
    } finally {
      await other.drop();
    }
  });

  it('are others for another seed number', async () => {
    const other = await createEmptyWorld();
    try {
      await write(other, { seed: 43 });
      const [ours, theirs] = [await checksums(world), await checksums(other)];
      expect(theirs['zorgdossier.clienten']).not.toBe(ours['zorgdossier.clienten']);
      expect(theirs['public.account']).not.toBe(ours['public.account']);
    } finally {
      await other.drop();
    }
  });

  it('stay as they are when they are written again', async () => {
    const before = await checksums(world);
    expect(await write(world)).toEqual({ added: 0, complete: true });
    expect(await checksums(world)).toEqual(before);
  });

  it('have about twenty reports, a plan, an EVV and contacts each, in both organisations', async () => {
    const clients = await rowsOf(
      world.ecd,
      `SELECT c.instelling AS organisation,
         (SELECT count(*)::int FROM inzage.report r WHERE r.client_id = c.id) AS reports,
         (SELECT count(*)::int FROM inzage.care_plan p WHERE p.client_id = c.id AND p.status = 'ACTIVE') AS plans,
         (SELECT count(*)::int FROM inzage.care_team_member m WHERE m.client_id = c.id AND m.primary_nurse) AS evv,
         (SELECT count(*)::int FROM inzage.related_person p WHERE p.client_id = c.id) AS contacts
       FROM zorgdossier.clienten c`,
    );
    expect(clients).toHaveLength(OPTIONS.clients);
    expect(clients.filter(({ organisation }) => organisation === 'vivium')).toHaveLength(OPTIONS.clients / 2);
    const reports = clients.map((client) => Number(client['reports']));
    expect(Math.min(...reports)).toBeGreaterThanOrEqual(12);
    expect(reports.reduce((sum, count) => sum + count) / reports.length).toBeCloseTo(20, -1);
    for (const client of clients) {
      expect(client).toMatchObject({ plans: 1, evv: 1 });
      expect(client['contacts']).toBeGreaterThan(0);
    }
  });

  it('have an account that can sign in for three in ten', async () => {
    const accounts = await rowsOf(world.identity, 'SELECT email, password_hash FROM account ORDER BY email');
    expect(accounts).toHaveLength(OPTIONS.clients * 0.3);
    expect(accounts.map(({ email }) => email)).toContain('seed42.0@vivium.example');
    const passwords = await createPasswordHasher(world.options.passwordPepper);
    expect(await passwords.verify(VOLUME_PASSWORD, String(accounts[0]?.['password_hash']))).toBe(true);
    const roles = await rowsOf(world.identity, 'SELECT DISTINCT role FROM relation ORDER BY role');
    expect(roles.map(({ role }) => role)).toEqual(['CLIENT', 'CONTACT', 'REPRESENTATIVE']);
  });

  it('leave the made-up world, and each other, as they are', async () => {
    const other = await createEmptyWorld();
    try {
      await write(other, { clients: 10, organisation: 'vivium' });
      expect(await loadWorld(other.options)).toBe(true);
      expect(await write(other, { clients: 10, seed: 9_999, organisation: 'rozelaar' })).toMatchObject({ added: 10 });
      expect(await write(other, { clients: 30, organisation: 'vivium' })).toMatchObject({ added: 20 });
      const [count] = await rowsOf(other.ecd, 'SELECT count(*)::int AS clients FROM zorgdossier.clienten');
      expect(count).toEqual({ clients: 10 + 14 + 10 + 20 });
    } finally {
      await other.drop();
    }
  });

  it('are whole batches when it is interrupted, and complete when it is run again', async () => {
    const other = await createEmptyWorld();
    const interrupted = new AbortController();
    const asked = { clients: 300, organisation: 'vivium' };
    const written = async (): Promise<unknown[]> => [
      ...(await rowsOf(other.ecd, 'SELECT count(*)::int AS clients FROM zorgdossier.clienten')),
      ...(await rowsOf(other.identity, 'SELECT count(*)::int AS clients FROM client')),
    ];
    try {
      const stopped = await write(other, asked, { onProgress: () => interrupted.abort(), signal: interrupted.signal });
      expect(stopped).toEqual({ added: 250, complete: false });
      expect(await written()).toEqual([{ clients: 250 }, { clients: 250 }]);
      // as if it had been killed between the two databases
      await other.identity.query('TRUNCATE client, relation CASCADE');
      expect(await write(other, asked)).toEqual({ added: 300, complete: true });
      expect(await written()).toEqual([{ clients: 300 }, { clients: 300 }]);
    } finally {
      await other.drop();
    }
  });
});
