/** Where the organisations find the demo ECD: by its views or by its FHIR server, whichever their policy reads it by. */
import { FHIR_ADAPTERS } from '../../organisations/ecd-policy.js';
import type { Organisations } from '../../organisations/policy.js';
import type { EcdAddress } from '../../subgraphs/dossier/ecd-address.js';
import type { Database } from '../databases.js';
import { makeKey, publicHalf, type PrivateKey } from '../keys.js';
import { startFhirFacade, type FhirFacade } from './fhir/fhir-facade.js';

export interface DemoEcd {
  /** By organisation. */
  addresses: Readonly<Record<string, EcdAddress>>;
  close: () => Promise<void>;
}

const ALGORITHM = 'EdDSA';
const CLIENT = 'inzage';

const VERSION_OF = { FHIR_STU3: 'STU3', FHIR_R4: 'R4' } as const;

/** The FHIR server runs when anybody reads by it, and knows each organisation by a key of its own. */
export async function openDemoEcd(organisations: Organisations, { url, ownerUrl }: Database): Promise<DemoEcd> {
  const keys = new Map([...organisations.keys()].map((id) => [id, makeKey(`ecd-${id}`)]));
  const isRead = [...organisations.values()].some(({ ecd }) => FHIR_ADAPTERS.some((fhir) => fhir === ecd.adapter));
  const facade = isRead ? await startFhirFacade({ ecdUrl: ownerUrl, ...clientsOf(keys) }) : null;
  const addresses = [...organisations.values()].map(({ id, ecd: { adapter } }): [string, EcdAddress] => {
    const key = keys.get(id);
    const isFhir = adapter !== 'SQL' && facade !== null && key !== undefined;
    return [id, isFhir ? fhirAddress(facade, id, VERSION_OF[adapter], key) : { url }];
  });
  return { addresses: Object.fromEntries(addresses), close: async () => facade?.close() };
}

function clientsOf(keys: ReadonlyMap<string, PrivateKey>) {
  const clients = [...keys].map(
    ([id, key]) => [id, { clientId: CLIENT, key: { ...publicHalf(key), alg: ALGORITHM } }] as const,
  );
  return { organisations: [...keys.keys()], clients: Object.fromEntries(clients) };
}

function fhirAddress(facade: FhirFacade, organisation: string, version: 'STU3' | 'R4', key: PrivateKey): EcdAddress {
  return {
    url: facade.baseOf(organisation, version),
    oauth: {
      tokenUrl: facade.tokenUrlOf(organisation),
      clientId: CLIENT,
      key: { ...key, alg: ALGORITHM },
      scope: 'system/*.read',
    },
  };
}
