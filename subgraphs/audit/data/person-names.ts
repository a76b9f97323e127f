/**
 * Names of persons, each sealed with a key of that person's own. The sealed name is in the record and in its leaf; the
 * key is apart. When the key goes, no record changes and nobody can read the name again (R18).
 */
import { randomBytes } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import type { AuditEvent } from '../../../schema/audit-event.js';
import { Seal } from '../../sealing.js';

/** Sealed names that are remembered, so that a name is sealed once and not for each record. */
const MOST_REMEMBERED = 20_000;

/** Whoever holds it makes keys or does away with them; until the end of the transaction. */
export const NAMES_LOCK = "SELECT pg_advisory_xact_lock(hashtext('audit-event names'))";

type Named = Pick<AuditEvent, 'account' | 'accountName'>;

interface KeyRow {
  account: string;
  sealed_key: Buffer;
}

interface Person {
  account: string;
  name: string;
}

export class PersonNames {
  private readonly keySeal: Seal;
  /** Null: that person was forgotten, which is for good. */
  private readonly remembered = new Map<string, string | null>();

  /** @param key seals the keys of persons. */
  constructor(key: Buffer) {
    this.keySeal = new Seal(key, 'audit person');
  }

  /**
   * The sealed names, base64; null where there is no name, or the person was forgotten. Keys are committed before any
   * record that is sealed with them. Whoever was forgotten gets no key any more: a name that was sealed before that can be
   * read by nobody.
   */
  async seal(database: DataSource, events: readonly Named[]): Promise<(string | null)[]> {
    if (this.remembered.size > MOST_REMEMBERED) this.remembered.clear();
    const keys = events.map(nameKeyOf);
    const fresh = events
      .filter((_, index) => this.isNew(keys[index] ?? null))
      .flatMap((event) => personOf(event) ?? []);
    if (fresh.length > 0) await this.sealNew(database, fresh);
    return keys.map((key) => (key === null ? null : (this.remembered.get(key) ?? null)));
  }

  /** The name that a record holds; null when there is none, or when the person was forgotten. */
  open(account: string | null, sealedKey: Buffer | null, sealedName: string | null): string | null {
    if (account === null || sealedKey === null || sealedName === null) return null;
    const seal = sealOf(this.keySeal.openBytes(account, sealedKey));
    return seal.open(account, Buffer.from(sealedName, 'base64'));
  }

  private isNew(key: string | null): boolean {
    return key !== null && !this.remembered.has(key);
  }

  private async sealNew(database: DataSource, persons: readonly Person[]): Promise<void> {
    const seals = await database.transaction((manager) => this.sealsOf(manager, persons));
    for (const person of persons) {
      const sealed = seals.get(person.account)?.close(person.account, person.name);
      this.remembered.set(keyOf(person.account, person.name), sealed?.toString('base64') ?? null);
    }
  }

  /** In turn with whoever forgets, so that no key is made for somebody who is being forgotten. */
  private async sealsOf(manager: EntityManager, persons: readonly Person[]): Promise<Map<string, Seal>> {
    const accounts = [...new Set(persons.map(({ account }) => account))];
    const keys = accounts.map((account) => this.keySeal.close(account, randomBytes(32)));
    await manager.query(NAMES_LOCK);
    const rows = await manager.query<KeyRow[]>(KEYS, [accounts, keys]);
    return new Map(rows.map(({ account, sealed_key: key }) => [account, sealOf(this.keySeal.openBytes(account, key))]));
  }
}

function personOf({ account, accountName }: Named): Person | null {
  return account === null || accountName === null ? null : { account, name: accountName };
}

function sealOf(personKey: Buffer): Seal {
  return new Seal(personKey, 'audit name');
}

/** Another one for every other pair. */
function keyOf(account: string, name: string): string {
  return `${account.length} ${account}${name}`;
}

function nameKeyOf({ account, accountName }: Named): string | null {
  return account === null || accountName === null ? null : keyOf(account, accountName);
}

/** The keys of these accounts, made for whoever has none and was not forgotten. */
const KEYS = `
  WITH given AS (
    SELECT account, sealed_key FROM unnest($1::text[], $2::bytea[]) AS given (account, sealed_key)
    WHERE NOT EXISTS (SELECT FROM audit_forgotten forgotten WHERE forgotten.account = given.account)
  ), made AS (
    INSERT INTO audit_person (account, sealed_key) SELECT * FROM given
    ON CONFLICT (account) DO NOTHING
    RETURNING account, sealed_key
  )
  SELECT * FROM made
  UNION ALL
  SELECT person.account, person.sealed_key FROM audit_person person JOIN given USING (account)`;
