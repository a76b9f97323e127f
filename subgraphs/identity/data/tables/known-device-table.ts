import { MoreThan, type EntityManager } from 'typeorm';
import type { KnownDevice, KnownDevices } from '../../domain/credentials/known-device.js';
import { KnownDeviceEntity } from '../entities/known-device.entity.js';

/** Of those that were there one less than the most. */
const ADD = `
  WITH added AS (INSERT INTO known_device (hash, account_id, created_at, expires_at) VALUES ($1, $2, $3, $4))
  DELETE FROM known_device WHERE account_id = $2 AND hash IN (
    SELECT hash FROM known_device WHERE account_id = $2 ORDER BY created_at DESC, hash OFFSET $5::int - 1
  )`;

export class KnownDeviceTable implements KnownDevices {
  constructor(private readonly database: EntityManager) {}

  async add({ hash, account, createdAt, expiresAt }: KnownDevice, most: number): Promise<void> {
    await this.database.query(ADD, [hash, account, createdAt, expiresAt, most]);
  }

  async holderOf(hash: Buffer, now: Date): Promise<string | null> {
    const row = await this.database.findOneBy(KnownDeviceEntity, { hash, expiresAt: MoreThan(now) });
    return row?.accountId ?? null;
  }

  async forgetAll(account: string): Promise<void> {
    await this.database.delete(KnownDeviceEntity, { accountId: account });
  }
}
