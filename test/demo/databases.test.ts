import { describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { createTestDatabase } from '../support/database.js';

describe('a database', () => {
  it('lets its owner make tables and its working role only what it was granted', async () => {
    const database = await createTestDatabase('dossier');
    const owner = new Client({ connectionString: database.ownerUrl });
    const worker = new Client({ connectionString: database.url });
    await Promise.all([owner.connect(), worker.connect()]);

    await owner.query('CREATE TABLE note (text varchar)');
    await expect(worker.query('SELECT * FROM note')).rejects.toThrow('permission denied');
    await owner.query('GRANT SELECT ON note TO inzage_dossier');
    await expect(worker.query('SELECT * FROM note')).resolves.toMatchObject({ rowCount: 0 });
    await expect(worker.query('INSERT INTO note VALUES (1)')).rejects.toThrow('permission denied');
    await expect(worker.query('CREATE TABLE other (text varchar)')).rejects.toThrow('permission denied');

    await Promise.all([owner.end(), worker.end()]);
    await database.drop();
  });

  it('is closed to the working role of another kind', async () => {
    const [dossier, identity] = await Promise.all([createTestDatabase('dossier'), createTestDatabase('identity')]);
    const stranger = new URL(identity.url);
    stranger.pathname = new URL(dossier.url).pathname;
    const client = new Client({ connectionString: stranger.href });
    await expect(client.connect()).rejects.toThrow('permission denied for database');
    await Promise.all([dossier.drop(), identity.drop()]);
  });
});
