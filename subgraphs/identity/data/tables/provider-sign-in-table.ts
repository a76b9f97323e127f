import { IsNull, MoreThan, type EntityManager } from 'typeorm';
import type {
  ProviderIdentities,
  ProviderSignIn,
  ProviderSignIns,
} from '../../domain/provider-sign-in/sign-in-provider.js';
import { ProviderIdentityEntity } from '../entities/provider-identity.entity.js';
import { ProviderSignInEntity } from '../entities/provider-sign-in.entity.js';

export class ProviderSignInTable implements ProviderSignIns {
  constructor(private readonly database: EntityManager) {}

  async open(signIn: ProviderSignIn): Promise<void> {
    await this.database.insert(ProviderSignInEntity, signIn);
  }

  async use(id: string, now: Date): Promise<ProviderSignIn | null> {
    const unused = { id, usedAt: IsNull(), expiresAt: MoreThan(now) };
    const { affected } = await this.database.update(ProviderSignInEntity, unused, { usedAt: now });
    if (affected !== 1) return null;
    const row = await this.database.findOneByOrFail(ProviderSignInEntity, { id });
    const { organisation, audience, createdAt, expiresAt } = row;
    return { id, organisation, audience, createdAt, expiresAt };
  }
}

export class ProviderIdentityTable implements ProviderIdentities {
  constructor(private readonly database: EntityManager) {}

  async accountOf(issuer: string, subject: string): Promise<string | null> {
    const row = await this.database.findOneBy(ProviderIdentityEntity, { issuer, subject });
    return row?.accountId ?? null;
  }

  async link({ account, ...identity }: Parameters<ProviderIdentities['link']>[0], at: Date): Promise<boolean> {
    const known = { ...identity, accountId: account };
    await this.database
      .createQueryBuilder()
      .insert()
      .into(ProviderIdentityEntity)
      .values({ ...known, createdAt: at })
      .orIgnore()
      .execute();
    // of two who come for the same account, or with the same name, at once one is there now
    return this.database.existsBy(ProviderIdentityEntity, known);
  }
}
