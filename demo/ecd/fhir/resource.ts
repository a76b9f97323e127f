/** What the facade writes: resources of either version of FHIR. */

export const FHIR_VERSIONS = ['STU3', 'R4'] as const;
export type FhirVersion = (typeof FHIR_VERSIONS)[number];

/** Of an element that is null, and of a list or an element with nothing in it, nothing is written. */
export interface FhirResource {
  resourceType: string;
  id: string;
  [element: string]: unknown;
}

/** What a record of one client is written with. */
export interface Writing {
  version: FhirVersion;
  /** `Patient/id`. */
  patient: string;
  /** Change of what keeps no time of change of its own. */
  lastUpdated: string;
}

const ROLE_OF_STU3 = 'http://nictiz.nl/fhir/StructureDefinition/practitionerrole-reference';

export const reference = (type: string, id: number | string) => ({ reference: `${type}/${id}` });

export const coding = (system: string, code: string, display?: string) => ({ system, code, display });

export const concept = (system: string, code: string, text?: string) => ({ coding: [{ system, code }], text });

export const extension = (url: string, value: Record<string, unknown>) => ({ url, ...value });

/** An element of R4 in a resource of STU3 (or of R5 in either): how FHIR carries elements across versions. */
export const elementOf = (version: '4.0' | '5.0', element: string, value: Record<string, unknown>) =>
  extension(`http://hl7.org/fhir/${version}/StructureDefinition/extension-${element}`, value);

/** As FHIR writes a moment, always to the microsecond, so that moments sort as text. */
export function moment(time: string): string {
  const [, whole = time, fraction = ''] = /^(.{19})(?:\.(\d+))?\+00:00$/.exec(time) ?? [];
  return whole === time ? time : `${whole}.${fraction.padEnd(6, '0')}Z`;
}

/** The last of these moments or days. */
export function latest(times: readonly (string | null)[]): string | null {
  return (
    times
      .filter((time) => time !== null)
      .sort()
      .at(-1) ?? null
  );
}

/**
 * Somebody by name and in a role. STU3 has no place for roles where it names who did something; nl-core puts them in an
 * extension of the reference.
 */
export function inRole(version: FhirVersion, id: number, display: string | undefined) {
  const role = reference('PractitionerRole', id);
  if (version === 'R4') return { ...role, display };
  return { extension: [extension(ROLE_OF_STU3, { valueReference: role })], ...reference('Practitioner', id), display };
}
