/** Searches that come back with what may be served and nothing else; what is left out is counted. */
import { clientReference, readerOf, type FhirRecord } from './fhir-record.js';
import type { Resource, SearchPage, SearchParameters } from './fhir-source.js';
import type { Elements, Mapped, ResourceMapping } from './mapping/mapping.js';
import { WithheldCount } from './withheld.js';

/** A server whose pages do not end is not followed for ever; whole records are far smaller. */
const MOST_PAGES = 200;
const LARGEST_PAGE = '100';
/** Ids in one search, so that the address stays within what servers take. */
const MOST_IDS = 50;
/** Of such searches, so that one reader does not take all the turns that the server has for everybody. */
const SIDE_BY_SIDE = 4;

export interface Found<E extends Elements> {
  resource: Resource;
  values: Mapped<E>;
}

/** By `Type/id`. */
export type Resources = ReadonlyMap<string, Resource>;

export interface Served<E extends Elements> {
  found: Found<E>[];
  /** What came along by `_include`; to be judged by a mapping of its own. */
  included: Resources;
}

/** All that the search finds of the client; `patient` is added where the mapping knows a client. */
export async function searchServed<E extends Elements>(
  record: FhirRecord,
  mapping: ResourceMapping<E>,
  parameters: SearchParameters = [],
): Promise<Served<E>> {
  const withheld = new WithheldCount();
  const found: Found<E>[] = [];
  const included: Resource[] = [];
  for await (const page of pagesOf(record, mapping, [...parameters, ['_count', LARGEST_PAGE]], withheld)) {
    found.push(...judged(record, mapping, page.matches, withheld));
    included.push(...page.included);
  }
  withheld.tell(typeOf(record, mapping), record.onWithheld);
  return { found, included: byReference(included) };
}

/**
 * What the references point at, in their order: out of what is at hand already, and the rest by a search for the ids.
 * References to another type than the mapping's are passed over; a server on which the type cannot be searched for has
 * nothing more.
 */
export async function servedAt<E extends Elements>(
  record: FhirRecord,
  mapping: ResourceMapping<E>,
  references: readonly string[],
  atHand: Resources,
  withheld: WithheldCount,
): Promise<Found<E>[]> {
  const type = typeOf(record, mapping);
  const wanted = [...new Set(references)].filter((reference) => reference.startsWith(`${type}/`));
  const missing = wanted.filter((reference) => !atHand.has(reference));
  const fetched = record.source.canSearch(type) ? await fetchAll(record, mapping, missing, withheld) : [];
  const all = new Map([...atHand, ...byReference(fetched)]);
  return judged(
    record,
    mapping,
    wanted.flatMap((reference) => all.get(reference) ?? []),
    withheld,
  );
}

async function fetchAll(
  record: FhirRecord,
  mapping: ResourceMapping,
  references: string[],
  withheld: WithheldCount,
): Promise<Resource[]> {
  const ids = references.map((reference) => reference.slice(reference.indexOf('/') + 1));
  const found: Resource[] = [];
  const fetchSome = async (some: string[]) => {
    const parameters: SearchParameters = [
      ['_id', some.join(',')],
      ['_count', LARGEST_PAGE],
    ];
    for await (const { matches } of pagesOf(record, mapping, parameters, withheld)) found.push(...matches);
  };
  for (const searches of inGroups(inGroups(ids, MOST_IDS), SIDE_BY_SIDE)) await Promise.all(searches.map(fetchSome));
  return found;
}

function inGroups<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

export async function* pagesOf(
  record: FhirRecord,
  mapping: ResourceMapping,
  parameters: SearchParameters,
  withheld: WithheldCount,
): AsyncGenerator<SearchPage> {
  const patient: SearchParameters = mapping.client === null ? [] : [['patient', record.clientId]];
  let pages = 0;
  for await (const page of record.source.search(typeOf(record, mapping), [...patient, ...parameters], record.signal)) {
    pages += 1;
    if (pages > MOST_PAGES) throw new Error(`the pages of ${typeOf(record, mapping)} do not end`);
    withheld.add('MALFORMED', page.malformed);
    yield page;
  }
}

export function judged<E extends Elements>(
  record: FhirRecord,
  mapping: ResourceMapping<E>,
  resources: readonly Resource[],
  withheld: WithheldCount,
): Found<E>[] {
  const { read } = readerOf(record, mapping);
  const { base } = record.source;
  return resources.flatMap((resource) => {
    const reading = read(resource, clientReference(record), base);
    if ('values' in reading) return [{ resource, values: reading.values }];
    withheld.add(reading.withheld);
    return [];
  });
}

/** For what FHIR has no order of its own; numbers as numbers, so that the tenth comes after the ninth. */
export function byId({ resource: one }: { resource: Resource }, { resource: other }: { resource: Resource }): number {
  return one.id.localeCompare(other.id, 'en', { numeric: true });
}

export function referenceTo({ resourceType, id }: Resource): string {
  return `${resourceType}/${id}`;
}

export function byReference(resources: readonly Resource[]): Resources {
  return new Map(resources.map((resource) => [referenceTo(resource), resource]));
}

export function typeOf({ source }: FhirRecord, mapping: ResourceMapping): string {
  return mapping.resource[source.version];
}
