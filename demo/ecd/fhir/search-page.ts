/** One page of a search, as a Bundle: sorted, cut, linked to the next, with what was to be included. */
import { evalFhirPath, getSearchParameter } from '@medplum/core';
import type { PatientRepository } from './patient-repository.js';
import type { FhirResource } from './resource.js';
import type { SearchOffer } from './search-parameters.js';
import { searchRequest, type SearchRequest, type SortRule } from './search-request.js';

/** What a `next` link stands for. */
export interface Place {
  type: string;
  query: string;
  offset: number;
}

export interface SearchBundle {
  resourceType: 'Bundle';
  type: 'searchset';
  total: number;
  link: { relation: string; url: string }[];
  entry?: { fullUrl: string; resource: unknown; search: { mode: string } }[];
}

interface Owned {
  patient: string;
  resource: FhirResource;
}

/** @param base address of the server. */
export async function searchPage(
  repository: PatientRepository,
  offer: SearchOffer,
  { type, query, offset }: Place,
  base: string,
): Promise<SearchBundle> {
  const request = searchRequest(type, offer, new URLSearchParams(query));
  const all = sorted(type, await search(repository, type, request), request.sort);
  const self = { relation: 'self', url: `${base}/${type}?${query}` };
  const found = { resourceType: 'Bundle', type: 'searchset', total: all.length, link: [self] } as const;
  if (request.onlyTotal) return { ...found, link: [self] };
  const end = offset + request.count;
  const page = all.slice(offset, end);
  const link =
    end < all.length ? [self, { relation: 'next', url: pageLink(base, { type, query, offset: end }) }] : [self];
  const included = await includedBy(repository, type, page, request.includes);
  const entry = [...entriesOf(page, 'match', base), ...entriesOf(included, 'include', base)];
  return { ...found, link, ...(entry.length > 0 && { entry }) };
}

/** A link means nothing to anybody but this server. */
function pageLink(base: string, place: Place): string {
  return `${base}?_page=${Buffer.from(JSON.stringify(place)).toString('base64url')}`;
}

/** Null when it is no link of ours. */
export function placeOf(link: string): Place | null {
  try {
    return JSON.parse(Buffer.from(link, 'base64url').toString()) as Place;
  } catch {
    return null;
  }
}

async function search(repository: PatientRepository, type: string, request: SearchRequest): Promise<Owned[]> {
  const owners = request.patient !== null ? [request.patient] : await ownersOf(repository, type, request.ids);
  const found = await Promise.all(
    owners.map(async (patient) =>
      (await repository.search(patient, type, request.filters)).map((resource) => ({ patient, resource })),
    ),
  );
  return unique(found.flat());
}

async function ownersOf(repository: PatientRepository, type: string, ids: string[]): Promise<string[]> {
  const owners = await Promise.all(ids.map((id) => repository.patientOf(type, id)));
  return [...new Set(owners.filter((owner) => owner !== null))];
}

/** The library sorts by one parameter only, and evaluates it at every comparison. */
function sorted(type: string, all: Owned[], rules: SortRule[]): Owned[] {
  const keyed = all.map((owned) => ({
    owned,
    keys: rules.map(({ parameter }) => keyOf(type, parameter, owned.resource)),
  }));
  keyed.sort((one, other) => {
    const place = rules.findIndex((_, index) => one.keys[index] !== other.keys[index]);
    if (place === -1) return 0;
    const order = (one.keys[place] ?? '') < (other.keys[place] ?? '') ? -1 : 1;
    return rules[place]?.descending === true ? -order : order;
  });
  return keyed.map(({ owned }) => owned);
}

function keyOf(type: string, parameter: string, resource: FhirResource): string {
  const [value] = valuesOf(type, parameter, resource);
  return typeof value === 'string' ? value : ((value as { start?: string } | undefined)?.start ?? '');
}

async function includedBy(
  repository: PatientRepository,
  type: string,
  page: Owned[],
  includes: string[],
): Promise<Owned[]> {
  const references = page.flatMap(({ patient, resource }) =>
    includes
      .flatMap((parameter) => valuesOf(type, parameter, resource))
      .map((value) => ({ patient, reference: (value as { reference?: string }).reference ?? '' })),
  );
  const each = [...new Map(references.map((one) => [`${one.patient} ${one.reference}`, one])).values()];
  const included = await Promise.all(
    each.map(async ({ patient, reference }) => {
      const [of = '', id = ''] = reference.split('/');
      const resource = await repository.read(patient, of, id);
      return resource === null ? [] : [{ patient, resource }];
    }),
  );
  return unique(included.flat());
}

function valuesOf(type: string, parameter: string, resource: FhirResource): unknown[] {
  const definition = getSearchParameter(type, parameter);
  return definition?.expression === undefined ? [] : evalFhirPath(definition.expression, resource);
}

function unique(all: Owned[]): Owned[] {
  return [...new Map(all.map((owned) => [`${owned.resource.resourceType}/${owned.resource.id}`, owned])).values()];
}

function entriesOf(all: Owned[], mode: string, base: string) {
  return all.map(({ resource }) => ({
    fullUrl: `${base}/${resource.resourceType}/${resource.id}`,
    resource,
    search: { mode },
  }));
}
