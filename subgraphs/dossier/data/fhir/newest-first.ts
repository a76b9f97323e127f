/**
 * Pages of a list out of a FHIR server's own pages: newest first by time and then id, from a keyset. The server is asked
 * to sort and to begin where the page begins, and is not believed: what it sends is put in order and cut here. Within a
 * second its order means nothing (servers differ in how much of a time they sort by, and none sorts by id), so the last
 * second of a page is read whole. A server that does not say that it sorts, or shows that it does not, is read whole.
 */
import type { Keyset } from '../../../connection.js';
import { DomainError } from '../../../domain-error.js';
import type { Period, PeriodQuery } from '../../domain/ecd.js';
import { momentAt, momentOf, withinYears } from './resource/element-value.js';
import type { FhirRecord } from './fhir-record.js';
import type { SearchParameters } from './fhir-source.js';
import type { Elements, ResourceMapping } from './mapping/mapping.js';
import {
  byReference,
  judged,
  pagesOf,
  referenceTo,
  servedAt,
  typeOf,
  type Found,
  type Resources,
} from './served-resources.js';
import { WithheldCount } from './withheld.js';

export interface ListSearch<E extends Elements, T> {
  mapping: ResourceMapping<E>;
  /** Beside those for the client, the period and the order. */
  parameters: SearchParameters;
  /** The search parameter for the time: bounds are asked by it, and the order. */
  timeParameter: string;
  /** As the kind `moment` writes it; null withholds the resource. */
  timeOf: (found: Found<E>) => string | null;
  /** Stands before the id where the list has another main type: `Composition/`. */
  idPrefix: string;
  /** Most of what the server finds is not what is looked for, so it had better come by many at a time. */
  sparse: boolean;
  /** Of each what the list shows of it, or null when it is not shown. Asked only of what stands in the page's reach. */
  entriesOf: (found: Found<E>[], included: Resources, withheld: WithheldCount) => Promise<(T | null)[]>;
}

export interface ListEntry<T> {
  keyset: Keyset;
  entry: T;
}

export const ALWAYS: Period = { start: null, end: null };

const USUAL_COUNT = 20;
const SPARSE_COUNT = 100;

/**
 * One entry more than the page holds, when there is one.
 * @throws DomainError BAD_CURSOR when the page follows no place of ours.
 */
export async function readNewestFirst<E extends Elements, T>(
  record: FhirRecord,
  search: ListSearch<E, T>,
  asked: PeriodQuery,
): Promise<ListEntry<T>[]> {
  const inReach = reachOf(asked);
  const withheld = new WithheldCount();
  const order = new ServerOrder();
  const isFirst = onlyOnce();
  let entries: ListEntry<T>[] = [];
  for await (const page of pagesOf(record, search.mapping, parametersOf(search, asked), withheld)) {
    order.begin(page.sorted);
    const placed = placedIn(search, judged(record, search.mapping, page.matches, withheld), withheld);
    for (const { keyset } of placed) order.add(keyset.time);
    const candidates = placed.filter(({ keyset }) => inReach(keyset) && isFirst(keyset.id));
    const shown = await search.entriesOf(
      candidates.map(({ found }) => found),
      byReference(page.included),
      withheld,
    );
    const added = candidates.flatMap(({ keyset }, index) => {
      const entry = shown[index] ?? null;
      return entry === null ? [] : [{ keyset, entry }];
    });
    entries = newestOf([entries, added], asked.first);
    if (order.isPast(entries[asked.first]?.keyset.time) || order.isPast(startOf(asked.period))) break;
  }
  withheld.tell(typeOf(record, search.mapping), record.onWithheld);
  return entries;
}

/**
 * Of what the references point at, that which the list shows, wherever it stands in it.
 * @returns reference and our id.
 */
