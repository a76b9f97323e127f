import type { DataSource } from 'typeorm';
import type { ForgottenPersons } from '../domain/forgotten-persons.js';
import { WRITER_LOCK } from './committing-writer.js';

export class SqlForgottenPersons implements ForgottenPersons {
  constructor(private readonly database: DataSource) {}

  /** In turn with the writer, so that no record that is being written brings the name back. */
  async forget(account: string, at: Date): Promise<void> {
    await this.database.transaction(async (manager) => {
      await manager.query(WRITER_LOCK);
      await manager.query(
        'INSERT INTO audit_forgotten (account, forgotten_at) VALUES ($1, $2) ON CONFLICT (account) DO NOTHING',
        [account, at],
      );
      await manager.query('DELETE FROM audit_person WHERE account = $1', [account]);
    });
  }
}
