import type { EntityManager } from 'typeorm';
import { NAME_KEEPERS, type Forgettings, type NameKeeper } from '../../domain/upkeep/forward-forgetting.js';
import { ForgettingEntity } from '../entities/forgetting.entity.js';

export class ForgettingTable implements Forgettings {
  constructor(private readonly database: EntityManager) {}

  async add(accountId: string, since: Date): Promise<void> {
    await this.database.insert(
      ForgettingEntity,
      NAME_KEEPERS.map((keeper) => ({ accountId, keeper, since })),
    );
  }

  async waiting(keeper: NameKeeper, most: number): Promise<string[]> {
    const order = { since: 'ASC', accountId: 'ASC' } as const;
    const rows = await this.database.find(ForgettingEntity, { where: { keeper }, order, take: most });
    return rows.map(({ accountId }) => accountId);
  }

  async done(keeper: NameKeeper, accountId: string): Promise<void> {
    await this.database.delete(ForgettingEntity, { keeper, accountId });
  }
}
