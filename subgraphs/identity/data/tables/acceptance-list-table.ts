import type { EntityManager } from 'typeorm';
import type { PageRequest } from '../../../connection.js';
import type { AcceptanceList, ListedAcceptance } from '../../domain/terms/list-acceptances.js';
import { TermsAcceptanceEntity } from '../entities/terms-acceptance.entity.js';

export class AcceptanceListTable implements AcceptanceList {
  constructor(private readonly database: EntityManager) {}

  async ofOrganisation(
    organisation: string,
    version: string | null,
    { first, after }: PageRequest,
  ): Promise<ListedAcceptance[]> {
    const query = this.database
      .getRepository(TermsAcceptanceEntity)
      .createQueryBuilder('acceptance')
      .innerJoinAndSelect('acceptance.account', 'account')
      .where('acceptance.organisation = :organisation', { organisation })
      .orderBy('acceptance.acceptedAt', 'DESC')
      .addOrderBy('acceptance.accountId', 'DESC')
      .addOrderBy('acceptance.version', 'DESC')
      .limit(first + 1);
    if (version !== null) query.andWhere('acceptance.version = :version', { version });
    if (after !== null) {
      const place = { time: new Date(after.time), id: after.id };
      query.andWhere('(acceptance.acceptedAt, acceptance.accountId) < (:time, :id)', place);
    }
    return (await query.getMany()).map(toListed);
  }
}

function toListed({ accountId, account, ...row }: TermsAcceptanceEntity): ListedAcceptance {
  const { organisation, version, acceptedAt, method } = row;
  const name = { text: account.nameText, given: account.givenName, family: account.familyName };
  return { account: accountId, name, organisation, version, acceptedAt, method };
}
