import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import type { DataSource, Logger } from 'typeorm';
import { connectToEcd } from '../../../../../subgraphs/dossier/data/sql/sql-connection.js';
import { SqlEcd } from '../../../../../subgraphs/dossier/data/sql/sql-ecd.js';
import type { ClientRecord, ReportQuery } from '../../../../../subgraphs/dossier/domain/ecd.js';
import { REPORT_TYPES } from '../../../../../schema/report-type.js';
import { createTestDatabase, type TestDatabase } from '../../../../support/database.js';
import { silentProxy } from '../../../silent-proxy.js';
import { ecdContract } from '../ecd-contract.js';
import { WORLD } from '../ecd-world.js';
import { fillSqlEcd } from './sql-ecd-world.js';

const LIMIT_MS = 3_000;

ecdContract('an ECD by way of SQL', async (world) => {
  const test = await createTestDatabase('ecd');
  await fillSqlEcd(test.ownerUrl, world);
  const database = await connectToEcd(test.url, LIMIT_MS);
  return {
    ecdOf: (organisation) => new SqlEcd(database, organisation),
    close: async () => {
      await database.destroy();
      await test.drop();
    },
  };
});

describe('the connection to an SQL ECD', () => {
  let test: TestDatabase;
  let database: DataSource;
  const statements: string[] = [];

  beforeAll(async () => {
    test = await createTestDatabase('ecd');
    await fillSqlEcd(test.ownerUrl, WORLD);
    database = await connectToEcd(test.url, LIMIT_MS);
    const nothing = () => undefined;
    const logger: Logger = {
      logQuery: (statement) => void statements.push(statement),
      logQueryError: nothing,
      logQuerySlow: nothing,
      logSchemaBuild: nothing,
      logMigration: nothing,
      log: nothing,
    };
    database.setOptions({ logging: ['query'], logger });
  });
  afterAll(async () => {
    await database.destroy();
    await test.drop();
  });

  const query = (first: number): ReportQuery => ({
    first,
    after: null,
    types: REPORT_TYPES,
    openTypes: REPORT_TYPES,
    carePlanOpen: true,
    period: { start: null, end: null },
    text: 'regel',
  });

  async function count(read: () => Promise<unknown>): Promise<number> {
    statements.length = 0;
    await read();
    return statements.length;
  }

  const recordOf = (id: string): ClientRecord => new SqlEcd(database, 'vivium').recordOf(id);

  it('takes as many statements for a page of fifty reports as for a page of two', async () => {
    const two = await count(() => recordOf('2').reports(query(2)));
    const fifty = await count(() => recordOf('2').reports(query(50)));
    expect(two).toBe(3);
    expect(fifty).toBe(two);
  });

  it('takes five statements for a care plan, however many entries it has', async () => {
    expect(await count(() => recordOf('1').carePlan())).toBe(5);
  });

  it('takes one statement for each other section', async () => {
    const record = recordOf('1');
    const page = { first: 50, after: null };
    const sections = [
      () => record.person(),
      () => record.careTeam(),
      () => record.relatedPersons(),
      () => record.appointments({ ...page, period: { start: null, end: null } }),
      () => record.personProfile(),
      () => record.lifeStory(),
      () => record.wellbeingActivities(page),
    ];
    for (const read of sections) expect(await count(read)).toBe(1);
  });

  it('says that a cursor is not one of this list when the ECD cannot make sense of it', async () => {
    const after = { time: '2026-01-01T08:00:00Z', id: 'not-a-number' };
    await expect(recordOf('2').reports({ ...query(2), after })).rejects.toMatchObject({ code: 'BAD_CURSOR' });
  });

  it('finds what there is in any period that a calendar knows', async () => {
    const found = async (start: string, end: string) => {
      const period = { start: new Date(start), end: new Date(end) };
      return (await recordOf('1').reports({ ...query(50), text: null, period })).length;
    };
    expect(await found('-000001-12-31T23:40:28Z', '+010000-01-01T00:00:00Z')).toBe(9);
    expect(await found('-000001-12-31T23:40:28Z', '0000-12-31T23:40:28Z')).toBe(0);
  });

  it('cannot write, not even when told to', async () => {
    await expect(database.query('CREATE TABLE public.mine (id int)')).rejects.toThrow(/read-only transaction/);
    await expect(
      database.query('BEGIN READ WRITE; UPDATE zorgdossier.rapportages SET tekst = NULL; COMMIT'),
    ).rejects.toThrow(/permission denied/);
    await database.query('ROLLBACK');
  });

  it('cannot read what is behind the contract views', async () => {
    await expect(database.query('SELECT bsn FROM zorgdossier.clienten')).rejects.toThrow(/permission denied/);
  });

  it('goes on with new connections when the ECD vanished without a word', async () => {
    const proxy = await silentProxy(test.url);
    const through = await connectToEcd(proxy.url, 2_000);
    try {
      const persons = () => Promise.all([1, 2, 3].map(() => new SqlEcd(through, 'vivium').recordOf('1').person()));
      await persons();
      proxy.silence();
      await expect(persons()).rejects.toThrow();
      await setTimeout(1_200);
      expect(await persons()).toHaveLength(3);
    } finally {
      await through.destroy();
      await proxy.close();
    }
  });

  it('gives up on an ECD that does not answer in time', async () => {
    const owner = new Client({ connectionString: test.ownerUrl });
    await owner.connect();
    await owner.query(
      `CREATE OR REPLACE VIEW inzage.wellbeing_activity AS
       SELECT 'vivium'::text AS organisation, 1::bigint AS client_id, 1::bigint AS id, ''::text AS life_area, ''::text AS topic,
              ''::text AS activity, now() AS start_time, ''::text AS with_whom, pg_sleep(20)::text AS outcome,
              now() AS last_updated`,
    );
    await owner.end();
    const impatient = await connectToEcd(test.url, 1_000);
    const began = Date.now();
    await expect(
      new SqlEcd(impatient, 'vivium').recordOf('1').wellbeingActivities({ first: 1, after: null }),
    ).rejects.toThrow();
    expect(Date.now() - began).toBeLessThan(5_000);
    await impatient.destroy();
  });
});

