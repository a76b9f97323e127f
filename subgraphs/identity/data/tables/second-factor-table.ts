import { IsNull, Not, type EntityManager } from 'typeorm';
import {
  MOST_FACTORS,
  type PasskeyCredential,
  type SecondFactor,
  type SecondFactorKind,
  type SecondFactorsInStep,
} from '../../domain/second-factors/second-factor.js';
import { AccountEntity } from '../entities/account.entity.js';
import { SecondFactorEntity } from '../entities/second-factor.entity.js';
import type { Seal } from '../../../sealing.js';

export class SecondFactorTable implements SecondFactorsInStep {
  constructor(
    private readonly database: EntityManager,
    private readonly seal: Seal,
  ) {}

  async ofAccount(account: string): Promise<SecondFactor[]> {
    const rows = await this.table.find({
      where: { accountId: account, confirmedAt: Not(IsNull()) },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
    return rows.map((row) => this.toFactor(row));
  }

  async findBegun(id: string, account: string): Promise<SecondFactor | null> {
    const row = await this.table.findOneBy({ id, accountId: account, confirmedAt: IsNull() });
    return row === null ? null : this.toFactor(row);
  }

  async begin(factor: SecondFactor): Promise<boolean> {
    const { id, account, kind, name, createdAt } = factor;
    return this.database.transaction(async (manager) => {
      // one at a time for an account: two at once would not see each other
      await manager.findOneOrFail(AccountEntity, {
        where: { id: account },
        select: { id: true },
        lock: { mode: 'pessimistic_write' },
      });
      const begun = await manager.delete(SecondFactorEntity, { accountId: account, kind, confirmedAt: IsNull() });
      const held = await manager.countBy(SecondFactorEntity, { accountId: account });
      if (begun.affected === 0 && held >= MOST_FACTORS) return false;
      await manager.insert(SecondFactorEntity, {
        ...{ id, accountId: account, kind, name, createdAt },
        ...(factor.kind === 'TOTP' ? { secret: this.seal.close(id, factor.secret) } : { rpId: factor.rpId }),
      });
      return true;
    });
  }

  async confirmTotp(id: string, step: number, at: Date): Promise<boolean> {
    const awaited = { id, kind: 'TOTP', confirmedAt: IsNull() } as const;
    const { affected } = await this.table.update(awaited, { confirmedAt: at, lastStep: step });
    return affected === 1;
  }

  async confirmPasskey(id: string, name: string, credential: PasskeyCredential, at: Date): Promise<boolean> {
    const { id: credentialId, publicKey, counter, transports } = credential;
    const result = await this.table
      .createQueryBuilder()
      .update()
      .set({ confirmedAt: at, name, credentialId, publicKey, counter, transports })
      .where({ id, kind: 'PASSKEY', confirmedAt: IsNull() })
      .andWhere('NOT EXISTS (SELECT 1 FROM second_factor known WHERE known.credential_id = :credentialId)', {
        credentialId,
      })
      .execute();
    return result.affected === 1;
  }

  async useStep(id: string, step: number, at: Date): Promise<boolean> {
    const result = await this.table
      .createQueryBuilder()
      .update()
      .set({ lastStep: step, lastUsedAt: at })
      .where({ id, confirmedAt: Not(IsNull()) })
      .andWhere('last_step < :step', { step })
      .execute();
    return result.affected === 1;
  }

  async useCounter(id: string, counter: number, at: Date): Promise<boolean> {
    const result = await this.table
      .createQueryBuilder()
      .update()
      .set({ counter, lastUsedAt: at })
      .where({ id, confirmedAt: Not(IsNull()) })
      .andWhere('(counter < :counter OR (counter = 0 AND :counter = 0))', { counter })
      .execute();
    return result.affected === 1;
  }

  async remove(id: string, account: string): Promise<SecondFactorKind | null> {
    const row = await this.table.findOneBy({ id, accountId: account, confirmedAt: Not(IsNull()) });
    const { affected } = await this.table.delete({ id, accountId: account });
    return row === null || affected !== 1 ? null : row.kind;
  }

  async removeAll(account: string): Promise<number> {
    const { affected } = await this.table.delete({ accountId: account });
    return affected ?? 0;
  }

  private get table() {
    return this.database.getRepository(SecondFactorEntity);
  }

  private toFactor(row: SecondFactorEntity): SecondFactor {
    const { id, accountId, name, createdAt, confirmedAt, lastUsedAt } = row;
    const factor = { id, account: accountId, name, createdAt, confirmedAt, lastUsedAt };
    if (row.secret !== null) return { ...factor, kind: 'TOTP', secret: this.seal.open(id, row.secret) };
    return { ...factor, kind: 'PASSKEY', rpId: row.rpId ?? '', credential: credentialOf(row) };
  }
}

function credentialOf({ credentialId, publicKey, counter, transports }: SecondFactorEntity): PasskeyCredential | null {
  if (credentialId === null || publicKey === null) return null;
  return { id: credentialId, publicKey, counter, transports };
}
