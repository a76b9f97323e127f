import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepAuditEnvironment } from '../../demo/audit-environment.js';
import { openDataFolder } from '../../demo/data-folder.js';
import { keysIn } from '../../demo/keys.js';
import { livingProcess } from '../../demo/living-process.js';

describe('the data folder', () => {
  let parent: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'inzage-test-'));
  });
  afterEach(() => {
    rmSync(parent, { recursive: true });
  });

  it('is made when it is not there, and is for one running system at a time', () => {
    const folder = openDataFolder(join(parent, 'deep', 'data'));
    expect(() => openDataFolder(folder.path)).toThrow(
      new RegExp(`^[^\\n]*deep/data is in use by a running Inzage \\(process ${process.pid}\\)$`),
    );
    folder.release();
    openDataFolder(folder.path).release();
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('is free again when the process that held it was killed', () => {
    const { startedAt } = livingProcess(process.pid) ?? {};
    writeFileSync(join(parent, 'running'), JSON.stringify({ pid: process.pid, startedAt: `${startedAt}0` }));
    openDataFolder(parent).release();
    writeFileSync(join(parent, 'running'), 'torn');
    openDataFolder(parent).release();
  });

  it('says in one line that its place is taken by a file', () => {
    const file = join(parent, 'file');
    writeFileSync(file, '');
    expect(() => openDataFolder(file)).toThrow(/^the data folder [^\n]*\/file cannot be used: it is a file$/);
    expect(() => openDataFolder(join(file, 'deeper'))).toThrow(/cannot be used: it is a file$/);
  });
});

describe('the keys', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'inzage-test-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('are made once and can be read by their owner only', () => {
    const first = keysIn(folder);
    expect(keysIn(folder)).toEqual(first);
    expect(statSync(join(folder, 'keys.json')).mode & 0o777).toBe(0o600);
    expect(first.passwordPepper).not.toBe(first.bsnHashKey);
  });

  it('stay out of what the folder says to who verifies the log, which its owner only reads, while the system runs', () => {
    const keys = keysIn(folder);
    const databaseUrl = 'postgres://inzage_audit:geheim@127.0.0.1/audit';
    const forget = keepAuditEnvironment(folder, { databaseUrl, checkpointFolder: join(folder, 'checkpoints'), keys });
    const file = join(folder, 'audit.env');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const said = readFileSync(file, 'utf8');
    expect(said).toContain(`DATABASE_URL='${databaseUrl}'`);
    expect(keys.checkpointKey.d).toBeDefined();
    expect(said).not.toContain(keys.checkpointKey.d);
    forget();
    expect(readdirSync(folder)).toEqual(['keys.json']);
  });

  it('are not made anew when their file is broken: what they protect would be lost', () => {
    writeFileSync(join(folder, 'keys.json'), '{"callKeys":{}}');
    expect(() => keysIn(folder)).toThrow(/^the data folder is broken: [^\n]*keys\.json does not hold the keys/);
  });
});
