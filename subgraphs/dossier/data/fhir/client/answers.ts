/** What an answer is before it is anything of FHIR: good, or a fault with its code; and JSON. */
import type { Received } from './connection.js';
import { FhirFault } from './fhir-fault.js';

/** @throws FhirFault for everything but 200. */
export function goodAnswer({ status, retryAfter, body }: Received): unknown {
  if (status === 200) return parsed(body);
  const details = { detail: String(status), retryAfter };
  if (status === 401 || status === 403) throw new FhirFault('FHIR_UNAUTHORIZED', details);
  if (status === 429) throw new FhirFault('FHIR_BUSY', details);
  if ([502, 503, 504].includes(status)) throw new FhirFault('FHIR_OUT_OF_ORDER', details);
  throw new FhirFault(status >= 500 ? 'FHIR_BROKEN' : 'FHIR_STATUS', details);
}

/** The error of the parser quotes the text, so it goes no further. */
export function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new FhirFault('FHIR_NOT_FHIR', { detail: 'no JSON' });
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; a list that is missing is an empty one. */
export function objectsOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((text): text is string => typeof text === 'string') : [];
}
