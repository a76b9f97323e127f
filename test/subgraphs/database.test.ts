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
});
