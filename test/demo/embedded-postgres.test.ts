import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../demo/embedded-postgres.js';
import { livingProcess } from '../../demo/living-process.js';

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

function serverOf(folder: string): number {
  return Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
}

describe('the embedded PostgreSQL', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'inzage-test-'));
    chmodSync(folder, 0o711);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('keeps its data from one start to the next, and leaves no process', async () => {
    const first = await startEmbeddedPostgres({ folder });
    await ask(first.adminUrl, 'CREATE TABLE kept AS SELECT 42 AS number');
    const pid = serverOf(folder);
    expect(livingProcess(pid)).not.toBeNull();
    await first.stop();
    expect(livingProcess(pid)).toBeNull();

    const second = await startEmbeddedPostgres({ folder });
    expect(await ask(second.adminUrl, 'SELECT number FROM kept')).toEqual([{ number: 42 }]);
    await second.stop();
  });

  it('refuses whoever does not know the password', async () => {
    const server = await startEmbeddedPostgres({ folder });
    const stranger = new URL(server.adminUrl);
    stranger.password = 'guess';
    await expect(ask(stranger.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    await server.stop();
  });

  it('stops a server that an earlier run left on its data', async () => {
    const left = await startEmbeddedPostgres({ folder });
    const pid = serverOf(folder);
    const next = await startEmbeddedPostgres({ folder });
    expect(livingProcess(pid)).toBeNull();
    expect(await ask(next.adminUrl, 'SELECT number FROM kept')).toEqual([{ number: 42 }]);
    await Promise.all([left.stop(), next.stop()]);
  });

  it('drops a lock whose process id now belongs to another', async () => {
    writeFileSync(join(folder, 'postgres/postmaster.pid'), `${process.pid}\n${join(folder, 'postgres')}\n`);
    const server = await startEmbeddedPostgres({ folder });
    await server.stop();
  });

  it('says in one line that its data is broken', async () => {
    const other = join(folder, 'broken');
    mkdirSync(join(other, 'postgres'), { recursive: true });
    await expect(startEmbeddedPostgres({ folder: other })).rejects.toThrow(/^the data folder is broken: [^\n]*$/);
    writeFileSync(join(other, 'postgres-password'), 'secret');
    await expect(startEmbeddedPostgres({ folder: other })).rejects.toThrow(/^the data folder is broken: [^\n]*$/);
    writeFileSync(join(other, 'postgres/PG_VERSION'), '18\n');
    await expect(startEmbeddedPostgres({ folder: other })).rejects.toThrow(
      /^the database in [^\n]* cannot start: [^\n]*$/,
    );
    expect(existsSync(join(other, 'postgres/postmaster.pid'))).toBe(false);
  });
});
