/**
 * The name of who wrote something, as it was then, sealed apart from what they wrote: when their account is deleted the
 * name goes and the text stays, with a pseudonym (R18).
 */
import type { DataSource, EntityManager } from 'typeorm';
import type { Author } from '../../domain/author.js';
import type { Writers } from '../../domain/writers.js';
import type { ClientSeal } from './client-seal.js';

/** Every table that keeps a writer's name, each with `account_id` and `name_sealed`. */
const TABLES = ['message_thread', 'thread_message', 'objection_request', 'objection_change', 'life_story_addition'];

/** Of whose account it is: shared by all who write under it, and not with who forgets it. */
const LOCK = 'hashtextextended($1::text, 0)';

/**
 * The name for a row that is about to be written, in the transaction that writes it; null when it was forgotten
 * meanwhile: what comes late does not bring it back.
 */
export async function sealedName(
  manager: EntityManager,
  seal: ClientSeal,
  row: string,
  { account, name }: Author,
): Promise<Buffer | null> {
  await manager.query(`SELECT pg_advisory_xact_lock_shared(${LOCK})`, [account]);
  const forgotten = await manager.query<unknown[]>('SELECT FROM forgotten_writer WHERE account_id = $1', [account]);
  return forgotten.length > 0 || name === null ? null : seal.close(nameRow(row), { name });
}

export function nameOf(seal: ClientSeal, row: string, sealed: Buffer | null): string | null {
  return sealed === null ? null : (seal.open(nameRow(row), sealed)['name'] ?? null);
}

/** What a sealed name is bound to, so that it cannot be put beside what somebody else wrote. */
export function nameRow(row: string): string {
  return `${row} name`;
}

export class WriterTable implements Writers {
  constructor(private readonly database: DataSource) {}

  async forget(account: string, at: Date): Promise<void> {
    await this.database.transaction(async (manager) => {
      await manager.query(`SELECT pg_advisory_xact_lock(${LOCK})`, [account]);
      await manager.query(
        'INSERT INTO forgotten_writer (account_id, forgotten_at) VALUES ($1, $2) ON CONFLICT DO NOTHING',
        [account, at],
      );
      for (const table of TABLES) {
        await manager.query(
          `UPDATE ${table} SET name_sealed = NULL WHERE account_id = $1 AND name_sealed IS NOT NULL`,
          [account],
        );
      }
    });
  }
}
