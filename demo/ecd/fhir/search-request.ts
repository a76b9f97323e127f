/** A search as it was asked, taken apart: what the library does, and what is added to that at the edge. */
import { FhirFault } from './fhir-fault.js';
import type { SearchOffer } from './search-parameters.js';

const USUAL_COUNT = 20;
const MOST = 100;
/** About the answer, not about what is looked for. */
const OF_THE_ANSWER = ['_count', '_sort', '_include', '_summary', '_total', '_format'];

export interface SortRule {
  parameter: string;
  descending: boolean;
}

export interface SearchRequest {
  /** For the library. */
  filters: URLSearchParams;
  /** In whose record is looked; null when the ids say it. */
  patient: string | null;
  ids: string[];
  sort: SortRule[];
  count: number;
  onlyTotal: boolean;
  /** Names of search parameters. */
  includes: string[];
}

/** @throws FhirFault when something is asked that is not offered. */
export function searchRequest(
  type: string,
  { parameters, includes }: SearchOffer,
  query: URLSearchParams,
): SearchRequest {
  const filters = new URLSearchParams();
  let patient: string | null = null;
  for (const [key, value] of query) {
    const name = key.split(':', 1)[0] ?? '';
    if (OF_THE_ANSWER.includes(name)) continue;
    if (!parameters.some((parameter) => parameter.name === name)) throw notOffered(`${type} by ${key}`);
    // the record that is looked in is the patient's
    if (name === 'patient') patient = value.split('/').at(-1) ?? '';
    else filters.append(key, value);
  }
  const count = countOf(query.get('_count'));
  const ids = (filters.get('_id') ?? '').split(',').filter((id) => id !== '');
  if (patient === null && ids.length === 0) throw notOffered(`${type} of all patients`);
  return {
    filters,
    patient,
    ids,
    sort: sortRules(query.get('_sort'), (name) => parameters.some((parameter) => parameter.name === name)),
    count: Math.min(count, MOST),
    onlyTotal: count === 0 || query.get('_summary') === 'count',
    includes: query.getAll('_include').map((include) => {
      const [from = '', name = ''] = include.split(':');
      if (!includes.includes(`${from}:${name}`)) throw notOffered(`${type} with ${include}`);
      return name;
    }),
  };
}

function countOf(text: string | null): number {
  if (text === null) return USUAL_COUNT;
  if (!/^\d{1,6}$/.test(text)) throw new FhirFault(400, 'invalid', '_count is not a number');
  return Number(text);
}

function sortRules(text: string | null, isKnown: (name: string) => boolean): SortRule[] {
  if (text === null) return [];
  return text.split(',').map((rule) => {
    const parameter = rule.replace(/^-/, '');
    if (!isKnown(parameter)) throw notOffered(`in the order of ${parameter}`);
    return { parameter, descending: rule.startsWith('-') };
  });
}

const notOffered = (what: string) => new FhirFault(400, 'not-supported', `This server cannot search for ${what}`);
