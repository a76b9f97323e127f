import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { openDatabase } from '../../subgraphs/database.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { silentProxy, type SilentProxy } from './silent-proxy.js';

describe("a subgraph's database", () => {
  let test: TestDatabase;
  let proxy: SilentProxy;
  let database: DataSource;

  beforeAll(async () => {
    test = await createTestDatabase('dossier');
    proxy = await silentProxy(test.url);
    database = await openDatabase({ url: proxy.url, entities: [] });
  });
  afterAll(async () => {
    await database.destroy();
    await proxy.close();
    await test.drop();
  });

  it('is given up when it vanished without a word, and reached anew', async () => {
    await database.query('SELECT 1');
    proxy.silence();
    await expect(database.query('SELECT 2')).rejects.toThrow('silent for 8000 ms');
    expect(await database.query('SELECT 3 AS answer')).toEqual([{ answer: 3 }]);
  });

  it('gives up a program that vanished within a transaction, with the locks that it held', async () => {
    expect(await database.query('SHOW idle_in_transaction_session_timeout')).toEqual([
      { idle_in_transaction_session_timeout: '8s' },
    ]);
  });

  it('plans a statement that comes back once, and no more of them than it can keep', async () => {
    const preparing = await openDatabase({ url: test.url, entities: [], poolSize: 1, prepares: true });
    for (let turn = 0; turn < 300; turn += 1) {
      expect(await preparing.query(`SELECT $1::int + ${turn} AS sum`, [1])).toEqual([{ sum: 1 + turn }]);
      expect(await preparing.query('SELECT $1::text AS word', [`${turn}`])).toEqual([{ word: `${turn}` }]);
    }
    const kept = await preparing.query<{ statement: string; times: string }[]>(
      'SELECT statement, generic_plans + custom_plans AS times FROM pg_prepared_statements',
    );
    expect(kept).toHaveLength(200);
    expect(kept).toContainEqual({ statement: 'SELECT $1::text AS word', times: '300' });
    await preparing.destroy();
  });
});
