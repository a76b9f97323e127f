import type { EntityManager } from 'typeorm';
import type { Forgettings } from '../domain/upkeep/forward-forgetting.js';
import { ForgettingEntity } from './entities/forgetting.entity.js';

export class ForgettingTable implements Forgettings {
  constructor(private readonly database: EntityManager) {}

  async add(account: string, since: Date): Promise<void> {
    await this.database.insert(ForgettingEntity, { accountId: account, since });
  }

  async waiting(most: number): Promise<string[]> {
    const rows = await this.database.find(ForgettingEntity, { order: { since: 'ASC', accountId: 'ASC' }, take: most });
    return rows.map(({ accountId }) => accountId);
  }

  async done(account: string): Promise<void> {
    await this.database.delete(ForgettingEntity, { accountId: account });
  }
}
