import { IsNull, Not, type EntityManager, type FindOptionsWhere, type QueryDeepPartialEntity } from 'typeorm';
import type { Section } from '../../../../schema/caller.js';
import type { NewRelation, Relation, RelationEnd, RelationsInStep } from '../../domain/relations/relation.js';
import { ClientEntity } from '../entities/client.entity.js';
import { RelationEntity } from '../entities/relation.entity.js';
import { readRelations } from './relation-rows.js';

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
    const added = await this.find((identifiers[0] as { id: string }).id);
    if (added === null) throw new Error('a relation that was just made is not there');
    return added;
  }

  async find(id: string): Promise<Relation | null> {
    const [found] = await readRelations(this.database, 'relation.id = $1', id);
    return found ?? null;
  }

  ofAccount(account: string): Promise<Relation[]> {
    return readRelations(this.database, 'relation.account_id = $1', account);
  }

  ofAccounts(accounts: readonly string[]): Promise<Relation[]> {
    return readRelations(this.database, 'relation.account_id = ANY($1::uuid[])', accounts);
  }

  ofClients(clients: readonly string[]): Promise<Relation[]> {
    return readRelations(this.database, 'relation.client_id = ANY($1::uuid[]) AND relation.ended_at IS NULL', clients);
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
}
