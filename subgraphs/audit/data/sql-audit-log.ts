import { Brackets, type DataSource, type SelectQueryBuilder } from 'typeorm';
import type { Keyset, PageRequest } from '../../connection.js';
import type { AuditLog, AuditRecord, OrganisationSpan, Selection } from '../domain/audit-log.js';
import { AuditEventEntity } from './audit-event.entity.js';
import type { PersonNames } from './person-names.js';

type Query = SelectQueryBuilder<AuditEventEntity>;

export class SqlAuditLog implements AuditLog {
  constructor(
    private readonly database: DataSource,
    private readonly names: PersonNames,
  ) {}

  async size(): Promise<string> {
    const [row] = await this.database.query<{ last: string }[]>('SELECT max(last) AS last FROM audit_batch');
    return row?.last ?? '0';
  }

  async find(selection: Selection, { first, after }: PageRequest): Promise<AuditRecord[]> {
    const query = this.database
      .getRepository(AuditEventEntity)
      .createQueryBuilder('event')
      .leftJoinAndSelect('event.person', 'person')
      .where(new Brackets((either) => selection.spans.forEach((span, index) => either.orWhere(within(span, index)))))
      .orderBy('event.occurredAt', 'DESC')
      .addOrderBy('event.sequence', 'DESC')
      .limit(first + 1);
    narrow(query, selection);
    if (after !== null) startAfter(query, after);
    return (await query.getMany()).map(({ person, sealedName, salt: _salt, ...event }) => ({
      ...event,
      accountName: this.names.open(event.account, person?.sealedKey ?? null, sealedName),
    }));
  }
}

function within({ organisation, from, until }: OrganisationSpan, index: number): Brackets {
  return new Brackets((all) => {
    all.where('TRUE');
    if (organisation !== null) all.andWhere(`event.organisation = :o${index}`, { [`o${index}`]: organisation });
    if (from !== null) all.andWhere(`event.occurredAt >= :f${index}`, { [`f${index}`]: from });
    if (until !== null) all.andWhere(`event.occurredAt < :u${index}`, { [`u${index}`]: until });
  });
}

function narrow(query: Query, selection: Selection): void {
  const { client, account, kinds, outcome } = selection;
  if (client != null) query.andWhere('event.client = :client', { client });
  if (account != null) query.andWhere('event.account = :account', { account });
  if (kinds != null) query.andWhere('event.kind = ANY (:kinds)', { kinds });
  if (outcome != null) query.andWhere('event.outcome = :outcome', { outcome });
  narrowFurther(query, selection);
}

function narrowFurther(query: Query, selection: Selection): void {
  const { roles, reasons, categories, relation, session, trace, upTo, sequences } = selection;
  if (roles != null) query.andWhere('event.role = ANY (:roles)', { roles });
  if (reasons != null) query.andWhere('event.reason = ANY (:reasons)', { reasons });
  if (categories != null) query.andWhere('event.categories && :categories', { categories });
  if (relation != null) query.andWhere('event.relation = :relation', { relation });
  if (session != null) query.andWhere('event.session = :session', { session });
  if (trace != null) query.andWhere('event.trace = :trace', { trace });
  if (upTo != null) query.andWhere('event.sequence <= :upTo', { upTo });
  if (sequences != null) query.andWhere('event.sequence = ANY (:sequences)', { sequences });
}

function startAfter(query: Query, { time, id }: Keyset): void {
  query.andWhere('(event.occurredAt, event.sequence) < (:time, :id)', { time: new Date(time), id });
}
