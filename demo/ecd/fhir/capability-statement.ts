/** What the server says of itself (FHIR CapabilityStatement). */
import type { FhirVersion } from './resource.js';
import type { SearchOffers } from './search-parameters.js';

const FHIR_VERSION = { STU3: '3.0.2', R4: '4.0.1' };
const SECURITY_SERVICE = {
  STU3: 'http://hl7.org/fhir/restful-security-service',
  R4: 'http://terminology.hl7.org/CodeSystem/restful-security-service',
};
const OAUTH_URIS = 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris';

/** @param tokenUrl where a client gets its access token; null when none is asked for. */
export function capabilityStatement(version: FhirVersion, base: string, offers: SearchOffers, tokenUrl: string | null) {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2025-01-01',
    kind: 'instance',
    software: { name: 'Demo-ECD' },
    implementation: { description: 'Het ECD van de demo', url: base },
    fhirVersion: FHIR_VERSION[version],
    ...(version === 'STU3' && { acceptUnknown: 'no' }),
    format: ['json'],
    rest: [
      {
        mode: 'server',
        ...(tokenUrl !== null && { security: security(version, tokenUrl) }),
        resource: [...offers].map(([type, { parameters, includes }]) => ({
          type,
          interaction: [{ code: 'read' }, { code: 'search-type' }],
          ...(includes.length > 0 && { searchInclude: includes }),
          searchParam: parameters,
        })),
      },
    ],
  };
}

function security(version: FhirVersion, tokenUrl: string) {
  return {
    extension: [{ url: OAUTH_URIS, extension: [{ url: 'token', valueUri: tokenUrl }] }],
    service: [{ coding: [{ system: SECURITY_SERVICE[version], code: 'SMART-on-FHIR' }] }],
  };
}
