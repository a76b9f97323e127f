/** A page of a search (`Bundle` of type `searchset`, FHIR R4 §3.1.1.5), taken apart; what cannot be named is counted. */
import type { Resource, SearchPage } from '../fhir-source.js';
import { isObject, objectsOf, type JsonObject } from './answers.js';
import { FhirFault } from './fhir-fault.js';

/** FHIR's own form of an id. */
const ID = /^[A-Za-z0-9\-.]{1,64}$/;

export interface CutPage extends SearchPage {
  /** As the server wrote it; null on the last page. */
  next: string | null;
}

/** @throws FhirFault FHIR_NOT_FHIR when it is no page, FHIR_OUTCOME when the server says that it went wrong. */
export function searchPage(body: unknown, type: string): CutPage {
  const bundle = resourceIn(body, 'Bundle');
  if (bundle['type'] !== 'searchset') throw new FhirFault('FHIR_NOT_FHIR', { detail: 'no searchset' });
  const page: CutPage = { matches: [], included: [], malformed: 0, sorted: isSorted(bundle), next: nextOf(bundle) };
  for (const entry of listIn(bundle, 'entry')) sort(page, entry, type);
  return page;
}

/** @throws FhirFault when it is another resource than was asked for. */
export function resourceIn(body: unknown, type: string): JsonObject {
  if (!isObject(body)) throw new FhirFault('FHIR_NOT_FHIR', { detail: 'no resource' });
  if (body['resourceType'] === 'OperationOutcome') throw new FhirFault('FHIR_OUTCOME');
  if (body['resourceType'] !== type) throw new FhirFault('FHIR_NOT_FHIR', { detail: `no ${type}` });
  return body;
}

export function isResource(value: unknown): value is Resource {
  if (!isObject(value)) return false;
  const { resourceType, id } = value;
  return typeof resourceType === 'string' && typeof id === 'string' && ID.test(id);
}

function sort(page: CutPage, entry: unknown, type: string): void {
  const { resource, search } = isObject(entry) ? entry : {};
  const isOutcome = isObject(resource) && resource['resourceType'] === 'OperationOutcome';
  if (isOutcome) {
    refuseErrors(resource);
    return;
  }
  const mode = modeOf(search, resource, type);
  if (!isResource(resource) || mode === null) page.malformed += 1;
  else if (mode === 'include') page.included.push(resource);
  else if (resource.resourceType === type) page.matches.push(resource);
  else page.malformed += 1;
}

/** A server need not say why a resource is there; what was asked for is a match then. */
function modeOf(search: unknown, resource: unknown, type: string): 'match' | 'include' | null {
  const mode = isObject(search) ? search['mode'] : undefined;
  if (mode === 'match' || mode === 'include') return mode;
  if (mode !== undefined) return null;
  return isObject(resource) && resource['resourceType'] === type ? 'match' : 'include';
}

/** Advice about a search is no fault; with an error among it the page is not what was asked for. */
function refuseErrors(outcome: JsonObject): void {
  const severities = objectsOf(outcome['issue']).map(({ severity }) => severity);
  if (severities.some((severity) => severity === 'error' || severity === 'fatal')) throw new FhirFault('FHIR_OUTCOME');
}

/** Links that cannot be read would end the list too early, and nobody would know. */
function nextOf(bundle: JsonObject): string | null {
  const link = linkOf(bundle, 'next');
  if (link === null) return null;
  const { url } = link;
  if (typeof url !== 'string') throw new FhirFault('FHIR_NOT_FHIR', { detail: 'no address of the next page' });
  return url;
}

/** The `self` link names the parameters that the server used (FHIR R4 §3.1.1.5); without one nobody knows of any. */
function isSorted(bundle: JsonObject): boolean {
  const url = linkOf(bundle, 'self')?.['url'];
  return typeof url === 'string' && new URLSearchParams(url.slice(url.indexOf('?') + 1)).has('_sort');
}

function linkOf(bundle: JsonObject, relation: string): JsonObject | null {
  return objectsOf(listIn(bundle, 'link')).find((link) => link['relation'] === relation) ?? null;
}

function listIn(bundle: JsonObject, name: string): readonly unknown[] {
  const list = bundle[name] ?? [];
  if (!Array.isArray(list)) throw new FhirFault('FHIR_NOT_FHIR', { detail: `no list of ${name}` });
  return list;
}
