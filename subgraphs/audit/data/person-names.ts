/**
 * Names of persons, each sealed with a key of that person's own. The sealed name is in the record and in its leaf; the
 * key is apart. When the key goes, no record changes and nobody can read the name again (R18).
 */
import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Seal } from '../../sealing.js';

/** Sealed names that are remembered, so that a name is sealed once and not for each record. */
const MOST_REMEMBERED = 20_000;

interface KeyRow {
  account: string;
  sealed_key: Buffer;
}

export interface NamedAccount {
  account: string;
  name: string;
}

export class PersonNames {
  private readonly keySeal: Seal;
  private readonly sealed = new Map<string, string>();

  /** @param key seals the keys of persons. */
  constructor(key: Buffer) {
    this.keySeal = new Seal(key, 'audit person');
  }

  /**
   * Sees to it that names can be sealed in this step; whoever was forgotten gets no key, and no name in the log.
   * Returns for an account and a name its sealed name, base64, or null.
   */
  async sealing(
    database: Pick<EntityManager, 'query'>,
    named: readonly NamedAccount[],
  ): Promise<(account: string | null, name: string | null) => string | null> {
    const fresh = named.filter((person) => !this.sealed.has(keyOf(person)));
    if (fresh.length > 0) await this.seal(database, fresh);
    return (account, name) =>
      account === null || name === null ? null : (this.sealed.get(keyOf({ account, name })) ?? null);
  }

  /** The name that a record holds; null when there is none, or when the person was forgotten. */
  open(account: string | null, sealedKey: Buffer | null, sealedName: string | null): string | null {
    if (account === null || sealedKey === null || sealedName === null) return null;
    const seal = sealOf(this.keySeal.openBytes(account, sealedKey));
    return seal.open(account, Buffer.from(sealedName, 'base64'));
  }

  private async seal(database: Pick<EntityManager, 'query'>, named: readonly NamedAccount[]): Promise<void> {
    const accounts = [...new Set(named.map(({ account }) => account))];
    const keys = accounts.map((account) => this.keySeal.close(account, randomBytes(32)));
    const rows = await database.query<KeyRow[]>(KEYS, [accounts, keys]);
    const seals = new Map(
      rows.map(({ account, sealed_key: key }) => [account, sealOf(this.keySeal.openBytes(account, key))]),
    );
    if (this.sealed.size + named.length > MOST_REMEMBERED) this.sealed.clear();
    for (const person of named) {
      const sealed = seals.get(person.account)?.close(person.account, person.name);
      if (sealed !== undefined) this.sealed.set(keyOf(person), sealed.toString('base64'));
    }
  }
}

function sealOf(personKey: Buffer): Seal {
  return new Seal(personKey, 'audit name');
}

function keyOf({ account, name }: NamedAccount): string {
  return JSON.stringify([account, name]);
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
