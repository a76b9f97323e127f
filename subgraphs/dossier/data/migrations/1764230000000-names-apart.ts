import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ClientSeal } from '../tables/client-seal.js';
import { nameRow } from '../tables/writer-names.js';

/** What keeps a name, its key, and how the client is found whose key seals it. */
const TABLES = [
  { table: 'message_thread', key: ['id'], client: 'client_id' },
  { table: 'thread_message', key: ['id'], client: '(SELECT client_id FROM message_thread WHERE id = thread_id)' },
  { table: 'objection_request', key: ['id'], client: 'client_id' },
  {
    table: 'objection_change',
    key: ['request_id', 'step'],
    client: '(SELECT client_id FROM objection_request WHERE id = request_id)',
  },
];
const AT_ONCE = 500;

type Row = Record<string, unknown> & { client: string; sealed: Buffer };

/**
 * R18: a writer's name stands apart from the text, so that it can be forgotten; R32: whom a thread is for, and what
 * people add to the life story. @param sealingKey opens what was written until now.
 */
export function namesApart(sealingKey: Buffer): new () => MigrationInterface {
  return class NamesApart1764230000000 implements MigrationInterface {
    async up(runner: QueryRunner): Promise<void> {
      for (const { table } of TABLES) {
        await runner.query(`ALTER TABLE ${table} ADD name_sealed bytea`);
        await runner.query(`GRANT UPDATE (name_sealed) ON ${table} TO inzage_dossier`);
      }
      for (const kind of TABLES) await separateNames(runner, kind, sealingKey);
      for (const statement of [...STATEMENTS, ...TABLES.map(indexOfNames)]) await runner.query(statement);
    }

    async down(): Promise<void> {
      throw new Error('what people wrote cannot be taken back: restore a backup');
    }
  };
}

async function separateNames(
  runner: QueryRunner,
  { table, key, client }: (typeof TABLES)[number],
  sealingKey: Buffer,
): Promise<void> {
  const select = `SELECT ${key.join(', ')}, ${client} AS client, sealed FROM ${table} WHERE name_sealed IS NULL LIMIT ${AT_ONCE}`;
  const where = key.map((column, index) => `${column} = $${index + 3}`).join(' AND ');
  let rows: Row[];
  do {
    rows = (await runner.query(select)) as Row[];
    for (const row of rows) {
      const values = key.map((column) => row[column]);
      const seal = new ClientSeal(sealingKey, row.client);
      const id = values.join(' ');
      const { name = null, ...content } = seal.open(id, row.sealed);
      const sealed = [seal.close(id, content), seal.close(nameRow(id), { name })];
      await runner.query(`UPDATE ${table} SET sealed = $1, name_sealed = $2 WHERE ${where}`, [...sealed, ...values]);
    }
  } while (rows.length > 0);
}

function indexOfNames({ table }: { table: string }): string {
  return `CREATE INDEX ${table}_writer ON ${table} (account_id) WHERE name_sealed IS NOT NULL`;
}

const STATEMENTS = [
  // whose name does not come back with what they wrote last
  'CREATE TABLE forgotten_writer (account_id uuid PRIMARY KEY, forgotten_at timestamptz NOT NULL)',
  'GRANT SELECT, INSERT ON forgotten_writer TO inzage_dossier',
  `ALTER TABLE message_thread
    ADD recipient text NOT NULL DEFAULT 'CARE_TEAM' CHECK (recipient IN ('CARE_TEAM', 'PRIMARY_NURSE'))`,
];
