import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { RecoveryRequest, RecoveryRequests } from '../../domain/credentials/recovery-request.js';
import { RecoveryRequestEntity } from '../entities/recovery-request.entity.js';

export class RecoveryRequestTable implements RecoveryRequests {
  constructor(private readonly database: EntityManager) {}

  async put(email: string, now: Date): Promise<void> {
    await this.database.insert(RecoveryRequestEntity, { id: randomUUID(), email, createdAt: now });
  }

  async takeOldest(): Promise<RecoveryRequest | null> {
    const row = await this.database
      .getRepository(RecoveryRequestEntity)
      .createQueryBuilder('request')
      .orderBy('request.createdAt')
      .addOrderBy('request.id')
      .limit(1)
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getOne();
    if (row === null) return null;
    await this.database.delete(RecoveryRequestEntity, { id: row.id });
    return { email: row.email, askedAt: row.createdAt };
  }
}
