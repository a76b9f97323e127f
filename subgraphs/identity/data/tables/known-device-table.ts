import { MoreThan, type EntityManager } from 'typeorm';
import type { KnownDevice, KnownDevices } from '../../domain/credentials/known-device.js';
import { KnownDeviceEntity } from '../entities/known-device.entity.js';

const ALL_BUT_THE_LAST = `
  DELETE FROM known_device WHERE account_id = $1 AND hash NOT IN (
    SELECT hash FROM known_device WHERE account_id = $1 ORDER BY created_at DESC, hash LIMIT $2
  )`;

export class KnownDeviceTable implements KnownDevices {
  constructor(private readonly database: EntityManager) {}

  async add({ account, ...device }: KnownDevice, most: number): Promise<void> {
    await this.database.insert(KnownDeviceEntity, { ...device, accountId: account });
    await this.database.query(ALL_BUT_THE_LAST, [account, most]);
  }

  async holderOf(hash: Buffer, now: Date): Promise<string | null> {
    const row = await this.database.findOneBy(KnownDeviceEntity, { hash, expiresAt: MoreThan(now) });
    return row?.accountId ?? null;
  }

  async forgetAll(account: string): Promise<void> {
    await this.database.delete(KnownDeviceEntity, { accountId: account });
  }
}
