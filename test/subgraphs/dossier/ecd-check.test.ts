/** `npm run ecd:check` as its user runs it, on an ECD by SQL and on one by FHIR. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { startFhirFacade, type FhirFacade } from '../../../demo/ecd/fhir/fhir-facade.js';
import { PROJECT_FOLDER } from '../../../demo/project-folder.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { WORLD } from './data/ecd-world.js';
import { fillSqlEcd } from './data/sql/sql-ecd-world.js';

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

describe('the check of an ECD', () => {
  let test: TestDatabase;
  let facade: FhirFacade;
  let organisations: string;
  let environment: Record<string, string>;

  beforeAll(async () => {
    test = await createTestDatabase('ecd');
    await fillSqlEcd(test.ownerUrl, WORLD);
    facade = await startFhirFacade({ ecdUrl: test.ownerUrl, organisations: ['vivium', 'rozelaar'] });
    organisations = mkdtempSync(join(tmpdir(), 'inzage-policies-'));
    cpSync(join(PROJECT_FOLDER, 'organisations'), organisations, { recursive: true });
    readsBy('vivium', 'SQL');
    readsBy('rozelaar', 'FHIR_R4');
    environment = {
      ORGANISATIONS_DIR: organisations,
      ECD_VIVIUM_URL: test.url,
      ECD_ROZELAAR_URL: facade.baseOf('rozelaar', 'R4'),
      ECD_TIME_LIMIT_MS: '4000',
    };
  });
  afterAll(async () => {
    await facade.close();
    await test.drop();
    rmSync(organisations, { recursive: true });
  });

  function readsBy(organisation: string, adapter: string): void {
    const file = join(organisations, `${organisation}.yaml`);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/adapter: \w+/, `adapter: ${adapter}`));
  }

  async function run(...words: string[]): Promise<Ended> {
    const program = [join(PROJECT_FOLDER, 'dist/subgraphs/dossier/ecd-check.js'), ...words];
    try {
      return { ...(await promisify(execFile)(process.execPath, program, { env: environment })), code: 0 };
    } catch (error) {
      return error as Ended;
    }
  }

  it('counts over SQL, section by section, what would not be served and why, and names nobody', async () => {
    const { code, stdout } = await run('--organisation', 'vivium', '--client', '1');
    expect(stdout).toContain(
      '\nREPORTS: can be served\n    report: 5 served; not served: CONFIDENTIAL 1, MALFORMED 1, UNDECIDED 2\n',
    );
    expect(stdout).toContain('\nMEDICAL_REPORTS: can be served\n    report: 4 served; not served: CONFIDENTIAL 1\n');
    expect(stdout).toMatch(/ {4}report_line: 2 served; not served: CONFIDENTIAL 2, UNDECIDED 1\n/);
    expect(stdout).toMatch(/ {4}care_plan: 2 served; not served: STATUS 2\n/);
    expect(stdout).toMatch(/ {4}care_plan_entry: 2 served\n/);
    expect(stdout).toMatch(/ {4}appointment: 3 served; not served: CONFIDENTIAL 1, STATUS 2, UNDECIDED 1\n/);
    expect(stdout).not.toMatch(/Anna|Meulen|benauwd|geheim/);
    expect(code).toBe(0);
  });

  it('counts over FHIR what it counts over SQL', async () => {
    readsBy('vivium', 'FHIR_STU3');
    environment['ECD_VIVIUM_URL'] = facade.baseOf('vivium', 'STU3');
    const { code, stdout } = await run('--organisation', 'vivium', '--client', '1');
    readsBy('vivium', 'SQL');
    environment['ECD_VIVIUM_URL'] = test.url;
    expect(stdout).toContain('\nREPORTS: can be served\n');
    expect(stdout).toMatch(/\n {4}reports: \d+ served\n {4}Observation: not served: .*CONFIDENTIAL \d/);
    expect(stdout).not.toMatch(/Anna|Meulen|benauwd|geheim/);
    expect(code).toBe(0);
  });

  it('says over FHIR, when no client is named, what the server has and that nothing was counted', async () => {
    const { code, stdout } = await run('--organisation', 'rozelaar');
    expect(stdout).toContain('LIFE_STORY: can be served');
    expect(stdout).toContain('PERSON_PROFILE: not offered by the organisation; it can be served');
    expect(stdout).toContain('name a client of the ECD with --client');
    expect(code).toBe(0);
  });

  it('ends with 1 when something offered cannot be served, and says what is missing', async () => {
    const owner = new Client({ connectionString: test.ownerUrl });
    await owner.connect();
    await owner.query(
      'ALTER VIEW inzage.goal RENAME TO goals; GRANT UPDATE ON zorgdossier.doelen TO inzage_ecd_reader',
    );
    const { code, stdout } = await run('--organisation', 'vivium');
    await owner.query(
      'ALTER VIEW inzage.goals RENAME TO goal; REVOKE UPDATE ON zorgdossier.doelen FROM inzage_ecd_reader',
    );
    await owner.end();
    expect(stdout).toContain('CARE_PLAN: cannot be served\n  - inzage.goal is missing, or may not be read\n');
    expect(stdout).toContain('the role inzage_ecd_reader can write in zorgdossier.doelen; it may only read');
    expect(code).toBe(1);
  });

  it('ends with 2 for what is asked wrongly, in one line', async () => {
    expect(await run('--organisation', 'elders')).toMatchObject({
      code: 2,
      stderr: 'ecd:check: organisation: is one of rozelaar, vivium\n',
    });
  });
});
