/** Runs a mapping: a resource becomes our values, or the reason why it is not served. Its paths are compiled once. */
import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4/index.js';
import stu3 from 'fhirpath/fhir-context/stu3/index.js';
import { confidentialityOf } from './confidentiality.js';
import { elementValue } from './element-value.js';
import type { FhirVersion, Resource } from './fhir-source.js';
import type { ElementKind, Elements, Mapped, ResourceMapping } from './mapping.js';
import type { WithheldReason } from './withheld.js';

export type Reading<E extends Elements> = { values: Mapped<E> } | { withheld: WithheldReason };

export interface ResourceReader<E extends Elements> {
  mapping: ResourceMapping<E>;
  /** @param client `Patient/id` that the resource has to be about. */
  read: (resource: Resource, client: string) => Reading<E>;
}

const MODELS = { STU3: stu3, R4: r4 };

type Found = (resource: Resource) => unknown[];

export function resourceReader<E extends Elements>(
  mapping: ResourceMapping<E>,
  version: FhirVersion,
): ResourceReader<E> {
  const served = compiled(mapping.servedWhen[version], version);
  const clients = mapping.client === null ? null : compiled(mapping.client[version], version);
  const elements = Object.entries(mapping.elements).map(([field, { kind, required, paths }]) => ({
    field,
    kind,
    required,
    found: compiled(paths[version], version),
  }));

  function withheldReason(resource: Resource, client: string): WithheldReason | null {
    if (clients !== null && !(elementValue('references', clients(resource)) ?? []).includes(client))
      return 'OTHER_CLIENT';
    const confidentiality = confidentialityOf(resource);
    if (confidentiality === 'CONFIDENTIAL') return 'CONFIDENTIAL';
    if (served(resource)[0] !== true) return 'STATUS';
    return mapping.needsLabel && confidentiality === 'UNDECIDED' ? 'UNDECIDED' : null;
  }

  return {
    mapping,
    read: (resource, client) => {
      try {
        const withheld = withheldReason(resource, client);
        if (withheld !== null) return { withheld };
        const values: Record<string, unknown> = {};
        for (const { field, kind, required, found } of elements) {
          const value = elementValue<ElementKind>(kind, found(resource));
          if (required && value === null) return { withheld: 'MALFORMED' };
          values[field] = value;
        }
        return { values: values as Mapped<E> };
      } catch {
        // a path runs aground on what is not shaped as FHIR says: then nothing certain can be said of the resource
        return { withheld: 'MALFORMED' };
      }
    },
  };
}

function compiled(path: string, version: FhirVersion): Found {
  const evaluate = fhirpath.compile(path, MODELS[version], { resolveInternalTypes: true });
  return (resource) => evaluate(resource) as unknown[];
}
