/** What cannot start says why in one line, and ends with a code that is not zero. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { freePort } from '../../demo/free-port.js';
import { DEMO_PROGRAM, makeDataFolder } from '../support/default-system.js';
import { ProgramProcess } from '../support/program-process.js';

async function failing(file: string, environment: Record<string, string>): Promise<string> {
  const program = ProgramProcess.start(file, environment);
  expect(await program.exit()).toBe(1);
  return program.output.replace('Inzage is starting …\n', '').trimEnd();
}

describe('the default set-up', () => {
  let folder: string;
  let taken: Server;

  beforeAll(async () => {
    folder = makeDataFolder();
    taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    taken.close();
    rmSync(folder, { recursive: true });
  });

  it('says that its port is taken, before it makes anything', async () => {
    const { port } = taken.address() as AddressInfo;
    const said = await failing(DEMO_PROGRAM, { INZAGE_DATA: join(folder, 'never-made'), PORT: String(port) });
    expect(said).toBe(`Inzage could not start: port ${port} is taken; choose another`);
  });

  it('says that its data folder is a file', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const said = await failing(DEMO_PROGRAM, { INZAGE_DATA: file, PORT: String(await freePort()) });
    expect(said).toBe(`Inzage could not start: the data folder ${file} cannot be used: it is a file`);
  });

  it('says that its data are broken', async () => {
    const broken = join(folder, 'broken');
    mkdirSync(join(broken, 'postgres'), { recursive: true });
    const said = await failing(DEMO_PROGRAM, { INZAGE_DATA: broken, PORT: String(await freePort()) });
    expect(said).toMatch(/^Inzage could not start: the data folder is broken: [^\n]*; remove [^\n]* to start afresh$/);
  });

  it('says which of its settings is wrong', async () => {
    const said = await failing(DEMO_PROGRAM, { INZAGE_DATA: folder, PORT: 'front', LOG_LEVEL: 'loud' });
    expect(said).toMatch(/^Inzage could not start: \n {2}PORT: [^\n]*\n {2}LOG_LEVEL: [^\n]*$/);
  });
});

describe('in production', () => {
  const SECRETS = [
    'ACCESS_TOKEN_KEYS',
    'PASSWORD_PEPPER',
    'BSN_HASH_KEY',
    'CODE_HASH_KEY',
    'SEALING_KEY',
    'CALL_KEY',
    'CALL_KEYS',
  ];

  it('identity names everything that is missing or wrong at once, and no value', async () => {
    const said = await failing('dist/subgraphs/identity/main.js', { DATABASE_URL: 'oracle://hidden', PORT: '70000' });
    for (const name of [
      ...SECRETS,
      'REDIS_URL',
      'AUDIT_URL',
      'DOSSIER_URL',
      'ORGANISATIONS_DIR',
      'DATABASE_URL',
      'PORT',
    ]) {
      expect(said).toMatch(new RegExp(`^ {2}${name}: `, 'm'));
    }
    expect(said).not.toContain('hidden');
  });

  it.each([
    ['gateway', 'dist/gateway/main.js', ['CALL_KEY', 'IDENTITY_URL', 'DOSSIER_URL', 'AUDIT_URL', 'REDIS_URL']],
    ['dossier', 'dist/subgraphs/dossier/main.js', ['CALL_KEY', 'CALL_KEYS', 'DATABASE_URL', 'AUDIT_URL', 'REDIS_URL']],
    ['audit', 'dist/subgraphs/audit/main.js', ['CALL_KEYS', 'DATABASE_URL', 'REDIS_URL']],
  ])('%s does so too', async (_program, file, names) => {
    const said = await failing(file, {});
    for (const name of names) expect(said).toMatch(new RegExp(`^ {2}${name}: `, 'm'));
  });
});
