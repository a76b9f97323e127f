import { IsNull, Not, type EntityManager, type FindOptionsWhere } from 'typeorm';
import type { PageRequest } from '../../../connection.js';
import type { Hiding } from '../../domain/written.js';
import type {
  AdditionContent,
  LifeStoryAddition,
  LifeStoryAdditionsInStep,
  NewAddition,
} from '../../domain/life-story/life-story-addition.js';
import { ClientSeal } from './client-seal.js';
import { LifeStoryAdditionEntity } from '../entities/life-story-addition.entity.js';
import { columnsOf, hiddenOf, SHOWN } from './hiding-columns.js';
import { nameOf, sealedName } from './writer-names.js';

type Identified = Pick<LifeStoryAddition, 'id' | 'client'>;

export class LifeStoryAdditionTable implements LifeStoryAdditionsInStep {
  constructor(
    private readonly database: EntityManager,
    private readonly key: Buffer,
  ) {}

  async find(id: string): Promise<LifeStoryAddition | null> {
    const row = await this.rows.findOneBy({ id });
    return row && this.toAddition(row);
  }

  async ofClient(clientId: string, page: PageRequest): Promise<LifeStoryAddition[]> {
    return this.page({ clientId }, page);
  }

  async ofOrganisation(organisation: string, page: PageRequest): Promise<LifeStoryAddition[]> {
    return this.page({ organisation }, page);
  }

  async lastChangeByOthers(client: string, account: string, since: Date): Promise<Date | null> {
    const changedAt = 'coalesce(addition.changedAt, addition.writtenAt)';
    const row = await this.rows
      .createQueryBuilder('addition')
      .select(`max(${changedAt})`, 'at')
      .where({ clientId: client, accountId: Not(account), hiddenAt: IsNull() })
      .andWhere(`${changedAt} > :since`, { since })
      .getRawOne<{ at: Date | null }>();
    return row?.at ?? null;
  }

  async add(addition: NewAddition): Promise<LifeStoryAddition> {
    const { id, organisation, client, author, writtenAt } = addition;
    const nameSealed = await this.database.transaction(async (manager) => {
      const name = await sealedName(manager, this.sealOf(client), id, author);
      await manager.insert(LifeStoryAdditionEntity, {
        id,
        organisation,
        clientId: client,
        accountId: author.account,
        role: author.role as LifeStoryAdditionEntity['role'],
        sealed: this.sealed(addition, addition),
        nameSealed: name,
        writtenAt,
      });
      return name;
    });
    const name = nameOf(this.sealOf(client), id, nameSealed);
    return { ...addition, author: { ...author, name }, changedAt: null, hidden: null };
  }

  async change(addition: LifeStoryAddition, content: AdditionContent, at: Date): Promise<LifeStoryAddition | null> {
    const { id } = addition;
    const values = { sealed: this.sealed(addition, content), changedAt: at };
    const isChanged = await this.update({ id, hiddenAt: IsNull() }, values);
    return isChanged ? this.find(id) : null;
  }

  async remove({ id }: LifeStoryAddition): Promise<boolean> {
    return (await this.rows.delete({ id })).affected === 1;
  }

  async hide({ id, client }: LifeStoryAddition, hiding: Hiding): Promise<boolean> {
    return this.update({ id, hiddenAt: IsNull() }, columnsOf(hiding, id, this.sealOf(client)));
  }

  async show({ id }: LifeStoryAddition): Promise<boolean> {
    return this.update({ id, hiddenAt: Not(IsNull()) }, SHOWN);
  }

  private get rows() {
    return this.database.getRepository(LifeStoryAdditionEntity);
  }

  private async update(
    where: FindOptionsWhere<LifeStoryAdditionEntity>,
    values: Partial<LifeStoryAdditionEntity>,
  ): Promise<boolean> {
    return (await this.rows.update(where, values)).affected === 1;
  }

  private async page(
    where: FindOptionsWhere<LifeStoryAdditionEntity>,
    { first, after }: PageRequest,
  ): Promise<LifeStoryAddition[]> {
    const query = this.rows.createQueryBuilder('addition').where(where);
    if (after !== null) {
      const place = { time: new Date(after.time), after: after.id };
      query.andWhere('(addition.written_at, addition.id) < (:time, :after)', place);
    }
    query.orderBy('addition.writtenAt', 'DESC').addOrderBy('addition.id', 'DESC');
    return (await query.limit(first + 1).getMany()).map((row) => this.toAddition(row));
  }

  private sealed({ id, client }: Identified, { chapter, question, text }: AdditionContent): Buffer {
    return this.sealOf(client).close(id, { chapter, question, text });
  }

  private sealOf(client: string): ClientSeal {
    return new ClientSeal(this.key, client);
  }

  private toAddition(row: LifeStoryAdditionEntity): LifeStoryAddition {
    const { id, organisation, clientId, accountId, role, writtenAt, changedAt } = row;
    const seal = this.sealOf(clientId);
    const { chapter, question, text } = seal.open(id, row.sealed) as unknown as AdditionContent;
    const author = { account: accountId, name: nameOf(seal, id, row.nameSealed), role };
    const hidden = hiddenOf(row, seal);
    return { id, organisation, client: clientId, author, chapter, question, text, writtenAt, changedAt, hidden };
  }
}