describe('an SQL ECD that keeps its data in its own way', () => {
  let test: TestDatabase;
  let database: DataSource;

  beforeAll(async () => {
    test = await createTestDatabase('ecd');
    await fillSqlEcd(test.ownerUrl, WORLD);
    const owner = new Client({ connectionString: test.ownerUrl });
    await owner.connect();
    await owner.query(`
      ALTER DATABASE ${new URL(test.ownerUrl).pathname.slice(1)} SET datestyle = 'SQL, DMY';
      UPDATE zorgdossier.clienten SET geboortedatum = '1938-05-03' WHERE id = 1;
      UPDATE zorgdossier.rapportages SET tijdstip = 'infinity' WHERE id = 25;
      UPDATE zorgdossier.rapportages SET tijdstip = '-infinity' WHERE id = 24;
      UPDATE zorgdossier.zorgplannen SET begindatum = '-infinity' WHERE id = 4;
      UPDATE zorgdossier.zorgplannen SET einddatum = 'infinity' WHERE id = 3;
      UPDATE zorgdossier.agenda_afspraken SET deelnemers = ARRAY['Anna', NULL] WHERE id = 51;
      ALTER VIEW inzage.care_plan RENAME TO care_plan_in_text;
      CREATE VIEW inzage.care_plan AS
        SELECT organisation, client_id, id, title, status::char(10) AS status, period_start, period_end, last_updated
        FROM inzage.care_plan_in_text;
      GRANT SELECT ON inzage.care_plan TO inzage_ecd_reader`);
    await owner.end();
    database = await connectToEcd(test.url, LIMIT_MS);
  });
  afterAll(async () => {
    await database.destroy();
    await test.drop();
  });

  const anna = (): ClientRecord => new SqlEcd(database, 'vivium').recordOf('1');
  const page = { first: 50, after: null, period: { start: null, end: null } };

  it('has its days read as they are, whatever the style in which it writes them', async () => {
    expect((await anna().person())?.birthDate).toEqual(new Date('1938-05-03'));
  });

  it('has no report or plan served whose moment no calendar knows', async () => {
    const all = { types: REPORT_TYPES, openTypes: REPORT_TYPES, carePlanOpen: true, text: null };
    const reports = await anna().reports({ ...page, ...all });
    expect(reports.map(({ id }) => id)).toEqual(['17', '16', '15', '14', '13', '12', '11']);
    expect(await anna().carePlan()).toMatchObject({ id: '3', period: { end: null } });
  });

  it('has its words read without the spaces that fill them up', async () => {
    expect((await anna().carePlan())?.status).toBe('OLD');
  });

  it('has a participant without a name left out, not the whole agenda', async () => {
    const appointments = await anna().appointments(page);
    expect(appointments.find(({ id }) => id === '51')?.participants).toEqual(['Anna']);
  });

  it('has what changed under a plan or a report told with it, up to the next millisecond, and no other', async () => {
    const owner = new Client({ connectionString: test.ownerUrl });
    await owner.connect();
    await owner.query(`
      UPDATE zorgdossier.zorgplannen SET status = 'CONCEPT' WHERE id = 4;
      UPDATE zorgdossier.zorgplannen SET gewijzigd_op = '2026-01-01';
      UPDATE zorgdossier.doelen SET gewijzigd_op = '2026-04-01T08:00:00Z';
      UPDATE zorgdossier.rapportage_regels SET gewijzigd_op = '2026-04-02T08:00:00.000001Z'
        WHERE rapportage_id = 17 AND vertrouwelijk IS FALSE;
      UPDATE zorgdossier.rapportage_regels SET gewijzigd_op = '2026-04-03T08:00:00Z' WHERE vertrouwelijk IS TRUE;
      UPDATE zorgdossier.rapportages SET gewijzigd_op = 'infinity' WHERE id = 11`);
    const since = new Date('2026-03-31T00:00:00Z');
    const changes = () => anna().changes({ since, sections: ['REPORTS', 'MEDICAL_REPORTS', 'CARE_PLAN'] });
    const soep = { section: 'MEDICAL_REPORTS', changedAt: new Date('2026-04-02T08:00:00.001Z') };
    expect(await changes()).toEqual([soep]);
    await owner.query(`
      UPDATE zorgdossier.zorgplannen SET status = 'ACTIEF', begindatum = '2026-01-01' WHERE id = 4;
      UPDATE zorgdossier.zorgplannen SET gewijzigd_op = '2026-01-01' WHERE id = 4`);
    expect(await changes()).toEqual([soep, { section: 'CARE_PLAN', changedAt: new Date('2026-04-01T08:00:00Z') }]);
    await owner.query("UPDATE zorgdossier.rapportages SET tekst = 'Anders' WHERE id = 12");
    expect((await changes()).map(({ section }) => section)).toContain('REPORTS');
    await owner.end();
  });
});
