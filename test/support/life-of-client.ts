/** What is done again and again in the life of a client: at the desk of the administration, and in the databases behind it. */
import { Client as Database } from 'pg';
import type { Guest } from '../../demo/guest.js';
import type { Newcomer } from './newcomer.js';
import type { TravellingSystem } from './travelling-system.js';
import { Visitor } from './visitor.js';

const READ = 'query($id: ID!) { client(id: $id) { name { text } appointments(first: 1) { edges { cursor } } } }';
const REQUESTED =
  '{ registrations(organisation: "vivium", filter: { status: REQUESTED }) { edges { node { id email } } } }';
const VERIFY = `mutation($id: ID!, $input: VerificationInput!) {
  verifyRegistration(id: $id, input: $input, reason: "identiteit en bevoegdheid gecontroleerd") { status relation } }`;
const FORM = `mutation($organisation: ID!, $person: PersonInput!, $input: VerificationInput!) {
  registerByForm(organisation: $organisation, person: $person, input: $input, reason: "formulier gecontroleerd") {
    id status relation } }`;
const LOG = `query($client: ID!) { auditEvents(first: 50, filter: { client: $client }) {
  edges { node { account agent { name } } } } }`;

export interface Registered {
  id: string;
  status: string;
  relation: string;
}

export class LifeOfClient {
  /** In the graph. */
  client = '';

  constructor(private readonly system: TravellingSystem) {}

  /** Signed in anew, as after any journey in time. */
  staff(key: string): Promise<Visitor> {
    return new Visitor(this.system, key).signIn();
  }

  async identity(sql: string, values: unknown[]): Promise<Record<string, string>[]> {
    const database = new Database({ connectionString: this.system.databases.identity.ownerUrl });
    await database.connect();
    try {
      return (await database.query<Record<string, string>>(sql, values)).rows;
    } finally {
      await database.end();
    }
  }

  /** The ECD keeps the dossier of somebody's client, and the portal knows nothing of it; the ECD's own id. */
  async unknownToThePortal(email: string): Promise<string> {
    const [client] = await this.identity(
      `SELECT client.id, ecd_client_id FROM client JOIN relation ON relation.client_id = client.id
       JOIN account ON account.id = relation.account_id WHERE email = $1`,
      [email],
    );
    for (const table of ['incapacity', 'relation']) {
      await this.identity(`DELETE FROM ${table} WHERE client_id = $1`, [client?.['id']]);
    }
    await this.identity('DELETE FROM client WHERE id = $1', [client?.['id']]);
    return client?.['ecd_client_id'] ?? '';
  }

  /** The administration enters the client. */
  async register(organisation: string, ecdClientId: string, bsn?: string): Promise<void> {
    const desk = await this.staff(`${organisation}-administrator`);
    const { registerClient } = await desk.get<{ registerClient: { id: string } }>(
      `mutation($organisation: ID!, $ecd: ID!, $bsn: String) {
        registerClient(organisation: $organisation, ecdClientId: $ecd, bsn: $bsn, reason: "nieuw in zorg") { id } }`,
      { organisation, ecd: ecdClientId, bsn },
    );
    this.client = registerClient.id;
  }

  async reads(guest: Guest): Promise<boolean> {
    const { data } = await guest.ask<{ client: { name: unknown } | null }>(READ, { id: this.client });
    return data?.client?.name != null;
  }

  /** Asked for on the web, and verified by the administration. */
  async request(guest: Newcomer, role: string, legalBasis: string) {
    const input = { organisation: 'vivium', person: guest.details, role, legalBasis, clientName: 'meneer Bosman' };
    await guest.get('mutation($input: RegistrationRequestInput!) { requestRegistration(input: $input) }', { input });
    return this.verify(guest, role, legalBasis);
  }

  async verify(guest: Newcomer, role: string, legalBasis: string) {
    const desk = await this.staff('vivium-administrator');
    const { registrations } = await desk.get<{ registrations: { edges: { node: { id: string; email: string } }[] } }>(
      REQUESTED,
    );
    const id = registrations.edges.find(({ node }) => node.email === guest.person.email)?.node.id;
    const input = { client: this.client, role, legalBasis, evidence: 'gezien aan de balie' };
    return desk.ask<{ verifyRegistration: Registered }>(VERIFY, { id, input });
  }

  async registerByForm(guest: Newcomer, role: string, legalBasis: string, more: object = {}): Promise<Registered> {
    const desk = await this.staff('rozelaar-administrator');
    const signedOn = this.system.now().toISOString().slice(0, 10);
    const form = { signer: guest.person.given, signedOn, termsVersion: '3', evidence: 'map 12, formulier 4' };
    const input = { client: this.client, role, legalBasis, evidence: 'ondertekend aanmeldformulier', form, ...more };
    const variables = { organisation: 'rozelaar', person: guest.details, input };
    return (await desk.get<{ registerByForm: Registered }>(FORM, variables)).registerByForm;
  }

  /** Who is on the log of the client, as its manager reads it. */
  async namesOnTheLog(auditor: string): Promise<(string | null)[]> {
    const manager = await this.staff(auditor);
    const { auditEvents } = await manager.get<{
      auditEvents: { edges: { node: { account: string | null; agent: { name: string | null } } }[] };
    }>(LOG, { client: this.client });
    return auditEvents.edges.filter(({ node }) => node.account !== null).map(({ node }) => node.agent.name);
  }
}
