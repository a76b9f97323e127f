/** A day at the client administration of Vivium: each act with its reason, and the log manager reads them all. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { GraphAnswer } from '../../demo/graph-client.js';
import { startSystem, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

interface User {
  id: string;
  name: { text: string };
  email: string | null;
  status: string;
  relations: { id: string; organisation: { id: string } }[];
  staffRoles: { id: string; role: string }[];
}

const USER = '{ id name { text } email status relations { id organisation { id } } staffRoles { id role } }';
const FIND = `query($organisation: ID!, $text: String) {
  portalUsers(organisation: $organisation, filter: { text: $text }) { edges { node ${USER} } } }`;
const LOCK = `mutation($account: ID!, $reason: String!) {
  lockAccount(organisation: "vivium", accountId: $account, reason: $reason) { id status } }`;
const UNLOCK = `mutation($account: ID!, $reason: String!) {
  unlockAccount(organisation: "vivium", accountId: $account, reason: $reason) { id status } }`;
const REGISTER = `mutation($ecd: ID!, $bsn: String, $reason: String!) {
  registerClient(organisation: "vivium", ecdClientId: $ecd, bsn: $bsn, reason: $reason) { id ecdClientId bsnKnown } }`;
const LOG = `query($kinds: [AuditEventKind!]) { auditEvents(first: 50, filter: { kinds: $kinds }) { edges { node {
  kind outcome organisation justification client agent { name role } } } } }`;

const codes = ({ errors }: GraphAnswer<unknown>) => errors.map(({ extensions }) => extensions.code);

describe('the client administration', () => {
  let system: System;
  let marloes: Visitor;
  let henk: Visitor;
  let nienke: Visitor | undefined;
  let account: string;

  const find = async (text: string, organisation = 'vivium') => {
    const variables = { organisation, text };
    const answer = await marloes.get<{ portalUsers: { edges: { node: User }[] } }>(FIND, variables);
    return answer.portalUsers.edges.map(({ node }) => node);
  };
  const log = async (...kinds: string[]) => {
    nienke ??= await new Visitor(system, 'vivium-auditor').enter();
    const answer = await nienke.get<{ auditEvents: { edges: { node: object }[] } }>(LOG, { kinds });
    return answer.auditEvents.edges.map(({ node }) => node);
  };
  const byMarloes = { outcome: 'OK', organisation: 'vivium', agent: { name: 'Marloes Kuit', role: 'ADMINISTRATOR' } };

  beforeAll(async () => {
    system = await startSystem();
    henk = await new Visitor(system, 'henk').enter();
    marloes = await new Visitor(system, 'vivium-administrator').enter();
  });
  afterAll(() => system.stop());

  it('finds a user by name or e-mail address, and sees only what is of the own organisation (R14)', async () => {
    const [user, ...others] = await find('henk dek');
    expect(user).toMatchObject({ name: { text: 'Henk Dekker' }, status: 'ACTIVE' });
    expect(others).toEqual([]);
    expect(new Set(user?.relations.map(({ organisation }) => organisation.id))).toEqual(new Set(['vivium']));
    account = user?.id ?? '';
    const beyond = await marloes.ask(FIND, { organisation: 'rozelaar', text: 'anna' });
    expect(codes(beyond)).toEqual(['ACCESS_REFUSED']);
  });

  it('registers a client of the ECD with a BSN that never comes back (V31)', async () => {
    const wrong = await marloes.ask(REGISTER, { ecd: 'NIEUW-1', bsn: '123456789', reason: 'nieuwe cliënt' });
    expect(codes(wrong)).toEqual(['BAD_INPUT']);
    const { registerClient } = await marloes.get<{ registerClient: { id: string } }>(REGISTER, {
      ecd: 'NIEUW-1',
      bsn: '999990111',
      reason: 'nieuwe cliënt',
    });
    expect(registerClient).toMatchObject({ ecdClientId: 'NIEUW-1', bsnKnown: true });
    const lines = await log('CLIENT_CHANGED');
    expect(lines).toContainEqual({
      ...byMarloes,
      kind: 'CLIENT_CHANGED',
      justification: 'nieuwe cliënt',
      client: registerClient.id,
    });
    expect(JSON.stringify(lines)).not.toContain('999990111');
  });

  it('locks an account at once (R4): the session is over, and nobody signs in', async () => {
    await henk.get('{ me { id } }');
    const reason = 'voorwaarden niet nageleefd';
    expect(await marloes.get(LOCK, { account, reason })).toEqual({ lockAccount: { id: account, status: 'LOCKED' } });
    expect(codes(await henk.ask('{ me { id } }'))).toEqual(['SESSION_ENDED']);
    expect(codes(await henk.givePassword())).toEqual(['CREDENTIALS_REFUSED']);
    const line = { ...byMarloes, kind: 'ACCOUNT_LOCKED', justification: reason, client: null };
    expect(await log('ACCOUNT_LOCKED')).toEqual([line]);
  });

  it('opens it again, with a reason, and the person goes on', async () => {
    await marloes.get(UNLOCK, { account, reason: 'besproken en opgelost' });
    await new Visitor(system, 'henk').enter();
    const line = { kind: 'ACCOUNT_CHANGED', justification: 'besproken en opgelost' };
    expect(await log('ACCOUNT_CHANGED')).toContainEqual(expect.objectContaining(line));
  });

  it('appoints a mediator, who is sent a link and no password (V29), and ends the role again', async () => {
    const { appointStaff } = await marloes.get<{ appointStaff: User }>(
      `mutation { appointStaff(organisation: "vivium", role: MEDIATOR, given: "Noor", family: "Smit",
        email: "noor.smit@voorbeeld.example", mobileNumber: "06 12 34 56 78", reason: "nieuwe collega") ${USER} }`,
    );
    expect(appointStaff).toMatchObject({ status: 'INVITED', staffRoles: [{ role: 'MEDIATOR' }] });
    const end = 'mutation($id: ID!) { endStaffRole(assignmentId: $id, reason: "toch niet") }';
    await marloes.get(end, { id: appointStaff.staffRoles[0]?.id });
    const [own] = await find('marloes kuit');
    expect(codes(await marloes.ask(end, { id: own?.staffRoles[0]?.id }))).toEqual(['LAST_ADMINISTRATOR']);
    const reasons = (await log('STAFF_CHANGED')).map((line) => (line as { justification: string }).justification);
    expect(reasons).toEqual(expect.arrayContaining(['nieuwe collega', 'toch niet']));
  });

  it('does nothing without a reason, and what it reads is on the log as well', async () => {
    expect(codes(await marloes.ask(LOCK, { account, reason: '' }))).toEqual(['BAD_INPUT']);
    expect(await log('ACCOUNT_READ')).toContainEqual(expect.objectContaining({ ...byMarloes, kind: 'ACCOUNT_READ' }));
  });
});
