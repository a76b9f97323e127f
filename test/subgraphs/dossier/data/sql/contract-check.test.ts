import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { ECD_DDL } from '../../../../../demo/ecd/database.js';
import { SECTIONS } from '../../../../../schema/caller.js';
import { findEcdFaults } from '../../../../../subgraphs/dossier/data/sql/contract-check.js';
import { connectToEcd } from '../../../../../subgraphs/dossier/data/sql/sql-connection.js';
import { SQL_VIEW_CONTRACT } from '../../../../../subgraphs/dossier/data/sql/view-contract.js';
import { createTestDatabase, type TestDatabase } from '../../../../support/database.js';

describe('the check of an ECD before anything is served', () => {
  let test: TestDatabase;
  let owner: Client;
  let database: DataSource;

  beforeAll(async () => {
    test = await createTestDatabase('ecd');
    owner = new Client({ connectionString: test.ownerUrl });
    await owner.connect();
    database = await connectToEcd(test.url, 3_000);
  });
  afterAll(async () => {
    await database.destroy();
    await owner.end();
    await test.drop();
  });
  beforeEach(async () => {
    await owner.query('DROP SCHEMA IF EXISTS inzage CASCADE; DROP SCHEMA IF EXISTS zorgdossier CASCADE');
    await owner.query(ECD_DDL);
  });

  const faults = () => findEcdFaults(database, SECTIONS);

  it('finds nothing wrong with the demo ECD', async () => {
    expect(await faults()).toEqual([]);
  });

  it('names every view that is missing', async () => {
    await owner.query('DROP SCHEMA inzage CASCADE');
    expect(await faults()).toEqual(
      expect.arrayContaining(
        Object.keys(SQL_VIEW_CONTRACT).map((view) => `inzage.${view} is missing, or may not be read`),
      ),
    );
  });

  it('names every column that is missing, with its type and meaning', async () => {
    await owner.query(`
      DROP VIEW inzage.report;
      CREATE VIEW inzage.report AS SELECT 1::bigint AS id;
      GRANT SELECT ON inzage.report TO inzage_ecd_reader`);
    const found = await faults();
    const columns = Object.keys(SQL_VIEW_CONTRACT.report).filter((column) => column !== 'id');
    expect(found).toHaveLength(columns.length);
    for (const column of columns) {
      expect(found).toContainEqual(expect.stringContaining(`inzage.report.${column} is missing: `));
    }
    expect(found).toContain('inzage.report.confidential is missing: boolean, kept from client and family');
  });

  it('names a column of another type: a moment needs its time zone', async () => {
    await owner.query(`
      DROP VIEW inzage.wellbeing_activity;
      CREATE VIEW inzage.wellbeing_activity AS
      SELECT ''::text AS organisation, 1::bigint AS client_id, 1::bigint AS id, ''::text AS life_area, ''::text AS topic,
             ''::text AS activity, localtimestamp AS start_time, ''::text AS with_whom, ''::text AS outcome,
             now() AS last_updated;
      GRANT SELECT ON inzage.wellbeing_activity TO inzage_ecd_reader`);
    expect(await faults()).toEqual([
      'inzage.wellbeing_activity.start_time is timestamp without time zone, not timestamp with time zone',
    ]);
  });

  it('names a view that the role may not read', async () => {
    await owner.query('REVOKE SELECT ON inzage.goal FROM inzage_ecd_reader');
    expect(await faults()).toEqual(['inzage.goal is missing, or may not be read']);
  });

  it('asks no views for sections that the organisation does not offer', async () => {
    await owner.query('DROP VIEW inzage.person_profile_topic, inzage.goal');
    expect(await findEcdFaults(database, ['REPORTS', 'APPOINTMENTS'])).toEqual([]);
  });

  it.each([
    ['GRANT INSERT ON inzage.report TO inzage_ecd_reader', 'inzage.report'],
    [
      'GRANT USAGE ON SCHEMA zorgdossier TO inzage_ecd_reader; GRANT DELETE ON zorgdossier.rapportages TO inzage_ecd_reader',
      'zorgdossier.rapportages',
    ],
    ['GRANT UPDATE (tekst) ON zorgdossier.rapportages TO inzage_ecd_reader', 'zorgdossier.rapportages'],
    ['GRANT CREATE ON SCHEMA inzage TO inzage_ecd_reader', 'schema inzage'],
  ])('refuses a role that can write: %s', async (grant, where) => {
    await owner.query(grant);
    expect(await faults()).toEqual([`the role inzage_ecd_reader can write in ${where}; it may only read`]);
  });

  it("refuses the owner's own role, whatever the connection says", async () => {
    const asOwner = await connectToEcd(test.ownerUrl, 3_000);
    const found = await findEcdFaults(asOwner, SECTIONS);
    await asOwner.destroy();
    expect(found).toContainEqual(expect.stringMatching(/can write in zorgdossier\.rapportages; it may only read/));
  });
});
