/** The whole life of a client's dossier in the portal, at both organisations, with a clock that moves. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client as Database } from 'pg';
import type { Guest } from '../../demo/guest.js';
import { codes } from '../support/codes.js';
import { Newcomer, type NewcomerDetails } from '../support/newcomer.js';
import { startTravellingSystem, type TravellingSystem } from '../support/travelling-system.js';
import { Visitor } from '../support/visitor.js';

const READ = 'query($id: ID!) { client(id: $id) { name { text } appointments(first: 1) { edges { cursor } } } }';
const VERIFY =
  'mutation($id: ID!, $input: VerificationInput!, $reason: String!) { verifyRegistration(id: $id, input: $input, reason: $reason) { id status relation } }';
const FORM =
  'mutation($organisation: ID!, $person: PersonInput!, $input: VerificationInput!, $reason: String!) { registerByForm(organisation: $organisation, person: $person, input: $input, reason: $reason) { id status relation } }';

let system: TravellingSystem;

beforeAll(async () => {
  system = await startTravellingSystem('2027-01-11T09:00:00Z');
});
afterAll(() => system.stop());

const newcomer = (given: string, family: string, mobile: string, more: Partial<NewcomerDetails> = {}) =>
  new Newcomer(system, {
    given,
    family,
    mobile,
    email: `${given.toLowerCase()}.${family.toLowerCase()}@example.com`,
    password: `${given} loopt iedere dag naar de molen`,
    ...more,
  });

/** Signed in anew, as after any journey in time. */
const staff = (key: string) => new Visitor(system, key).signIn();

const identity = async (sql: string, values: unknown[]): Promise<Record<string, string>[]> => {
  const database = new Database({ connectionString: system.databases.identity.ownerUrl });
  await database.connect();
  try {
    return (await database.query<Record<string, string>>(sql, values)).rows;
  } finally {
    await database.end();
  }
};

/** The ECD keeps this client's dossier, and the portal knows nothing of it; the ECD's own id. */
const unknownToThePortal = async (email: string): Promise<string> => {
  const [client] = await identity(
    `SELECT client.id, ecd_client_id FROM client JOIN relation ON relation.client_id = client.id
     JOIN account ON account.id = relation.account_id WHERE email = $1`,
    [email],
  );
  for (const table of ['incapacity', 'relation']) {
    await identity(`DELETE FROM ${table} WHERE client_id = $1`, [client?.['id']]);
  }
  await identity('DELETE FROM client WHERE id = $1', [client?.['id']]);
  return client?.['ecd_client_id'] ?? '';
};

const reads = async (guest: Guest, id: string): Promise<boolean> => {
  const { data } = await guest.ask<{ client: { name: unknown } | null }>(READ, { id });
  return data?.client?.name != null;
};

/** Asked for on the web, and verified by the administration. */
const request = async (guest: Newcomer, client: string, role: string, legalBasis: string, more: object = {}) => {
  const input = { organisation: 'vivium', person: guest.details, role, legalBasis, clientName: 'meneer Bosman' };
  await guest.get('mutation($input: RegistrationRequestInput!) { requestRegistration(input: $input) }', { input });
  return verify(guest, { client, role, legalBasis, evidence: 'gezien aan de balie', ...more });
};

const verify = async (guest: Newcomer, input: object) => {
  const desk = await staff('vivium-administrator');
  const { registrations } = await desk.get<{ registrations: { edges: { node: { id: string; email: string } }[] } }>(
    '{ registrations(organisation: "vivium", filter: { status: REQUESTED }) { edges { node { id email } } } }',
  );
  const id = registrations.edges.find(({ node }) => node.email === guest.person.email)?.node.id;
  return desk.ask<{ verifyRegistration: { status: string; relation: string } }>(VERIFY, {
    id,
    input,
    reason: 'identiteit en bevoegdheid gecontroleerd',
  });
};

