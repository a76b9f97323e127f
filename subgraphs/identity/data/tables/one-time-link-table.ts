import { IsNull, MoreThan, type EntityManager } from 'typeorm';
import type { LinkKind, OneTimeLink, OneTimeLinks } from '../../domain/credentials/one-time-link.js';
import { OneTimeLinkEntity } from '../entities/one-time-link.entity.js';

export class OneTimeLinkTable implements OneTimeLinks {
  constructor(private readonly database: EntityManager) {}

  async open({ account, ...link }: OneTimeLink, now: Date): Promise<void> {
    await this.closeAll(account, now, link.kind);
    await this.table.insert({ ...link, accountId: account });
  }

  async findLive(hash: Buffer, now: Date): Promise<OneTimeLink | null> {
    const row = await this.table.findOneBy(live(hash, now));
    if (row === null) return null;
    const { kind, accountId, value, expiresAt } = row;
    return { hash, kind, account: accountId, value, expiresAt };
  }

  async use(hash: Buffer, now: Date): Promise<boolean> {
    const { affected } = await this.table.update(live(hash, now), { usedAt: now });
    return affected === 1;
  }

  async closeAll(account: string, now: Date, kind?: LinkKind): Promise<void> {
    const ofKind = kind === undefined ? {} : { kind };
    const open = { accountId: account, ...ofKind, usedAt: IsNull(), expiresAt: MoreThan(now) };
    await this.table.update(open, { expiresAt: now });
  }

  private get table() {
    return this.database.getRepository(OneTimeLinkEntity);
  }
}

function live(hash: Buffer, now: Date) {
  return { hash, usedAt: IsNull(), expiresAt: MoreThan(now) };
}
