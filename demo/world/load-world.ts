/** Loads the made-up world into the demo ECD and identity: once, each whole or not at all. */
import type { ClientBase } from 'pg';
import type { Organisations } from '../../organisations/policy.js';
import { createPasswordHasher } from '../../subgraphs/identity/data/argon2-password-hasher.js';
import { ECD_DDL } from '../ecd/database.js';
import { calendarFrom } from './calendar.js';
import { readContent } from './content.js';
import { clientId } from './identity-rows.js';
import { DEMO_PEOPLE } from './people.js';
import { RowBook } from './row-book.js';
import { connected, inTransaction } from './transaction.js';
import { writeClients, writeEcd, writePeople } from './world-rows.js';

export interface WorldOptions {
  /** postgres:// address of the owner of identity's database, which has been migrated. */
  identityOwnerUrl: string;
  /** postgres:// address of the owner of the demo ECD; an empty database gets its tables and views first. */
  ecdOwnerUrl: string;
  organisations: Organisations;
  passwordPepper: Buffer;
  bsnHashKey: Buffer;
  /** The day from which the world's days are counted. */
  now: Date;
}

/** @returns whether anything was loaded: false when the world was there already. */
export async function loadWorld(options: WorldOptions): Promise<boolean> {
  if (await isThere(options)) return false;
  const content = readContent();
  const calendar = calendarFrom(options.now);
  const ecd = writeEcd(content, calendar);
  const ecdIsNew = await inTransactionOn(options.ecdOwnerUrl, async (database) => {
    await ensureEcd(database);
    const [first] = ecd.book.rows('clienten');
    if (await holds(database, 'zorgdossier.clienten', first?.['id'])) return false;
    await ecd.book.write(database, 'zorgdossier');
    return true;
  });
  const identityIsNew = await inTransactionOn(options.identityOwnerUrl, async (database) => {
    const { organisations, bsnHashKey, passwordPepper } = options;
    const writing = { book: new RowBook(), organisations, bsnHashKey, calendar };
    writeClients(content, ecd, writing);
    const [first] = writing.book.rows('client');
    if (await holds(database, 'public.client', first?.['id'])) return false;
    await writePeople(ecd, writing, await createPasswordHasher(passwordPepper));
    await writing.book.write(database, 'public');
    return true;
  });
  return ecdIsNew || identityIsNew;
}

/** Seen at one client, without reading all that the world is made of. */
async function isThere({ identityOwnerUrl, ecdOwnerUrl }: WorldOptions): Promise<boolean> {
  const relation = DEMO_PEOPLE[0]?.relations[0];
  if (relation === undefined) return false;
  const id = clientId(relation.organisation, relation.client);
  const { rows } = await connected(identityOwnerUrl, (identity) =>
    identity.query<{ number: string }>('SELECT ecd_client_id AS number FROM client WHERE id = $1', [id]),
  );
  const [known] = rows;
  return known !== undefined && connected(ecdOwnerUrl, (ecd) => knowsClient(ecd, known.number));
}

async function knowsClient(ecd: ClientBase, number: string): Promise<boolean> {
  const { rows } = await ecd.query("SELECT to_regclass('zorgdossier.clienten') AS present");
  if ((rows[0] as { present: string | null }).present === null) return false;
  return holds(ecd, 'zorgdossier.clienten', number);
}

function inTransactionOn<T>(url: string, work: (database: ClientBase) => Promise<T>): Promise<T> {
  return connected(url, (database) => inTransaction(database, () => work(database)));
}

async function holds(database: ClientBase, table: string, id: unknown): Promise<boolean> {
  const { rowCount } = await database.query(`SELECT 1 FROM ${table} WHERE id = $1`, [id]);
  return rowCount === 1;
}

/** Gives an empty database the demo ECD's tables, indices and views. */
export async function ensureEcd(database: ClientBase): Promise<void> {
  const { rows } = await database.query("SELECT to_regclass('zorgdossier.clienten') AS present");
  if ((rows[0] as { present: string | null }).present === null) await database.query(ECD_DDL);
}
