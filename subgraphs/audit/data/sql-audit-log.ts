import { Brackets, type DataSource, type SelectQueryBuilder } from 'typeorm';
import type { Keyset, PageRequest } from '../../connection.js';
import type { AuditLog, AuditRecord, OrganisationSpan, Selection } from '../domain/audit-log.js';
import { AuditEventEntity } from './audit-event.entity.js';
import type { PersonNames } from './person-names.js';
import { windowsOfClient } from './client-rooms.js';
import { windowsBackFrom, type Window } from './windows.js';

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
    const found: AuditEventEntity[] = [];
    const oldest = oldestOf(selection);
    for await (const window of this.windowsOf(selection, after)) {
      found.push(...(await this.query(selection, window, after, first + 1 - found.length).getMany()));
      if (found.length > first || (window.from !== null && oldest !== null && window.from <= oldest)) break;
    }
    return found.map(({ person, sealedName, ...event }) => ({
      ...event,
      accountName: this.names.open(event.account, person?.sealedKey ?? null, sealedName),
    }));
  }

  private windowsOf(selection: Selection, after: Keyset | null): Iterable<Window> | AsyncIterable<Window> {
    const newest = newestOf(selection, after);
    return selection.client == null
      ? windowsBackFrom(newest)
      : windowsOfClient(this.database, selection.client, newest);
  }

  private query(selection: Selection, window: Window, after: Keyset | null, most: number): Query {
    const query = this.database
      .getRepository(AuditEventEntity)
      .createQueryBuilder('event')
      .leftJoinAndSelect('event.person', 'person')
      .where(new Brackets((either) => selection.spans.forEach((span, index) => either.orWhere(within(span, index)))))
      .orderBy('event.occurredAt', 'DESC')
      .addOrderBy('event.sequence', 'DESC')
      .limit(most);
    look(query, window);
    narrow(query, selection);
    if (after !== null) startAfter(query, after);
    return query;
  }
}

/** Nothing that is asked for is later; null when it may be. */
function newestOf({ spans }: Selection, after: Keyset | null): Date | null {
  if (after !== null) return new Date(after.time);
  const newest = Math.max(...spans.map(({ until }) => until?.getTime() ?? Infinity));
  return Number.isFinite(newest) ? new Date(newest) : null;
}

/** Null when nothing is too old. */
function oldestOf({ spans }: Selection): Date | null {
  const oldest = Math.min(...spans.map(({ from }) => from?.getTime() ?? -Infinity));
  return Number.isFinite(oldest) ? new Date(oldest) : null;
}

function look(query: Query, { from, until, organisations }: Window): void {
  if (from !== null) query.andWhere('event.occurredAt >= :from', { from });
  if (until !== null) query.andWhere('event.occurredAt < :until', { until });
  if (organisations?.includes(null) === false) {
    query.andWhere('event.organisation = ANY (:organisations)', { organisations: [...new Set(organisations)] });
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
  if (kinds != null) anyOf(query, 'kind', kinds);
  if (outcome != null) query.andWhere('event.outcome = :outcome', { outcome });
  narrowFurther(query, selection);
}

function narrowFurther(query: Query, selection: Selection): void {
  const { roles, reasons, categories, relation, session, trace, upTo, sequences } = selection;
  if (roles != null) anyOf(query, 'role', roles);
  // only what was not OK has a reason, and has an index
  if (reasons != null) query.andWhere("event.outcome <> 'OK' AND event.reason = ANY (:reasons)", { reasons });
  if (categories != null) query.andWhere('event.categories && :categories', { categories });
  if (relation != null) query.andWhere('event.relation = :relation', { relation });
  if (session != null) query.andWhere('event.session = :session', { session });
  if (trace != null) query.andWhere('event.trace = :trace', { trace });
  if (upTo != null) query.andWhere('event.sequence <= :upTo', { upTo });
  if (sequences != null) query.andWhere('event.sequence = ANY (:sequences)', { sequences });
}

/** Of one value the index gives the records in their order. */
function anyOf(query: Query, column: 'kind' | 'role', values: readonly string[]): void {
  const [only] = values;
  if (values.length === 1) query.andWhere(`event.${column} = :${column}`, { [column]: only });
  else query.andWhere(`event.${column} = ANY (:${column})`, { [column]: values });
}

function startAfter(query: Query, { time, id }: Keyset): void {
  // the first half says the same, for the choice of rooms
  query.andWhere('event.occurredAt <= :time AND (event.occurredAt, event.sequence) < (:time, :id)', {
    time: new Date(time),
    id,
  });
}
