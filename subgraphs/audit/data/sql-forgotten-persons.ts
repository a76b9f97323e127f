import type { DataSource } from 'typeorm';
import type { ForgottenPersons } from '../domain/forgotten-persons.js';
import { NAMES_LOCK } from './person-names.js';

export class SqlForgottenPersons implements ForgottenPersons {
  constructor(private readonly database: DataSource) {}

  /** In turn with whoever makes keys; a record that comes later is sealed with a key that is no longer there, or not named. */
  async forget(account: string, at: Date): Promise<void> {
    await this.database.transaction(async (manager) => {
      await manager.query(NAMES_LOCK);
      await manager.query(
        'INSERT INTO audit_forgotten (account, forgotten_at) VALUES ($1, $2) ON CONFLICT (account) DO NOTHING',
        [account, at],
      );
      await manager.query('DELETE FROM audit_person WHERE account = $1', [account]);
    });
  }
}
