import { IsNull, type EntityManager } from 'typeorm';
import type { AccountLock, AccountLocks } from '../../domain/staff/account-lock.js';
import { AccountEntity } from '../entities/account.entity.js';

export class AccountLockTable implements AccountLocks {
  constructor(private readonly database: EntityManager) {}

  async find(account: string): Promise<AccountLock | null> {
    const row = await this.database.findOneBy(AccountEntity, { id: account });
    if (row === null || row.lockedAt === null) return null;
    return { since: row.lockedAt, reason: row.lockedReason ?? '', organisation: row.lockedByOrganisation };
  }

  async lock(account: string, { since, reason, organisation }: AccountLock): Promise<boolean> {
    const lock = { lockedAt: since, lockedReason: reason, lockedByOrganisation: organisation };
    const { affected } = await this.database.update(AccountEntity, { id: account, lockedAt: IsNull() }, lock);
    return affected === 1;
  }

  async unlock(account: string): Promise<void> {
    const open = { lockedAt: null, lockedReason: null, lockedByOrganisation: null };
    await this.database.update(AccountEntity, { id: account }, open);
  }
}
