import { In, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import type { PageRequest } from '../../../connection.js';
import type {
  NewObjection,
  ObjectionChange,
  ObjectionRequest,
  ObjectionRequestsInStep,
  ObjectionStatus,
} from '../../domain/objections/objection-request.js';
import { ClientSeal } from './client-seal.js';
import { ObjectionChangeEntity } from '../entities/objection-change.entity.js';
import { ObjectionRequestEntity } from '../entities/objection-request.entity.js';
import { nameOf, sealedName } from './writer-names.js';

export class ObjectionTable implements ObjectionRequestsInStep {
  constructor(
    private readonly database: EntityManager,
    private readonly key: Buffer,
  ) {}

  async find(id: string): Promise<ObjectionRequest | null> {
    const [found = null] = await this.read(this.query().where({ id }));
    return found;
  }

  async ofClient(clientId: string, { first, after }: PageRequest): Promise<ObjectionRequest[]> {
    const query = this.query()
      .where({ clientId })
      .orderBy('request.receivedAt', 'DESC')
      .addOrderBy('request.id', 'DESC');
    if (after !== null) {
      const place = { time: new Date(after.time), after: after.id };
      query.andWhere('(request.received_at, request.id) < (:time, :after)', place);
    }
    return this.read(query.limit(first + 1));
  }

  async ofOrganisation(
    organisation: string,
    statuses: readonly ObjectionStatus[],
    { first, after }: PageRequest,
  ): Promise<ObjectionRequest[]> {
    const query = this.query().where({ organisation, status: In(statuses) });
    if (after !== null) {
      const place = { day: new Date(after.time).toISOString().slice(0, 10), after: after.id };
      query.andWhere('(request.due_on, request.id) > (:day, :after)', place);
    }
    return this.read(
      query
        .orderBy('request.dueOn')
        .addOrderBy('request.id')
        .limit(first + 1),
    );
  }

  async lastChangeByOthers(client: string, account: string, since: Date): Promise<Date | null> {
    const row = await this.database
      .getRepository(ObjectionChangeEntity)
      .createQueryBuilder('change')
      .select('max(change.changedAt)', 'at')
      .innerJoin(ObjectionRequestEntity, 'request', 'request.id = change.requestId')
      .where('request.clientId = :client AND change.accountId <> :account', { client, account })
      .andWhere('change.changedAt > :since', { since })
      .getRawOne<{ at: Date | null }>();
    return row?.at ?? null;
  }

  async receive(request: NewObjection): Promise<ObjectionRequest> {
    const { id, organisation, client, askedBy, kind, text, status, receivedAt, dueOn } = request;
    const first = { at: receivedAt, by: askedBy, status, dueOn, note: null };
    const seal = new ClientSeal(this.key, client);
    await this.database.transaction(async (manager) => {
      await manager.insert(ObjectionRequestEntity, {
        id,
        organisation,
        clientId: client,
        accountId: askedBy.account,
        role: askedBy.role,
        kind,
        status,
        sealed: seal.close(id, { text }),
        nameSealed: await sealedName(manager, seal, id, askedBy),
        receivedAt,
        dueOn,
        steps: 1,
      });
      await this.write(manager, request, 1, first);
    });
    return { ...request, extended: false, history: [first] };
  }

  async change(
    request: ObjectionRequest,
    condition: { statuses: readonly ObjectionStatus[]; extends: boolean },
    change: ObjectionChange,
  ): Promise<ObjectionRequest | null> {
    const written = await this.database.transaction(async (manager) => {
      const update = manager
        .createQueryBuilder()
        .update(ObjectionRequestEntity)
        .set({
          status: change.status,
          steps: () => 'steps + 1',
          ...(condition.extends && { extended: true, dueOn: change.dueOn }),
        })
        .where({ id: request.id, status: In(condition.statuses), ...(condition.extends && { extended: false }) })
        .returning('steps, due_on::text AS due');
      const result = await update.execute();
      const [row] = result.raw as { steps: number; due: string }[];
      if (row === undefined) return false;
      await this.write(manager, request, row.steps, { ...change, dueOn: row.due });
      return true;
    });
    return written ? this.find(request.id) : null;
  }

  private query(): SelectQueryBuilder<ObjectionRequestEntity> {
    return this.database.getRepository(ObjectionRequestEntity).createQueryBuilder('request');
  }

  private async write(
    manager: EntityManager,
    { id, client }: Pick<ObjectionRequest, 'id' | 'client'>,
    step: number,
    { at, by, status, dueOn, note }: ObjectionChange,
  ): Promise<void> {
    const seal = new ClientSeal(this.key, client);
    const row = rowOf(id, step);
    await manager.insert(ObjectionChangeEntity, {
      requestId: id,
      step,
      changedAt: at,
      accountId: by.account,
      role: by.role,
      status,
      dueOn,
      sealed: seal.close(row, { note }),
      nameSealed: await sealedName(manager, seal, row, by),
    });
  }

  private async read(query: SelectQueryBuilder<ObjectionRequestEntity>): Promise<ObjectionRequest[]> {
    const rows = await query.getMany();
    const changes = await this.database.getRepository(ObjectionChangeEntity).find({
      where: { requestId: In(rows.map(({ id }) => id)) },
      order: { step: 'ASC' },
    });
    return rows.map((row) =>
      this.toRequest(
        row,
        changes.filter(({ requestId }) => requestId === row.id),
      ),
    );
  }

  private toRequest(row: ObjectionRequestEntity, changes: ObjectionChangeEntity[]): ObjectionRequest {
    const { id, organisation, clientId, accountId, role, kind, status, receivedAt, dueOn, extended } = row;
    const seal = new ClientSeal(this.key, clientId);
    const { text } = seal.open(id, row.sealed) as { text: string };
    const name = nameOf(seal, id, row.nameSealed);
    return {
      id,
      organisation,
      client: clientId,
      askedBy: { account: accountId, name, role },
      kind,
      text,
      status,
      receivedAt,
      dueOn,
      extended,
      history: changes.map((change) => toChange(change, seal)),
    };
  }
}

function toChange(row: ObjectionChangeEntity, seal: ClientSeal): ObjectionChange {
  const { requestId, step, changedAt, accountId, role, status, dueOn } = row;
  const { note } = seal.open(rowOf(requestId, step), row.sealed) as { note: string | null };
  const name = nameOf(seal, rowOf(requestId, step), row.nameSealed);
  return { at: changedAt, by: { account: accountId, name, role }, status, dueOn, note };
}

function rowOf(request: string, step: number): string {
  return `${request} ${step}`;
}
