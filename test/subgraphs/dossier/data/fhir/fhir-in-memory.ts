/** A FHIR server that keeps to as much of the standard as a test lets it; it never looks at whose resources it gives. */
import type {
  FhirSource,
  FhirVersion,
  Resource,
  SearchPage,
  SearchParameters,
} from '../../../../../subgraphs/dossier/data/fhir/fhir-source.js';
import { byReference, referenceTo } from '../../../../../subgraphs/dossier/data/fhir/served-resources.js';

export interface Manners {
  pageSize: number;
  /** By `_sort`, to the second; false: as the resources were given. */
  sorts: boolean;
  /** What it says of that. */
  saysSorted: boolean;
  /** By `date` and `_lastUpdated`. */
  bounds: boolean;
  /** What the matches refer to comes along. */
  includes: boolean;
  /** Entries on every page that are no resource that can be named. */
  malformed: number;
  /** Types that cannot be searched for. */
  lacks: string[];
}

const GOOD: Manners = {
  pageSize: 100,
  sorts: true,
  saysSorted: true,
  bounds: true,
  includes: true,
  malformed: 0,
  lacks: [],
};

export interface Asked {
  type: string;
  parameters: SearchParameters;
}

export class FhirInMemory implements FhirSource {
  readonly base = 'https://ecd.example/fhir';
  /** What was searched for, and how many pages of it were taken. */
  readonly asked: Asked[] = [];
  pages = 0;
  private readonly manners: Manners;

  constructor(
    readonly version: FhirVersion,
    private readonly resources: Resource[],
    manners: Partial<Manners> = {},
  ) {
    this.manners = { ...GOOD, ...manners };
  }

  canSearch(type: string): boolean {
    return !this.manners.lacks.includes(type);
  }

  async read(type: string, id: string): Promise<Resource | null> {
    return byReference(this.resources).get(`${type}/${id}`) ?? null;
  }

  async *search(type: string, parameters: SearchParameters): AsyncGenerator<SearchPage> {
    this.asked.push({ type, parameters });
    const found = this.found(type, parameters);
    for (let start = 0; start === 0 || start < found.length; start += this.manners.pageSize) {
      const matches = found.slice(start, start + this.manners.pageSize);
      this.pages += 1;
      const { includes, malformed, saysSorted } = this.manners;
      yield { matches, included: includes ? this.named(matches) : [], malformed, sorted: saysSorted };
    }
  }

  private found(type: string, parameters: SearchParameters): Resource[] {
    const ids = parameters.find(([name]) => name === '_id')?.[1].split(',');
    const sort = parameters.find(([name]) => name === '_sort')?.[1].slice(1);
    const found = this.resources
      .filter(({ resourceType, id }) => resourceType === type && (ids?.includes(id) ?? true))
      .filter((resource) => !this.manners.bounds || parameters.every((parameter) => meets(resource, parameter)));
    if (!this.manners.sorts || sort === undefined) return found;
    return found.sort((one, other) => secondOf(other, sort).localeCompare(secondOf(one, sort)));
  }

  private named(matches: Resource[]): Resource[] {
    const text = JSON.stringify(matches);
    return this.resources.filter((resource) => text.includes(`"${referenceTo(resource)}"`));
  }
}

function meets(resource: Resource, [name, value]: SearchParameters[number]): boolean {
  if (name !== 'date' && name !== '_lastUpdated') return true;
  const time = Date.parse(timeOf(resource, name));
  const bound = Date.parse(value.slice(2));
  return value.startsWith('ge') ? time >= bound : value.startsWith('le') ? time <= bound : time < bound;
}

function secondOf(resource: Resource, parameter: string): string {
  return timeOf(resource, parameter).slice(0, 19);
}

function timeOf(
  { meta, effectiveDateTime, date, start, performedDateTime, period }: Resource,
  parameter: string,
): string {
  const begun = (period as { start?: unknown } | undefined)?.start;
  const time =
    parameter === '_lastUpdated'
      ? (meta as { lastUpdated?: unknown }).lastUpdated
      : (effectiveDateTime ?? date ?? start ?? performedDateTime ?? begun);
  return typeof time === 'string' ? time : '';
}
