/**
 * What a resource means to the portal, as data: each of our fields with the FHIRPath that finds it in either version and
 * the column of the SQL views that holds the same. It is what the adapter runs, and what the mapping table is printed
 * from (`docs/mapping.md`).
 */
import type { FhirVersion } from '../fhir-source.js';

/** Which values an element may hold. */
export interface ElementValues {
  text: string;
  /** All that are found. */
  texts: string[];
  /** ISO 8601 in UTC, to the microsecond; a moment without a time of day is none. */
  moment: string;
  /** `YYYY-MM-DD`; only a month or a year is none. */
  day: string;
  number: number;
  flag: boolean;
  /** `Type/id` of a resource on the same server. */
  reference: string;
  references: string[];
  /** `system|code` of all that are found. */
  tokens: string[];
  /** All that are found, of whatever type, as a reader would say them. */
  words: string[];
  /** What is nested, to be read by a mapping of its own. */
  parts: unknown[];
}
export type ElementKind = keyof ElementValues;

export interface ElementMapping {
  kind: ElementKind;
  /** A resource without a required value is not served. Lists are never missing, they are empty. */
  required: boolean;
  /** FHIRPath. */
  paths: Readonly<Record<FhirVersion, string>>;
  /** `view.column` of the SQL contract; null when the views hold the same in another way. */
  column: string | null;
}

export type Elements = Readonly<Record<string, ElementMapping>>;

export interface ResourceMapping<E extends Elements = Elements> {
  /** What it is to us: a type of the graph. */
  concept: string;
  /** Its name among the zibs. */
  zib: string | null;
  resource: Readonly<Record<FhirVersion, string>>;
  /** FHIRPath that is true of what may be served: status and what else decides. `true` for a type that has no status. */
  servedWhen: Readonly<Record<FhirVersion, string>>;
  /** Whether a resource without a label of confidentiality is withheld; one labelled confidential always is. */
  needsLabel: boolean;
  /** FHIRPath of the reference to the client; null for what is reached through the client's own resources only. */
  client: Readonly<Record<FhirVersion, string>> | null;
  elements: E;
}

/** The mapping of what stands inside a resource, as often as it stands there. */
export interface PartMapping<E extends Elements = Elements> {
  /** Where FHIR defines it: `CareTeam.participant`. */
  part: string;
  elements: E;
}

type Paths = string | Readonly<Record<FhirVersion, string>>;

export function both(paths: Paths): Readonly<Record<FhirVersion, string>> {
  return typeof paths === 'string' ? { STU3: paths, R4: paths } : paths;
}

export function required<K extends ElementKind>(kind: K, paths: Paths, column: string | null = null) {
  return { kind, required: true, paths: both(paths), column } as const;
}

export function optional<K extends ElementKind>(kind: K, paths: Paths, column: string | null = null) {
  return { kind, required: false, paths: both(paths), column } as const;
}

type ListKind = 'texts' | 'references' | 'tokens' | 'words' | 'parts';

type ValueOf<M extends ElementMapping> = M['kind'] extends ListKind
  ? ElementValues[M['kind']]
  : M['required'] extends true
    ? ElementValues[M['kind']]
    : ElementValues[M['kind']] | null;

/** What comes out of a resource that may be served. */
export type Mapped<E extends Elements> = { [F in keyof E]: ValueOf<E[F]> };