export async function servedOf<E extends Elements, T>(
  record: FhirRecord,
  { mapping, idPrefix, entriesOf }: ListSearch<E, T>,
  references: readonly string[],
): Promise<(readonly [reference: string, id: string])[]> {
  // what is withheld here is counted where it is listed
  const withheld = new WithheldCount();
  const found = await servedAt(record, mapping, references, new Map(), withheld);
  const shown = await entriesOf(found, new Map(), withheld);
  return found
    .filter((_, index) => (shown[index] ?? null) !== null)
    .map(({ resource }) => [referenceTo(resource), `${idPrefix}${resource.id}`]);
}

/** A page of several lists that are shown as one. */
export function newestOf<T>(lists: ListEntry<T>[][], first: number): ListEntry<T>[] {
  return lists
    .flat()
    .sort((one, other) => compare(other.keyset, one.keyset))
    .slice(0, first + 1);
}

/** An entry may come twice, when others were added to the list while it was read. */
function onlyOnce(): (id: string) => boolean {
  const seen = new Set<string>();
  return (id) => seen.size < seen.add(id).size;
}

/** By what a server has sent, whether anything newer can still come. */
class ServerOrder {
  private oldest: string | null = null;
  private sorts: boolean | null = null;

  /** On later pages a server's address may say nothing of what was asked at first. */
  begin(said: boolean): void {
    this.sorts ??= said;
  }

  add(time: string): void {
    if (this.oldest !== null && secondOf(time) > this.oldest) this.sorts = false;
    this.oldest = secondOf(time);
  }

  isPast(time: string | null | undefined): boolean {
    return this.sorts === true && time != null && this.oldest !== null && this.oldest < secondOf(time);
  }
}

function placedIn<E extends Elements, T>(
  { timeOf, idPrefix }: ListSearch<E, T>,
  all: Found<E>[],
  withheld: WithheldCount,
): { found: Found<E>; keyset: Keyset }[] {
  return all.flatMap((found) => {
    const time = timeOf(found);
    if (time !== null) return [{ found, keyset: { time, id: `${idPrefix}${found.resource.id}` } }];
    withheld.add('MALFORMED');
    return [];
  });
}

function reachOf({ after, period }: PeriodQuery): (keyset: Keyset) => boolean {
  const place = after === null ? null : { time: momentOf(after.time), id: after.id };
  if (place !== null && place.time === null) throw new DomainError('BAD_CURSOR');
  const start = startOf(period);
  const end = period.end === null ? null : momentAt(period.end);
  return (keyset) =>
    (start === null || keyset.time >= start) &&
    (end === null || keyset.time < end) &&
    (place === null || compare(keyset, place as Keyset) < 0);
}

/** Bounds in whole seconds, on the wide side. */
function parametersOf<E extends Elements, T>(
  { parameters, timeParameter, sparse }: ListSearch<E, T>,
  { first, after, period }: PeriodQuery,
): SearchParameters {
  return [
    ...parameters,
    ...(after === null ? [] : [[timeParameter, `le${wholeSecond(Date.parse(after.time) + 1000)}`] as const]),
    ...(period.start === null ? [] : [[timeParameter, `ge${wholeSecond(period.start.getTime())}`] as const]),
    ...(period.end === null ? [] : [[timeParameter, `lt${wholeSecond(period.end.getTime() + 999)}`] as const]),
    ['_sort', `-${timeParameter}`],
    ['_count', String(sparse ? SPARSE_COUNT : Math.max(first + 1, USUAL_COUNT))],
  ];
}

/** Ids first without what stands before them, so that types that share a list take turns. */
function compare(one: Keyset, other: Keyset): number {
  return byText(one.time, other.time) || byText(plain(one.id), plain(other.id)) || byText(one.id, other.id);
}

function byText(one: string, other: string): number {
  return Number(one > other) - Number(one < other);
}

function plain(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

function startOf({ start }: Period): string | null {
  return start === null ? null : momentAt(start);
}

function secondOf(time: string): string {
  return time.slice(0, 19);
}

function wholeSecond(milliseconds: number): string {
  return `${withinYears(new Date(milliseconds)).toISOString().slice(0, 19)}Z`;
}
