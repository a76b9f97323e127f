/** A FHIR server by its address: asked first what it can, then read along its own pages. */
import type { FhirSource, FhirVersion, SearchPage, SearchParameters } from '../fhir-source.js';
import { readCapabilities, type Capabilities } from './capability-statement.js';
import { openConnection } from './connection.js';
import { FhirBase } from './fhir-base.js';
import { FhirFault } from './fhir-fault.js';
import { FhirHttp } from './fhir-http.js';
import { fhirOptions, type FhirAddress } from './fhir-options.js';
import { isResource, resourceIn, searchPage, type CutPage } from './search-bundle.js';

export interface OpenFhirSource {
  source: FhirSource;
  capabilities: Capabilities;
  close: () => Promise<void>;
}

/** R4 lets us name the version; STU3 knows no such parameter, and a server may refuse it. */
const ACCEPT: Readonly<Record<FhirVersion, string>> = {
  STU3: 'application/fhir+json',
  R4: 'application/fhir+json; fhirVersion=4.0',
};

/** @throws FhirFault when it cannot be read, or is another server than the policy names. */
export async function openFhirSource(address: FhirAddress): Promise<OpenFhirSource> {
  const options = fhirOptions(address);
  const { url, version, tls, timeLimitMs, turns, bodyLimitBytes } = options;
  const connection = openConnection({ tls, connections: turns.atOnce, timeLimitMs, bodyLimitBytes });
  const base = new FhirBase(url);
  const http = new FhirHttp(connection, ACCEPT[version], options);
  try {
    const statement = await http.get(base.resource('metadata'), AbortSignal.timeout(timeLimitMs));
    const capabilities = readCapabilities(statement, version);
    return {
      source: {
        version,
        base: base.address,
        canSearch: capabilities.canSearch,
        read: (type, id, signal) => read(http, base, type, id, signal),
        search: (type, parameters, signal) => pages(http, base, { type, parameters, ...options }, signal),
      },
      capabilities,
      close: () => connection.close(),
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

const GONE = ['404', '410'];

async function read(http: FhirHttp, base: FhirBase, type: string, id: string, signal: AbortSignal) {
  try {
    const resource = resourceIn(await http.get(base.resource(type, id), signal), type);
    if (isResource(resource) && resource.id === id) return resource;
    throw new FhirFault('FHIR_NOT_FHIR', { detail: 'another resource' });
  } catch (error) {
    if (error instanceof FhirFault && error.code === 'FHIR_STATUS' && GONE.includes(error.detail ?? '')) return null;
    throw error;
  }
}

interface Search {
  type: string;
  parameters: SearchParameters;
  pageSize: number;
  mostPages: number;
}

/** @throws FhirFault FHIR_NEXT_ENDLESS when the pages come round again, or do not end. */
async function* pages(http: FhirHttp, base: FhirBase, search: Search, signal: AbortSignal): AsyncGenerator<SearchPage> {
  const { type, parameters, pageSize, mostPages } = search;
  const seen = new Set<string>();
  let url: string | null = base.search(type, parameters, pageSize);
  while (url !== null) {
    if (seen.has(url) || seen.size >= mostPages) throw new FhirFault('FHIR_NEXT_ENDLESS');
    seen.add(url);
    const { next, ...page }: CutPage = searchPage(await http.get(url, signal), type);
    yield page;
    url = next === null ? null : base.next(next, url);
  }
}
