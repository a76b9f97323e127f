/** Runs a mapping: a resource becomes our values, or the reason why it is not served. */
import { confidentialityOf } from './confidentiality.js';
import { compiledPath, elementReader } from './element-reader.js';
import { elementValue } from './element-value.js';
import type { FhirVersion, Resource } from '../fhir-source.js';
import type { Elements, Mapped, ResourceMapping } from '../mapping/mapping.js';
import { canBeRead } from './readable.js';
import type { WithheldReason } from '../withheld.js';

export type Reading<E extends Elements> = { values: Mapped<E> } | { withheld: WithheldReason };

export interface ResourceReader<E extends Elements> {
  mapping: ResourceMapping<E>;
  /**
   * @param client `Patient/id` that the resource has to be about.
   * @param base address of the server that it came from.
   */
  read: (resource: Resource, client: string, base: string) => Reading<E>;
}

export function resourceReader<E extends Elements>(
  mapping: ResourceMapping<E>,
  version: FhirVersion,
): ResourceReader<E> {
  const served = compiledPath(mapping.servedWhen[version], version);
  const clients = mapping.client === null ? null : compiledPath(mapping.client[version], version);
  const valuesOf = elementReader(mapping.elements, version);

  function withheldReason(resource: Resource, client: string, base: string): WithheldReason | null {
    if (clients !== null && !(elementValue('references', clients(resource), base) ?? []).includes(client))
      return 'OTHER_CLIENT';
    const confidentiality = confidentialityOf(resource);
    if (confidentiality === 'CONFIDENTIAL') return 'CONFIDENTIAL';
    if (served(resource)[0] !== true) return 'STATUS';
    return mapping.needsLabel && confidentiality === 'UNDECIDED' ? 'UNDECIDED' : null;
  }

  return {
    mapping,
    read: (resource, client, base) => {
      if (!canBeRead(resource)) return { withheld: 'MALFORMED' };
      try {
        const withheld = withheldReason(resource, client, base);
        if (withheld !== null) return { withheld };
        const values = valuesOf(resource, base);
        return values === null ? { withheld: 'MALFORMED' } : { values };
      } catch {
        // a path runs aground on what is not shaped as FHIR says: then nothing certain can be said of the resource
        return { withheld: 'MALFORMED' };
      }
    },
  };
}
