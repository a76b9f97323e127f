/**
 * The demo ECD's second interface: a read-only FHIR server over the same tables as the contract views, in both versions.
 * Every organisation has base addresses of its own (`/organisation/stu3`, `/organisation/r4`) and sees no other.
 */
import Fastify, { type FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';
import { answerFaults, serveFhir, serveTokens, type Tamper } from './fhir-routes.js';
import { PatientRepository } from './patient-repository.js';
import { FHIR_VERSIONS, type FhirResource, type FhirVersion } from './resource.js';
import { searchOffers } from './search-parameters.js';
import { ServedBase } from './served-base.js';
import { TokenDesk, type KnownClient } from './token-desk.js';

export interface FacadeOptions {
  /** postgres:// address of the demo ECD with a role that reads its tables. */
  ecdUrl: string;
  organisations: readonly string[];
  /** By organisation, who may come in; without one nobody is asked who they are. */
  clients?: Readonly<Record<string, KnownClient>>;
  /** How long a record is good once it was read. */
  keepMs?: number;
  /** By patient, what is served beside what the tables say. */
  beside?: Readonly<Partial<Record<FhirVersion, ReadonlyMap<string, FhirResource[]>>>>;
  /** For a server that does not do as FHIR says. */
  tamper?: Tamper;
}

export interface FhirFacade {
  baseOf: (organisation: string, version: FhirVersion) => string;
  tokenUrlOf: (organisation: string) => string;
  close: () => Promise<void>;
}

/** Long enough for what one page of the portal asks. */
const USUAL_KEEP_MS = 300;
const CONNECTIONS = 4;

export async function startFhirFacade(options: FacadeOptions): Promise<FhirFacade> {
  const { ecdUrl, organisations } = options;
  const http = Fastify();
  const database = new Pool({
    connectionString: ecdUrl,
    max: CONNECTIONS,
    options: '-c default_transaction_read_only=on -c TimeZone=UTC',
  });
  database.on('error', () => undefined); // a lost connection is made again when it is needed
  const address = () => `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`;
  const facade: FhirFacade = {
    baseOf: (organisation, version) => `${address()}/${organisation}/${version.toLowerCase()}`,
    tokenUrlOf: (organisation) => `${address()}/${organisation}/token`,
    close: async () => {
      await http.close();
      await database.end();
    },
  };
  http.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, new URLSearchParams(String(body)));
  });
  answerFaults(http);
  for (const organisation of organisations) serveOrganisation(http, organisation, facade, database, options);
  await http.listen({ host: '127.0.0.1', port: 0 });
  return facade;
}

function serveOrganisation(
  http: FastifyInstance,
  organisation: string,
  { baseOf, tokenUrlOf }: FhirFacade,
  database: Pool,
  { clients = {}, keepMs = USUAL_KEEP_MS, beside = {}, tamper = (body) => body }: FacadeOptions,
): void {
  const started = new Date().toISOString();
  const client = clients[organisation];
  const desk = client === undefined ? null : new TokenDesk(() => tokenUrlOf(organisation), client);
  if (desk !== null) serveTokens(http, `/${organisation}/token`, desk);
  for (const version of FHIR_VERSIONS) {
    const server = new ServedBase({
      version,
      base: () => baseOf(organisation, version),
      offers: searchOffers(version),
      repository: new PatientRepository({
        ...{ database, organisation, version, keepMs, started },
        beside: beside[version] ?? new Map<string, FhirResource[]>(),
      }),
      tokenUrl: () => (desk === null ? null : tokenUrlOf(organisation)),
    });
    serveFhir(http, `/${organisation}/${version.toLowerCase()}`, { server, desk, tamper });
  }
}
