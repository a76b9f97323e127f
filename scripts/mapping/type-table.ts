/** A section of the mapping table, as data: which mappings a type of the port is read by, and what each of its fields is called. */
import type {
  ElementMapping,
  PartMapping,
  ResourceMapping,
} from '../../subgraphs/dossier/data/fhir/mapping/mapping.js';
import type { ViewName } from '../../subgraphs/dossier/data/sql/view-contract.js';

export interface Source {
  mapping: ResourceMapping | PartMapping;
  /** Which resources of the type are meant, where their type alone does not say it. */
  which?: string;
  /** Is the type all by itself: what it has no element for is missing. */
  whole?: boolean;
}

export interface Field {
  /** In Dutch. */
  term: string;
  /** What the mappings call it, where that is something else. */
  elements?: readonly string[];
  /** Elements that are read as in another section, where they are written out. */
  like?: { elements: readonly string[]; of: string };
  /** Of these sources it is the `id`, which no mapping names. */
  idOf?: readonly Source['mapping'][];
  /** The path in resources of every type. */
  everywhere?: string;
  /** Where the mappings do not name the column of the SQL views; `*` stands for every view. */
  column?: string;
  note?: string;
}

export interface TypeTable {
  type: string;
  /** In Dutch. */
  term: string;
  sources: readonly Source[];
  fields: Readonly<Record<string, Field>>;
  /** What else the mappings read, and to what end. */
  beside?: Readonly<Record<string, string>>;
  views: readonly ViewName[];
}

export function isResource(mapping: Source['mapping']): mapping is ResourceMapping {
  return 'resource' in mapping;
}

/** The FHIR type that a source is, in either version alike. */
export function nameOf({ mapping }: Source): string {
  return isResource(mapping) ? [...new Set(Object.values(mapping.resource))].join(' / ') : mapping.part;
}

export interface FoundElement {
  name: string;
  element: ElementMapping;
}

export function elementsOf(field: string, { elements }: Field, { mapping }: Source): FoundElement[] {
  return (elements ?? [field]).flatMap((name) => {
    const element = mapping.elements[name];
    return element === undefined ? [] : [{ name, element }];
  });
}

export function columnsOf(field: string, row: Field, sources: readonly Source[]): string[] {
  const named = sources.flatMap((source) =>
    elementsOf(field, row, source).flatMap(({ element }) => element.column ?? []),
  );
  return [...new Set([...(row.column === undefined ? [] : [row.column]), ...named])];
}
