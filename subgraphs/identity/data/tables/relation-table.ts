import { In, IsNull, Not, type EntityManager, type FindOptionsWhere, type QueryDeepPartialEntity } from 'typeorm';
import type { Section } from '../../../../schema/caller.js';
import type { NewRelation, Relation, RelationEnd, RelationsInStep } from '../../domain/relations/relation.js';
import { ClientEntity } from '../entities/client.entity.js';
import { toFinding } from './incapacity-table.js';
import { RelationEntity } from '../entities/relation.entity.js';

export class RelationTable implements RelationsInStep {
  constructor(private readonly database: EntityManager) {}

  async add({ account, client, extra, ...relation }: NewRelation): Promise<Relation> {
    const { identifiers } = await this.database.getRepository(RelationEntity).insert({
      ...relation,
      accountId: account,
      clientId: client,
      extraReason: extra?.reason ?? null,
      extraApprovedBy: extra?.approvedBy ?? null,
    });
    const [added] = await this.select({ id: (identifiers[0] as { id: string }).id });
    if (added === undefined) throw new Error('a relation that was just made is not there');
    return added;
  }

  async find(id: string): Promise<Relation | null> {
    const [found] = await this.select({ id });
    return found ?? null;
  }

  ofAccount(account: string): Promise<Relation[]> {
    return this.select({ accountId: account });
  }

  ofAccounts(accounts: readonly string[]): Promise<Relation[]> {
    return this.select({ accountId: In(accounts) });
  }

  ofClients(clients: readonly string[]): Promise<Relation[]> {
    return this.select({ clientId: In(clients), endedAt: IsNull() });
  }

  share(id: string, sections: Section[]): Promise<Relation | null> {
    return this.change(id, { sections });
  }

  end(id: string, reason: RelationEnd, at: Date, note?: string): Promise<Relation | null> {
    return this.change(id, { endedAt: at, endedReason: reason, endedNote: note ?? null });
  }

  permit(id: string, at: Date | null): Promise<Relation | null> {
    return this.change(id, { permittedAt: at });
  }

  extend(id: string, until: Date): Promise<Relation | null> {
    return this.change(id, { validUntil: until });
  }

  hold(id: string, at: Date): Promise<Relation | null> {
    return this.change(id, { heldAt: at });
  }

  release(id: string): Promise<Relation | null> {
    return this.change(id, { heldAt: null }, { heldAt: Not(IsNull()) });
  }

  async lockClient(client: string): Promise<void> {
    await this.database.findOneOrFail(ClientEntity, {
      where: { id: client },
      select: { id: true },
      lock: { mode: 'pessimistic_write' },
    });
  }

  private async change(
    id: string,
    values: QueryDeepPartialEntity<RelationEntity>,
    when: FindOptionsWhere<RelationEntity> = {},
  ): Promise<Relation | null> {
    const { affected } = await this.database
      .getRepository(RelationEntity)
      .update({ ...when, id, endedAt: IsNull() }, { ...values, version: () => 'version + 1' });
    return affected === 1 ? this.find(id) : null;
  }

  private async select(where: FindOptionsWhere<RelationEntity>): Promise<Relation[]> {
    const rows = await this.database.getRepository(RelationEntity).find({
      where,
      relations: { client: { incapacities: true }, account: { termsAcceptances: true } },
      order: { validFrom: 'ASC', id: 'ASC' },
    });
    return rows.map(toRelation);
  }
}

function toRelation(row: RelationEntity): Relation {
  const { account, client } = row;
  return {
    id: row.id,
    role: row.role,
    legalBasis: row.legalBasis,
    evidence: row.evidence,
    relatedPerson: row.relatedPerson,
    sections: row.sections,
    validFrom: row.validFrom,
    validUntil: row.validUntil,
    endedAt: row.endedAt,
    endedReason: row.endedReason,
    permittedAt: row.permittedAt,
    heldAt: row.heldAt,
    extraReason: row.extraReason,
    bsnConfirmedAt: row.bsnConfirmedAt,
    version: row.version,
    client: {
      id: client.id,
      organisation: client.organisation,
      ecdClientId: client.ecdClientId,
      departedOn: client.departedOn,
      diedOn: client.diedOn,
      incapacities: client.incapacities.map(toFinding),
    },
    holder: {
      account: account.id,
      name: { text: account.nameText, given: account.givenName, family: account.familyName },
      acceptedTerms: account.termsAcceptances
        .filter(({ organisation }) => organisation === client.organisation)
        .map(({ version }) => version),
    },
  };
}
