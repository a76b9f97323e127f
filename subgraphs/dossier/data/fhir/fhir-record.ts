/** The record of one client on a FHIR server: all that a section needs to know to read its part. */
import type { EcdCodes } from '../../../../organisations/ecd-policy.js';
import { partReader } from './resource/element-reader.js';
import type { FhirSource, FhirVersion } from './fhir-source.js';
import type { Elements, Mapped, PartMapping, ResourceMapping } from './mapping/mapping.js';
import { resourceReader, type ResourceReader } from './resource/resource-reader.js';
import type { OnWithheld } from './withheld.js';

export interface FhirRecord {
  source: FhirSource;
  codes: EcdCodes;
  /** The client's id on the server. */
  clientId: string;
  signal: AbortSignal;
  onWithheld: OnWithheld;
}

/** A mapping is constant data, so what is compiled of it is kept as long as the process lives. */
const RESOURCE_READERS = new WeakMap<object, Map<FhirVersion, unknown>>();
const PART_READERS = new WeakMap<object, Map<FhirVersion, unknown>>();

export function readerOf<E extends Elements>({ source }: FhirRecord, mapping: ResourceMapping<E>): ResourceReader<E> {
  return compiledOnce(RESOURCE_READERS, mapping, source.version, () => resourceReader(mapping, source.version));
}

/** What a mapping reads of the parts found in a resource. */
export function partsOf<E extends Elements>(
  { source }: FhirRecord,
  mapping: PartMapping<E>,
  parts: unknown[],
): Mapped<E>[] {
  return compiledOnce(PART_READERS, mapping, source.version, () => partReader(mapping, source.version))(
    parts,
    source.base,
  );
}

export function clientReference({ clientId }: FhirRecord): string {
  return `Patient/${clientId}`;
}

function compiledOnce<R>(
  compiled: WeakMap<object, Map<FhirVersion, unknown>>,
  mapping: object,
  version: FhirVersion,
  compile: () => R,
): R {
  const versions = compiled.get(mapping) ?? new Map<FhirVersion, unknown>();
  compiled.set(mapping, versions);
  if (!versions.has(version)) versions.set(version, compile());
  return versions.get(version) as R;
}
