/** Opens the ECD of every organisation, or says everything that stands in the way of any of them. */
import type { DataSource } from 'typeorm';
import type { Organisations, OrganisationPolicy } from '../../../organisations/policy.js';
import { StartUpError } from '../../../program/configuration.js';
import type { Ecd } from '../domain/ecd.js';
import type { EcdAddress } from '../ecd-address.js';
import { findEcdFaults } from './sql/contract-check.js';
import { connectToEcd } from './sql/sql-connection.js';
import { SqlEcd } from './sql/sql-ecd.js';

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
}

/** @throws StartUpError: no address, no answer, a view contract that is not met, a role that can write. */
export async function openEcds(organisations: Organisations, addresses: EcdAddresses): Promise<OpenEcds> {
  const databases = new Map<string, DataSource>();
  const close = async () => {
    await Promise.all([...databases.values()].map((database) => database.destroy()));
  };
  const faults = await Promise.all([...organisations.values()].map((policy) => openEcd(policy, addresses, databases)));
  if (faults.flat().length > 0) {
    await close();
    throw new StartUpError(faults.flat());
  }
  return {
    ecds: new Map([...databases].map(([organisation, database]) => [organisation, new SqlEcd(database, organisation)])),
    close,
  };
}

async function openEcd(
  { id, sections }: OrganisationPolicy,
  { addresses, variableOf, timeLimitMs }: EcdAddresses,
  databases: Map<string, DataSource>,
): Promise<string[]> {
  const address = addresses[id];
  if (address === undefined) return [`${variableOf(id)}: the address of the ECD of ${id} is missing`];
  try {
    const database = await connectToEcd(address.url, timeLimitMs);
    databases.set(id, database);
    return (await findEcdFaults(database, sections.offered)).map((fault) => `ECD of ${id}: ${fault}`);
  } catch (error) {
    return [`ECD of ${id}: it cannot be read (${reasonOf(error)})`];
  }
}

/** A code where there is one: a message can hold the address, and that a password. */
function reasonOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return String(code ?? name);
}
