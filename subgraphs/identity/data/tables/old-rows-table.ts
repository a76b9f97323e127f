import type { EntityManager } from 'typeorm';
import type { OldRows } from '../../domain/upkeep/remove-old-rows.js';

/** As many at a time as a statement can do well within its limit. */
const AT_ONCE = 2_000;

/** In the order in which they lean on each other. Of an account's sessions the last two stay. */
const OLD: [table: string, key: string, isOld: string][] = [
  ['sign_in_challenge', 'id', 'expires_at < $1'],
  ['number_challenge', 'id', 'expires_at < $1'],
  ['one_time_link', 'hash', 'coalesce(used_at, expires_at) < $1'],
  // a session lasts half a day: whatever was issued so long ago is of one that is over
  ['refresh_token', 'hash', 'issued_at < $1'],
  ['session', 'id', 'superseded AND expires_at < $1'],
  ['known_device', 'hash', 'expires_at < $1'],
  ['service_session', 'id', 'expires_at < $1'],
  ['provider_sign_in', 'id', 'expires_at < $1'],
  ['message', 'id', 'sent_at < $1 OR given_up_at < $1'],
  ['registration', 'id', "status = 'REFUSED' AND changed_at < $1"],
];

export class OldRowsTable implements OldRows {
  constructor(private readonly database: EntityManager) {}

  async remove(before: Date): Promise<void> {
    for (const [table, key, isOld] of OLD) {
      const statement = `DELETE FROM ${table} WHERE ${key} IN (SELECT ${key} FROM ${table} WHERE ${isOld} LIMIT ${AT_ONCE})`;
      let removed: number;
      do [, removed] = await this.database.query<[unknown[], number]>(statement, [before]);
      while (removed === AT_ONCE);
    }
  }
}
