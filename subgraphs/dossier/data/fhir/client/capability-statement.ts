/** What a FHIR server says that it can (`CapabilityStatement`, read from `metadata`), beside what we need of it. */
import type { FhirVersion } from '../fhir-source.js';
import { isObject, objectsOf, textsOf, type JsonObject } from './answers.js';
import { FhirFault } from './fhir-fault.js';
import { resourceIn } from './search-bundle.js';

/** What is asked of resources of a type. */
export interface SearchNeed {
  type: string;
  parameters?: readonly string[];
  /** As `CarePlan:goal`. */
  includes?: readonly string[];
}

export interface Capabilities {
  /** Name and version of the server's software, as it says them. */
  software: string | null;
  canSearch: (type: string) => boolean;
  /** A line for each thing that the server says it has not; empty when it has all. */
  lacks: (needs: readonly SearchNeed[]) => string[];
}

const NUMBERS: Readonly<Record<FhirVersion, RegExp>> = { STU3: /^3\.0\.\d+$/, R4: /^4\.0\.\d+$/ };
/** `json`, `application/fhir+json`, and how STU3 began: `application/json+fhir`. */
const JSON_FORMAT = /json/i;

/**
 * @throws FhirFault FHIR_OTHER_VERSION for a server of another version than the policy names; FHIR_NOT_FHIR when it has
 * no JSON, or says nothing of what it serves.
 */
export function readCapabilities(body: unknown, version: FhirVersion): Capabilities {
  const statement = resourceIn(body, 'CapabilityStatement');
  const number = String(statement['fhirVersion']);
  if (!NUMBERS[version].test(number)) {
    const said = /^\d[\w.-]{0,15}$/.test(number) ? number : 'none';
    throw new FhirFault('FHIR_OTHER_VERSION', { detail: `${version} by the policy, ${said} by the server` });
  }
  const formats = textsOf(statement['format']);
  if (formats.length > 0 && !formats.some((format) => JSON_FORMAT.test(format))) {
    throw new FhirFault('FHIR_NOT_FHIR', { detail: 'no JSON among its formats' });
  }
  const rests = objectsOf(statement['rest']).filter(({ mode }) => mode === 'server');
  if (rests.length === 0) throw new FhirFault('FHIR_NOT_FHIR', { detail: 'no rest in its capability statement' });
  const types = searchable(rests);
  return {
    software: softwareOf(statement),
    canSearch: (type) => types.has(type),
    lacks: (needs) => needs.flatMap((need) => lacking(need, types.get(need.type))),
  };
}

interface Searchable {
  parameters: ReadonlySet<string>;
  includes: ReadonlySet<string>;
}

function searchable(rests: JsonObject[]): ReadonlyMap<string, Searchable> {
  return new Map(
    rests.flatMap((rest) =>
      objectsOf(rest['resource'])
        .filter(({ interaction }) => objectsOf(interaction).some(({ code }) => code === 'search-type'))
        .map(({ type, searchParam, searchInclude }) => {
          const named = [...objectsOf(searchParam), ...objectsOf(rest['searchParam'])];
          const parameters = new Set(named.map(({ name }) => String(name)));
          return [String(type), { parameters, includes: new Set(textsOf(searchInclude)) }] as const;
        }),
    ),
  );
}

function lacking({ type, parameters = [], includes = [] }: SearchNeed, has: Searchable | undefined): string[] {
  if (has === undefined) return [`${type} cannot be searched for`];
  return [
    ...parameters
      .filter((parameter) => !has.parameters.has(parameter))
      .map((parameter) => `${type} cannot be searched by ${parameter}`),
    ...includes
      .filter((include) => !has.includes.has(include) && !has.includes.has('*'))
      .map((include) => `${type} does not bring along _include=${include}`),
  ];
}

function softwareOf({ software }: JsonObject): string | null {
  if (!isObject(software) || typeof software['name'] !== 'string') return null;
  const { name, version } = software;
  return printable(typeof version === 'string' ? `${name} ${version}` : name);
}

/** It comes on somebody's terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 100);
}
