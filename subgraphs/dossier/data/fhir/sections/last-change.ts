import { momentOf } from '../resource/element-value.js';
import type { Resource } from '../fhir-source.js';

/** When the server last wrote the resource; null when it does not say. */
export function changeOf({ resource: { meta } }: { resource: Resource }): string | null {
  return momentOf((meta as { lastUpdated?: unknown } | null | undefined)?.lastUpdated);
}
