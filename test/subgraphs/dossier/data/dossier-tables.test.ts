import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { openDossierDatabase } from '../../../../subgraphs/dossier/data/dossier-database.js';
import { ANNA, MIES } from '../api/dossier-graph.js';
import { openWriters, startThread, threadIn, type Writers } from '../api/writers.js';

const WORDS = [
  'wasgeheim',
  'onderwerpgeheim',
  'levensgeheim',
  'hoofdstukgeheim',
  'bezwaargeheim',
  'antwoordgeheim',
  'redengeheim',
  'Geheimenaar',
];

const WRITTEN = ['message_thread', 'thread_message', 'objection_request', 'objection_change', 'life_story_addition'];

describe("the dossier's own tables", () => {
  let writers: Writers;
  let owner: Client;
  let thread: string;

  beforeAll(async () => {
    writers = await openWriters();
    owner = new Client({ connectionString: writers.own.ownerUrl });
    await owner.connect();
    const betsy = writers.person('Betsy Geheimenaar', 'CLIENT');
    const ilse = writers.staff('Ilse Geheimenaar');
    const started = threadIn(await startThread(betsy, 'onderwerpgeheim', 'wasgeheim'));
    thread = started.id;
    await ilse.ask('mutation ($id: ID!) { hideMessage(messageId: $id, reason: "redengeheim") { id } }', {
      id: started.messages.edges[0]?.node.id,
    });
    const { data } = await betsy.ask(
      'mutation ($id: ID!) { requestObjection(clientId: $id, kind: OWN_STATEMENT, text: "bezwaargeheim") { id } }',
      { id: ANNA },
    );
    const { id } = (data as { requestObjection: { id: string } }).requestObjection;
    const decided = await ilse.ask(
      'mutation ($id: ID!) { decideObjection(id: $id, decision: GRANTED, answer: "antwoordgeheim", reason: "Akkoord") { id } }',
      { id },
    );
    expect(decided.refused).toEqual([]);
    const added = await betsy.ask(
      'mutation ($id: ID!) { addToLifeStory(clientId: $id, chapter: "hoofdstukgeheim", text: "levensgeheim") { id } }',
      { id: ANNA },
    );
    expect(added.refused).toEqual([]);
  });
  afterAll(async () => {
    await owner.end();
    await writers.close();
  });

  it('are what the entities say they are', async () => {
    const differences = await writers.database.driver.createSchemaBuilder().log();
    const queries = differences.upQueries.map(({ query }) => query);
    expect(queries.filter((query) => !/ CONSTRAINT |^DROP INDEX/.test(query))).toEqual([]);
  });

  it('hold nothing that anybody wrote, and no name, in words that can be read', async () => {
    const held: string[] = [];
    for (const table of WRITTEN) {
      const { rows } = await owner.query<{ row: string }>(
        `SELECT t::text || encode(sealed, 'escape') || encode(name_sealed, 'escape') AS row FROM ${table} t`,
      );
      expect(rows.length).toBeGreaterThan(0);
      held.push(...rows.map(({ row }) => row));
    }
    const { rows } = await owner.query<{ row: string }>(
      "SELECT encode(hidden_reason_sealed, 'escape') AS row FROM thread_message",
    );
    held.push(...rows.map(({ row }) => row));
    const all = held.join('\n');
    for (const word of WORDS) {
      expect(all).not.toContain(word);
      expect(all).not.toContain(Buffer.from(word).toString('hex'));
    }
  });

  it('open with the key under which they were sealed, and no other', async () => {
    const other = await openDossierDatabase({ databaseUrl: writers.own.url, sealingKey: Buffer.alloc(32, 8) });
    await expect(other.additions.threads.find(thread)).rejects.toThrow();
    await other.database.destroy();
    expect((await writers.additions.threads.find(thread))?.title).toBe('onderwerpgeheim');
  });

  it('do not open for another client or in another row, whoever moves them', async () => {
    const joost = threadIn(await startThread(writers.person('Joost', 'REPRESENTATIVE'), 'een', 'twee'));
    await owner.query(
      'UPDATE message_thread SET sealed = (SELECT sealed FROM message_thread WHERE id = $2) WHERE id = $1',
      [joost.id, thread],
    );
    await expect(writers.additions.threads.find(joost.id)).rejects.toThrow();
    const mine = threadIn(await startThread(writers.person('Joost', 'REPRESENTATIVE'), 'een', 'twee'));
    await owner.query('UPDATE message_thread SET client_id = $2 WHERE id = $1', [mine.id, MIES]);
    await expect(writers.additions.threads.find(mine.id)).rejects.toThrow();
  });

  it.each([
    'DELETE FROM thread_message',
    'DELETE FROM objection_change',
    'DELETE FROM forgotten_writer',
    "UPDATE thread_message SET sealed = ''",
    "UPDATE objection_request SET sealed = ''",
    "UPDATE objection_change SET status = 'GRANTED'",
    'TRUNCATE message_thread',
    'DROP TABLE objection_request',
  ])('do not let the working role %s', async (statement) => {
    await expect(writers.database.query(statement)).rejects.toThrow(/permission denied|must be owner/);
  });
});
