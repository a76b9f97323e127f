/** Runs the elements of a mapping over what they are mapped from. Their paths are compiled once. */
import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4/index.js';
import stu3 from 'fhirpath/fhir-context/stu3/index.js';
import { elementValue } from './element-value.js';
import type { FhirVersion } from '../fhir-source.js';
import type { ElementKind, Elements, Mapped, PartMapping } from '../mapping/mapping.js';

const MODELS = { STU3: stu3, R4: r4 };

/**
 * @param base address of the server that the source came from.
 * @returns null when a required value is not there. @throws Error when it is not shaped as FHIR says.
 */
export type ElementReader<E extends Elements> = (source: unknown, base: string) => Mapped<E> | null;

/** @param part where FHIR defines what is read; left out for a whole resource, which says so itself. */
export function elementReader<E extends Elements>(elements: E, version: FhirVersion, part?: string): ElementReader<E> {
  const compiled = Object.entries(elements).map(([field, { kind, required, paths }]) => ({
    field,
    kind,
    required,
    found: compiledPath(paths[version], version, part),
  }));
  return (source, base) => {
    const values: Record<string, unknown> = {};
    for (const { field, kind, required, found } of compiled) {
      const value = elementValue<ElementKind>(kind, found(source), base);
      if (required && value === null) return null;
      values[field] = value;
    }
    return values as Mapped<E>;
  };
}

/** Of the parts found in a resource, those that are shaped as FHIR says and have what is required. */
export function partReader<E extends Elements>(
  { part, elements }: PartMapping<E>,
  version: FhirVersion,
): (parts: unknown[], base: string) => Mapped<E>[] {
  const read = elementReader(elements, version, part);
  return (parts, base) =>
    parts.flatMap((source) => {
      try {
        const values = read(source, base);
        return values === null ? [] : [values];
      } catch {
        return []; // as with a resource: a path ran aground on it
      }
    });
}

export function compiledPath(path: string, version: FhirVersion, part?: string): (source: unknown) => unknown[] {
  const options = { resolveInternalTypes: true };
  const evaluate =
    part === undefined
      ? fhirpath.compile(path, MODELS[version], options)
      : fhirpath.compile({ base: part, expression: path }, MODELS[version], options);
  return (source) => evaluate(source) as unknown[];
}
