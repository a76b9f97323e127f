import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { DataSource, Logger } from 'typeorm';
import { connectToEcd } from '../../../../subgraphs/dossier/data/ecd-connection.js';
import { SqlEcd } from '../../../../subgraphs/dossier/data/sql-ecd.js';
import type { ClientRecord, ReportQuery } from '../../../../subgraphs/dossier/domain/ecd.js';
import { REPORT_TYPES } from '../../../../subgraphs/dossier/domain/report.js';
import { createTestDatabase, type TestDatabase } from '../../../support/database.js';
import { ecdContract } from './ecd-contract.js';
import { WORLD } from './ecd-world.js';
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

  it('gives up on an ECD that does not answer in time', async () => {
    const owner = new Client({ connectionString: test.ownerUrl });
    await owner.connect();
    await owner.query(
      `CREATE OR REPLACE VIEW inzage.wellbeing_activity AS
       SELECT 'vivium'::text AS organisation, 1::bigint AS client_id, 1::bigint AS id, ''::text AS life_area, ''::text AS topic,
              ''::text AS activity, now() AS start_time, ''::text AS with_whom, pg_sleep(20)::text AS outcome`,
    );
    await owner.end();
    const impatient = await connectToEcd(test.url, 300);
    const began = Date.now();
    await expect(
      new SqlEcd(impatient, 'vivium').recordOf('1').wellbeingActivities({ first: 1, after: null }),
    ).rejects.toThrow();
    expect(Date.now() - began).toBeLessThan(2_000);
    await impatient.destroy();
  });
});
