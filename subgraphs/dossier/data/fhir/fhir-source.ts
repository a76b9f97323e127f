/** A FHIR server as the mapping needs it: the two ways of asking, and what comes back. */

export const FHIR_VERSIONS = ['STU3', 'R4'] as const;
export type FhirVersion = (typeof FHIR_VERSIONS)[number];

/** As it came over the line: nothing about it is certain but that it says what it is. */
export interface Resource {
  resourceType: string;
  /** A server that leaves it out has not given us a resource that we can name. */
  id: string;
  [element: string]: unknown;
}

export type SearchParameters = readonly (readonly [name: string, value: string])[];

/** One page as the server cut it. */
export interface SearchPage {
  /** What was searched for, in the server's order. */
  matches: Resource[];
  /** What came along by `_include`. */
  included: Resource[];
  /** How many entries were no resource that can be named, or of another type than was asked for. */
  malformed: number;
  /** Whether the server says that it looked at the order asked for. The first page's word counts. */
  sorted: boolean;
}

export interface FhirSource {
  readonly version: FhirVersion;
  /** Its address without a slash at the end: what stands below it is its own. */
  readonly base: string;
  /** Whether the server's capability statement says that resources of the type can be searched for. */
  canSearch(type: string): boolean;
  /** Null when there is none any more, or never was. */
  read(type: string, id: string, signal: AbortSignal): Promise<Resource | null>;
  /** Page after page along the server's `next` links; the reader stops when it has seen enough. */
  search(type: string, parameters: SearchParameters, signal: AbortSignal): AsyncIterable<SearchPage>;
}
