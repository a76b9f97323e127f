/**
 * Opens the ECD of every organisation. What has to be mended (an address that is missing, a contract that is broken)
 * stops the start, all of it said at once; an ECD that does not answer stops nobody but its own organisation.
 */
import { FHIR_ADAPTERS } from '../../../organisations/ecd-policy.js';
import type { Organisations, OrganisationPolicy } from '../../../organisations/policy.js';
import { StartUpError } from '../../../program/configuration.js';
import type { Log } from '../../../program/log.js';
import type { Ecd } from '../domain/ecd.js';
import { isPostgres, type EcdAddress } from '../ecd-address.js';
import { EcdContractBroken, type EcdDoor } from './opening/ecd-door.js';
import { FHIR_VERSION_OF, fhirDoor } from './opening/fhir-door.js';
import { ReopeningEcd, type Patience } from './opening/reopening-ecd.js';
import { sealedAnswers } from './keeping/sealed-answers.js';
import { sqlDoor } from './opening/sql-door.js';
import type { SealedStoreParts } from './keeping/sealed-store.js';

export interface OpenEcds {
  ecds: ReadonlyMap<string, Ecd>;
  close: () => Promise<void>;
}

export interface EcdAddresses {
  /** By organisation. */
  addresses: Readonly<Record<string, EcdAddress>>;
  /** What an organisation's address is called in the configuration. */
  variableOf: (organisation: string) => string;
  timeLimitMs: number;
  log: Log;
  keeping: SealedStoreParts;
  patience?: Patience;
}

/** @throws StartUpError: no address or one of another kind than the policy's adapter, or a contract that is broken. */
export async function openEcds(organisations: Organisations, parts: EcdAddresses): Promise<OpenEcds> {
  const policies = [...organisations.values()];
  const faults = policies.flatMap((policy) => addressFaults(policy, parts));
  const ecds = new Map(
    policies
      .filter((policy) => addressFaults(policy, parts).length === 0)
      .map((policy) => [policy.id, new ReopeningEcd(doorOf(policy, parts), { organisation: policy.id, ...parts })]),
  );
  const close = async (): Promise<void> => {
    await Promise.all([...ecds.values()].map((ecd) => ecd.close()));
  };
  const broken = await Promise.all([...ecds].map(([organisation, ecd]) => contractFaults(organisation, ecd)));
  faults.push(...broken.flat());
  if (faults.length > 0) {
    await close();
    throw new StartUpError(faults);
  }
  return { ecds, close };
}

/** What stands in the way of the organisation's ECD before anybody has asked it anything. */
export function addressFaults(
  { id, ecd: { adapter } }: OrganisationPolicy,
  { addresses, variableOf }: Pick<EcdAddresses, 'addresses' | 'variableOf'>,
): string[] {
  const address = addresses[id];
  if (address === undefined) return [`${variableOf(id)}: the address of the ECD of ${id} is missing`];
  if (isPostgres(address.url) === (adapter === 'SQL')) return [];
  const kind = adapter === 'SQL' ? 'a postgres://' : 'an https://';
  return [`${variableOf(id)}: is not ${kind} address, and the policy of ${id} reads its ECD by ${adapter}`];
}

function doorOf(policy: OrganisationPolicy, { addresses, timeLimitMs, log, keeping }: EcdAddresses): EcdDoor {
  const { adapter, codes } = policy.ecd;
  const address = addresses[policy.id] ?? { url: '' };
  const fhir = FHIR_ADAPTERS.find((known) => known === adapter);
  if (fhir === undefined || codes === undefined) return sqlDoor(policy, address.url, timeLimitMs);
  const kept = sealedAnswers(policy, keeping);
  return fhirDoor(policy, { address, version: FHIR_VERSION_OF[fhir], codes, timeLimitMs, log, kept });
}

async function contractFaults(organisation: string, ecd: ReopeningEcd): Promise<string[]> {
  try {
    await ecd.open();
    return [];
  } catch (error) {
    if (error instanceof EcdContractBroken) return error.faults.map((fault) => `ECD of ${organisation}: ${fault}`);
    throw error;
  }
}
