import { IsNull, MoreThan, type EntityManager } from 'typeorm';
import type { PageRequest } from '../../../connection.js';
import type { PublicKey } from '../../domain/service-accounts/public-key.js';
import {
  liveKeys,
  type ServiceAccount,
  type ServiceAccountsInStep,
  type ServiceSession,
} from '../../domain/service-accounts/service-account.js';
import { ServiceAccountKeyEntity } from '../entities/service-account-key.entity.js';
import { ServiceAccountEntity } from '../entities/service-account.entity.js';
import { ServiceSessionEntity } from '../entities/service-session.entity.js';

export class ServiceAccountTable implements ServiceAccountsInStep {
  constructor(private readonly database: EntityManager) {}

  async add(account: Parameters<ServiceAccountsInStep['add']>[0], key: PublicKey): Promise<void> {
    await this.database.insert(ServiceAccountEntity, account);
    await this.addKey(account.id, key, account.createdAt);
  }

  async find(id: string): Promise<ServiceAccount | null> {
    const row = await this.table.findOne({ where: { id }, relations: { keys: true } });
    return row === null ? null : toServiceAccount(row);
  }

  async findLocked(id: string): Promise<ServiceAccount | null> {
    await this.table.findOne({ where: { id }, select: { id: true }, lock: { mode: 'pessimistic_write' } });
    return this.find(id);
  }

  async addKey(id: string, key: PublicKey, at: Date): Promise<void> {
    await this.database.insert(ServiceAccountKeyEntity, { ...key, accountId: id, registeredAt: at });
  }

  async retireKey(id: string, kid: string, at: Date): Promise<boolean> {
    const live = { accountId: id, kid, retiredAt: IsNull() };
    const { affected } = await this.database.update(ServiceAccountKeyEntity, live, { retiredAt: at });
    return affected === 1;
  }

  async end(id: string, at: Date): Promise<boolean> {
    const { affected } = await this.table.update({ id, endedAt: IsNull() }, { endedAt: at });
    return affected === 1;
  }

  async ofOrganisation(organisation: string, { first, after }: PageRequest): Promise<ServiceAccount[]> {
    const query = this.table
      .createQueryBuilder('service')
      .leftJoinAndSelect('service.keys', 'key')
      .where({ organisation })
      .orderBy('service.createdAt', 'ASC')
      .addOrderBy('service.id', 'ASC')
      .take(first + 1);
    if (after !== null) {
      query.andWhere('(service.createdAt, service.id) > (:time, :id)', { time: new Date(after.time), id: after.id });
    }
    return (await query.getMany()).map(toServiceAccount);
  }

  async startSession({ account, ...session }: ServiceSession): Promise<void> {
    await this.database.insert(ServiceSessionEntity, { ...session, accountId: account });
  }

  async findLiveSession(id: string, now: Date): ReturnType<ServiceAccountsInStep['findLiveSession']> {
    const row = await this.database.findOneBy(ServiceSessionEntity, { id, expiresAt: MoreThan(now) });
    const account = row === null ? null : await this.find(row.accountId);
    if (row === null || account === null || account.endedAt !== null) return null;
    if (!liveKeys(account).some(({ kid }) => kid === row.kid)) return null;
    const { accountId, ...session } = row;
    return { session: { ...session, account: accountId }, account };
  }

  private get table() {
    return this.database.getRepository(ServiceAccountEntity);
  }
}

function toServiceAccount({ keys, ...row }: ServiceAccountEntity): ServiceAccount {
  const inOrder = [...keys].sort((a, b) => a.registeredAt.getTime() - b.registeredAt.getTime());
  return {
    ...row,
    keys: inOrder.map(({ kid, algorithm, jwk, thumbprint, registeredAt, retiredAt }) => ({
      kid,
      algorithm,
      jwk,
      thumbprint,
      registeredAt,
      retiredAt,
    })),
  };
}
