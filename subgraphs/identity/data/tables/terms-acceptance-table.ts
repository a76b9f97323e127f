import type { EntityManager } from 'typeorm';
import type { Acceptance, TermsAcceptances } from '../../domain/terms/acceptance.js';
import { TermsAcceptanceEntity } from '../entities/terms-acceptance.entity.js';

export class TermsAcceptanceTable implements TermsAcceptances {
  constructor(private readonly database: EntityManager) {}

  async add({ account, ...acceptance }: Acceptance): Promise<void> {
    await this.database
      .createQueryBuilder()
      .insert()
      .into(TermsAcceptanceEntity)
      .values({ accountId: account, ...acceptance })
      .orIgnore()
      .execute();
  }
}
