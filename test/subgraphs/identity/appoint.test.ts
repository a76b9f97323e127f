/** `npm run appoint` on a new and empty database, while no other program runs. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { freePort } from '../../../demo/free-port.js';
import { makeKeys, publicKeys } from '../../../demo/keys.js';
import { PROJECT_FOLDER } from '../../../demo/project-folder.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

const PERSON = ['--given', 'Marloes', '--family', 'Kuit', '--email', 'Marloes@voorbeeld.example'];

describe('the program that appoints', () => {
  let database: TestDatabase;
  let environment: Record<string, string>;

  beforeAll(async () => {
    database = await createTestDatabase('identity');
    const keys = makeKeys();
    environment = {
      PORT: String(await freePort()),
      ORGANISATIONS_DIR: join(PROJECT_FOLDER, 'organisations'),
      REDIS_URL: 'redis://127.0.0.1:1',
      DATABASE_URL: database.url,
      OWNER_DATABASE_URL: database.ownerUrl,
      AUDIT_URL: `http://127.0.0.1:${await freePort()}`,
      DOSSIER_URL: `http://127.0.0.1:${await freePort()}`,
      CALL_KEY: JSON.stringify(keys.callKeys.identity),
      CALL_KEYS: JSON.stringify(publicKeys(keys, ['gateway'])),
      ACCESS_TOKEN_KEYS: JSON.stringify(keys.accessTokenKeys),
      PASSWORD_PEPPER: keys.passwordPepper,
      BSN_HASH_KEY: keys.bsnHashKey,
      CODE_HASH_KEY: keys.codeHashKey,
      SEALING_KEY: keys.sealingKey,
      SMTP_URL: 'smtp://127.0.0.1:1',
      SNS_REGION: 'eu-central-1',
      SNS_ACCESS_KEY_ID: 'made-up',
      SNS_SECRET_ACCESS_KEY: 'made-up',
    };
  });
  afterAll(() => database.drop());

  const run = async (words: string[]): Promise<Ended> => {
    const program = [join(PROJECT_FOLDER, 'dist/subgraphs/identity/appoint.js'), ...words];
    try {
      const said = await promisify(execFile)(process.execPath, program, { env: environment });
      return { ...said, code: 0 };
    } catch (error) {
      return error as Ended;
    }
  };
  const rows = async (statement: string): Promise<unknown[]> => {
    const client = new Client({ connectionString: database.ownerUrl });
    await client.connect();
    const found = await client.query<Record<string, unknown>>(statement);
    await client.end();
    return found.rows;
  };

  it('makes the first administrator: a role, a link that waits to be sent (V29), and a record in the outbox', async () => {
    const appointed = await run([
      ...['--organisation', 'vivium', '--role', 'ADMINISTRATOR', '--mobile', '06 12345678'],
      ...PERSON,
    ]);
    expect(appointed).toMatchObject({ code: 0, stderr: '' });
    expect(await rows('SELECT email, activated_at FROM account')).toEqual([
      { email: 'marloes@voorbeeld.example', activated_at: null },
    ]);
    expect(await rows('SELECT organisation, role FROM staff_assignment')).toEqual([
      { organisation: 'vivium', role: 'ADMINISTRATOR' },
    ]);
    expect(await rows('SELECT template FROM message')).toEqual([{ template: 'ACTIVATION' }]);
    const [entry] = (await rows('SELECT event FROM audit_outbox')) as { event: unknown }[];
    expect(entry?.event).toMatchObject({ kind: 'STAFF_CHANGED', organisation: 'vivium', account: null });
  });

  it('says in a line what cannot be right, and then does nothing', async () => {
    const wrong = await run(['--organisation', 'elders', '--role', 'ADMINISTRATOR', '--mobile', '020', ...PERSON]);
    expect(wrong).toMatchObject({ code: 1, stderr: 'appoint: cannot be right: organisation\n' });
    expect((await run(['--role', 'BAAS'])).stderr).toContain('role: is one of ADMINISTRATOR');
    expect(await rows('SELECT id FROM account')).toHaveLength(1);
  });

  it('explains itself', async () => {
    expect((await run(['--help'])).stdout).toContain('npm run appoint');
  });
});
