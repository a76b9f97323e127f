import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openDataFolder } from '../../demo/data-folder.js';
import { createDatabase } from '../../demo/databases.js';
import { startEmbeddedPostgres } from '../../demo/embedded-postgres.js';
import { PROJECT_FOLDER } from '../../demo/project-folder.js';

/** Each run is a process of its own, on a machine that may be busy. */
const LIMIT_MS = 60_000;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'inzage-seed-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function seed(...words: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [join(PROJECT_FOLDER, 'dist/demo/seed.js'), ...words], {
    env: { INZAGE_DATA: folder },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { code, out, err };
}

jest.setTimeout(LIMIT_MS);

describe('npm run seed', () => {
  it('refuses bad arguments in one line with exit code 2', async () => {
    const { code, out, err } = await seed('--clients', 'veel');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe('seed: --clients: "veel" is not a whole number from 1 to 1000000; see --help\n');
  });

  it('explains itself', async () => {
    const { code, out } = await seed('--help');
    expect(code).toBe(0);
    expect(out).toContain('--organisation');
  });

  it('says which secrets are missing for databases that are named', async () => {
    const { code, err } = await seed('--ecd-url', 'postgres://a@b/c', '--identity-url', 'postgres://a@b/d');
    expect(code).toBe(1);
    expect(err).toMatch(/^seed: PASSWORD_PEPPER: .*; BSN_HASH_KEY: .*\n$/);
  });

  it('starts the default set-up’s database by itself, and says when there is nothing left to add', async () => {
    expect(await seed('--clients', '20')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^20 clients of seed 42/),
    });
    expect(await seed('--clients', '20')).toMatchObject({ code: 0, out: expect.stringMatching(/nothing was added/) });
  });

  it('writes to the default set-up that is running', async () => {
    const data = openDataFolder(folder);
    const postgres = await startEmbeddedPostgres({ folder: data.path });
    try {
      await createDatabase(postgres.adminUrl, 'ecd', 'ecd');
      expect(await seed('--clients', '30')).toMatchObject({
        code: 0,
        out: expect.stringMatching(/^10 clients of seed 42 were added/),
      });
    } finally {
      await postgres.stop();
      data.release();
    }
  });
});