describe('a client’s whole life at Vivium', () => {
  const gerrit = () => people.gerrit;
  const people: Record<'gerrit' | 'ruth' | 'tineke' | 'bram', Newcomer> = {} as never;
  let client: string;
  let ended: Date;

  it('begins with a request, which is verified, activated and confirmed with the BSN (V21, V26, V31)', async () => {
    const ecdClientId = await unknownToThePortal('r.vermeulen@curatele.example');
    const desk = await staff('vivium-administrator');
    const { registerClient } = await desk.get<{ registerClient: { id: string } }>(
      `mutation($ecd: ID!) { registerClient(organisation: "vivium", ecdClientId: $ecd, bsn: "999991887", reason: "nieuw in zorg") { id } }`,
      { ecd: ecdClientId },
    );
    client = registerClient.id;
    people.gerrit = newcomer('Gerrit', 'Bosman', '+31610000701', { bsn: '999991887' });
    expect((await request(gerrit(), client, 'CLIENT', 'SELF')).data?.verifyRegistration.status).toBe('VERIFIED');
    await gerrit().activate();
    expect(await reads(gerrit(), client)).toBe(true);
  });

  it('goes on with a representative, once he cannot decide any more; he keeps access as she permits (V24, V25)', async () => {
    system.travelTo('2027-02-08T10:00:00Z');
    const desk = await staff('vivium-administrator');
    await desk.get(
      `mutation($client: ID!, $from: DateTime!) { recordIncapacity(clientId: $client, subject: DOSSIER_ACCESS, validFrom: $from,
         evidence: "verslag specialist ouderengeneeskunde", reason: "besproken in het MDO") { id } }`,
      { client, from: system.now().toISOString() },
    );
    people.ruth = newcomer('Ruth', 'Bosman', '+31610000702', { bsn: '999991887' });
    await request(people.ruth, client, 'REPRESENTATIVE', 'CURATORSHIP');
    await people.ruth.activate();
    await gerrit().signIn();
    expect(await reads(gerrit(), client)).toBe(false);
    const [own] = await gerrit().relations();
    expect(own?.status).toBe('SUSPENDED');
    await people.ruth.get('mutation($id: ID!) { permitClientAccess(relationId: $id, permitted: true) { status } }', {
      id: own?.id,
    });
    expect(await reads(gerrit(), client)).toBe(true);
  });

  it('has no third account; there is room for a contact when he gives up his own (V22, V23, V35)', async () => {
    system.travelTo('2027-03-01T10:00:00Z');
    await people.ruth.signIn();
    people.tineke = newcomer('Tineke', 'Bosman', '+31610000703', { bsn: '999991887' });
    await designate(people.tineke);
    const input = { client, role: 'CONTACT', legalBasis: 'DESIGNATION', evidence: 'aangewezen door de curator' };
    expect(codes((await verify(people.tineke, input)).errors)).toEqual(['verifyRegistration: NO_ACCOUNT_LEFT']);
    await gerrit().signIn();
    const [own] = await gerrit().relations();
    await gerrit().get('mutation($id: ID!) { withdrawAccess(relationId: $id) { status } }', { id: own?.id });
    expect(await reads(gerrit(), client)).toBe(false);
    expect((await verify(people.tineke, input)).data?.verifyRegistration.status).toBe('VERIFIED');
    await people.tineke.activate();
    expect(await reads(people.tineke, client)).toBe(true);
  });

  const designate = (guest: Newcomer) =>
    people.ruth.get(
      'mutation($client: ID!, $input: DesignationInput!) { designateContact(clientId: $client, input: $input) }',
      { client, input: { person: guest.details, sections: ['APPOINTMENTS'] } },
    );

  it('changes its contact: the one ends at once, the other begins (V25)', async () => {
    system.travelTo('2027-06-01T10:00:00Z');
    await people.ruth.signIn();
    await people.tineke.signIn();
    const [hers] = await people.tineke.relations();
    await people.ruth.get('mutation($id: ID!) { withdrawAccess(relationId: $id) { status } }', { id: hers?.id });
    expect(await reads(people.tineke, client)).toBe(false);
    people.bram = newcomer('Bram', 'Bosman', '+31610000704', { bsn: '999991887' });
    await designate(people.bram);
    const input = { client, role: 'CONTACT', legalBasis: 'DESIGNATION', evidence: 'aangewezen door de curator' };
    await verify(people.bram, input);
    await people.bram.activate();
    expect(await reads(people.bram, client)).toBe(true);
  });

  it('ends thirty days after departure, to the second and over the change of the clocks, with no job run (V34)', async () => {
    system.travelTo('2027-10-05T10:00:00Z');
    const desk = await staff('vivium-administrator');
    await desk.get(
      'mutation($client: ID!) { recordDeparture(clientId: $client, date: "2027-10-05", reason: "verhuisd naar elders") { client } }',
      { client },
    );
    ended = new Date('2027-11-04T23:00:00Z'); // the end of 4 November in Amsterdam; the clocks went back on 31 October
    system.travelTo(new Date(ended.getTime() - 1_000));
    await people.ruth.signIn();
    expect(await reads(people.ruth, client)).toBe(true);
    system.travelTo(ended);
    expect(await reads(people.ruth, client)).toBe(false);
    expect(codes((await people.ruth.givePassword()).errors)).toEqual(['signIn: CREDENTIALS_REFUSED']);
  });

  it('leaves accounts without access, and a log with names (V34)', async () => {
    system.travelTo(new Date(ended.getTime() + 86_400_000));
    await system.upkeep();
    const rows = await identity('SELECT email FROM account WHERE email = $1', [people.ruth.person.email]);
    expect(rows).toHaveLength(1);
    expect(await namesOnTheLog('vivium-auditor', client)).toContain('Ruth Bosman');
  });
});

