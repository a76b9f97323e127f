import type { EcdCodes, FhirAdapter } from '../../../../organisations/ecd-policy.js';
import type { OrganisationPolicy } from '../../../../organisations/policy.js';
import type { Log } from '../../../../program/log.js';
import type { EcdAddress } from '../../ecd-address.js';
import { FhirFault, type FhirFaultCode } from '../fhir/client/fhir-fault.js';
import type { FhirTidings } from '../fhir/client/fhir-options.js';
import type { KeptAnswers } from '../fhir/client/kept-answers.js';
import { openFhirSource } from '../fhir/client/open-fhir-source.js';
import { FhirEcd } from '../fhir/fhir-ecd.js';
import type { FhirVersion } from '../fhir/fhir-source.js';
import type { OnWithheld } from '../fhir/withheld.js';
import { EcdContractBroken, type EcdDoor } from './ecd-door.js';
import { NEEDS_OF_EVERY_DOSSIER, needsOfSection } from './fhir-needs.js';

export const FHIR_VERSION_OF: Readonly<Record<FhirAdapter, FhirVersion>> = { FHIR_STU3: 'STU3', FHIR_R4: 'R4' };

/** It answers, and is not the server that the policy speaks of: that does not pass by itself. */
const BREAKS_CONTRACT: readonly FhirFaultCode[] = ['FHIR_OTHER_VERSION', 'FHIR_NOT_FHIR'];

export interface FhirPlace {
  address: EcdAddress;
  version: FhirVersion;
  codes: EcdCodes;
  timeLimitMs: number;
  log: Log;
  kept: KeptAnswers | undefined;
}

/** A server that lacks a section keeps the contract: the section is not there, which is a normal answer. */
export function fhirDoor({ id, sections }: OrganisationPolicy, place: FhirPlace): EcdDoor {
  const { address, version, codes, timeLimitMs, log, kept } = place;
  const needs = [...NEEDS_OF_EVERY_DOSSIER, ...sections.offered.flatMap((section) => needsOfSection(section, codes))];
  return async () => {
    const { source, capabilities, close } = await openFhirSource({
      ...address,
      version,
      timeLimitMs,
      kept,
      told: tidingsOf(id, log),
    }).catch((error: unknown) => {
      if (error instanceof FhirFault && BREAKS_CONTRACT.includes(error.code)) {
        throw new EcdContractBroken([error.message]);
      }
      throw error;
    });
    return {
      ecd: new FhirEcd(source, codes, withheldOn(id, log)),
      shortcomings: [...new Set(capabilities.lacks(needs))],
      close,
    };
  };
}

/** What nobody is shown, counted: the type of resource and why, never what it was or whose. */
function withheldOn(organisation: string, log: Log): OnWithheld {
  return (resource, withheld) => log.info({ organisation, resource, withheld }, 'resources of the ECD are not served');
}

function tidingsOf(organisation: string, log: Log): FhirTidings {
  return {
    retried: ({ message }) => log.info({ organisation, reason: message }, 'the ECD is asked again'),
    opened: ({ message }) => log.error({ organisation, reason: message }, 'the ECD failed too often and is left alone'),
    closed: () => log.info({ organisation }, 'the ECD works again'),
  };
}
