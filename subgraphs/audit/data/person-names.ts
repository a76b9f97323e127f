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
   * Seals the names, for `sealed` to give. Keys are committed before any record that is sealed with them. Whoever was
   * forgotten gets no key any more: a name that was sealed before that can be read by nobody.
   */
  async seal(database: DataSource, events: readonly Named[]): Promise<void> {
    if (this.remembered.size > MOST_REMEMBERED) this.remembered.clear();
    const fresh = events.filter((event) => !this.knows(event)).flatMap((event) => personOf(event) ?? []);
    if (fresh.length === 0) return;
    const seals = await database.transaction((manager) => this.sealsOf(manager, fresh));
    for (const person of fresh) {
      const sealed = seals.get(person.account)?.close(person.account, person.name);
      this.remembered.set(keyOf(person), sealed?.toString('base64') ?? null);
    }
  }

  /** Of an event that was in the latest `seal`. Base64; null when there is no name, or the person was forgotten. */
  sealed(event: Named): string | null {
    const person = personOf(event);
    return person === null ? null : (this.remembered.get(keyOf(person)) ?? null);
  }

  /** The name that a record holds; null when there is none, or when the person was forgotten. */
  open(account: string | null, sealedKey: Buffer | null, sealedName: string | null): string | null {
    if (account === null || sealedKey === null || sealedName === null) return null;
    const seal = sealOf(this.keySeal.openBytes(account, sealedKey));
    return seal.open(account, Buffer.from(sealedName, 'base64'));
  }

  private knows({ account, accountName: name }: Named): boolean {
    return account === null || name === null || this.remembered.has(keyOf({ account, name }));
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
function keyOf({ account, name }: Person): string {
  return `${account.length} ${account}${name}`;
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