describe('a client’s whole life at De Rozelaar', () => {
  const people: Record<'mien' | 'loes' | 'wim', Newcomer> = {} as never;
  let client: string;
  let extra: string;
  const ended = new Date('2028-04-08T22:00:00Z');

  const byForm = async (guest: Newcomer, role: string, legalBasis: string, more: object = {}) => {
    const desk = await staff('rozelaar-administrator');
    const signedOn = system.now().toISOString().slice(0, 10);
    const form = { signer: guest.person.given, signedOn, termsVersion: '3', evidence: 'map 12, formulier 4' };
    const input = { client, role, legalBasis, evidence: 'ondertekend aanmeldformulier', form, ...more };
    const { registerByForm } = await desk.get<{ registerByForm: { id: string; status: string; relation: string } }>(
      FORM,
      { organisation: 'rozelaar', person: guest.details, input, reason: 'formulier ontvangen en gecontroleerd' },
    );
    return registerByForm;
  };

  it('begins with a signed form, which is the agreement, and asks no BSN (R3, R11, R12)', async () => {
    system.travelTo('2027-12-01T10:00:00Z');
    const ecdClientId = await unknownToThePortal('mien.jaspers@example.net');
    const desk = await staff('rozelaar-administrator');
    const { registerClient } = await desk.get<{ registerClient: { id: string } }>(
      'mutation($ecd: ID!) { registerClient(organisation: "rozelaar", ecdClientId: $ecd, reason: "nieuw in zorg") { id } }',
      { ecd: ecdClientId },
    );
    client = registerClient.id;
    people.mien = newcomer('Mien', 'Jaspers', '+31610000711');
    await byForm(people.mien, 'CLIENT', 'SELF');
    await people.mien.activate();
    expect(people.mien.session?.nextSteps).toEqual([]);
    expect(await reads(people.mien, client)).toBe(true);
  });

  it('has a second account for family who represents, and both keep access (R5, R8)', async () => {
    people.loes = newcomer('Loes', 'Jaspers', '+31610000712');
    await byForm(people.loes, 'REPRESENTATIVE', 'CHILD');
    await people.loes.activate();
    expect(await reads(people.loes, client)).toBe(true);
    expect(await reads(people.mien, client)).toBe(true);
  });

  it('has a third once the mediator has agreed, until its date (R9, R10, R16)', async () => {
    people.wim = newcomer('Wim', 'Jaspers', '+31610000713');
    const until = '2028-01-15T11:00:00Z';
    const asked = await byForm(people.wim, 'CONTACT', 'DESIGNATION', { extra: { reason: 'overdracht', until } });
    expect(asked.status).toBe('AWAITING_APPROVAL');
    const mediator = await staff('rozelaar-mediator');
    const { approveExtraAccount } = await mediator.get<{ approveExtraAccount: { relation: string } }>(
      'mutation($id: ID!) { approveExtraAccount(id: $id, reason: "nodig voor de overdracht") { relation } }',
      { id: asked.id },
    );
    extra = approveExtraAccount.relation;
    await people.wim.activate();
    expect(await reads(people.wim, client)).toBe(true);
    system.travelTo('2028-01-15T10:59:59Z');
    await people.wim.signIn();
    expect(await reads(people.wim, client)).toBe(true);
    system.travelTo(until);
    expect(await reads(people.wim, client)).toBe(false);
  });

  it('extends it when it ends, and not before (R17)', async () => {
    const mediator = await staff('rozelaar-mediator');
    const extend = (until: string) =>
      mediator.ask(
        'mutation($id: ID!, $until: DateTime!) { extendAccess(relationId: $id, until: $until, reason: "overdracht loopt nog") { status } }',
        {
          id: extra,
          until,
        },
      );
    expect(codes((await extend('2028-03-01T11:00:00Z')).errors)).toEqual([]);
    await people.wim.signIn();
    expect(await reads(people.wim, client)).toBe(true);
    expect((await extend('2028-06-01T11:00:00Z')).errors).toHaveLength(1);
  });

  it('ends six weeks after death, to the second and over the change of the clocks, with no job run (R18)', async () => {
    system.travelTo('2028-02-26T10:00:00Z');
    const desk = await staff('rozelaar-administrator');
    await desk.get(
      'mutation($client: ID!) { recordDeath(clientId: $client, date: "2028-02-26", reason: "overlijden doorgegeven") { client } }',
      { client },
    );
    system.travelTo(new Date(ended.getTime() - 1_000));
    await people.loes.signIn();
    expect(await reads(people.loes, client)).toBe(true);
    system.travelTo(ended);
    expect(await reads(people.loes, client)).toBe(false);
    expect(codes((await people.loes.givePassword()).errors)).toEqual(['signIn: CREDENTIALS_REFUSED']);
  });

  it('ends with the accounts deleted, and a log that keeps who looked by a pseudonym only (R18)', async () => {
    expect(await namesOnTheLog('rozelaar-auditor', client)).toContain('Loes Jaspers');
    await system.upkeep();
    const emails = Object.values(people).map(({ person }) => person.email);
    expect(await identity('SELECT email FROM account WHERE email = ANY($1)', [emails])).toEqual([]);
    const names = await namesOnTheLog('rozelaar-auditor', client);
    expect(names).not.toContain('Loes Jaspers');
    expect(names).toContain(null);
  });
});

/** Who is on the log of a client, as its manager reads it. */
async function namesOnTheLog(auditor: string, client: string): Promise<(string | null)[]> {
  const manager = await staff(auditor);
  const { auditEvents } = await manager.get<{
    auditEvents: { edges: { node: { account: string | null; agent: { name: string | null } } }[] };
  }>(
    'query($client: ID!) { auditEvents(first: 50, filter: { client: $client }) { edges { node { account agent { name } } } } }',
    { client },
  );
  return auditEvents.edges.filter(({ node }) => node.account !== null).map(({ node }) => node.agent.name);
}
