/** A new curator comes to see the dossier of Gerrit Bosman, by the web, and designates a contact (V1, V9, V21–V31). */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { codes } from '../support/codes.js';
import { lastMailTo, mailsTo } from '../support/mail.js';
import { Newcomer } from '../support/newcomer.js';
import { startSystem, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

const REQUEST = 'mutation($input: RegistrationRequestInput!) { requestRegistration(input: $input) }';
const VERIFY = `mutation($id: ID!, $input: VerificationInput!) {
  verifyRegistration(id: $id, input: $input, reason: "identiteit en bevoegdheid gezien") { id status clientName } }`;
const RENEW = 'mutation($id: ID!) { renewActivation(id: $id, reason: "eerste mail niet gevonden") { status } }';
const DESIGNATE = 'mutation($id: ID!, $input: DesignationInput!) { designateContact(clientId: $id, input: $input) }';
const READ =
  'query($id: ID!) { client(id: $id) { name { text } carePlan { title } appointments { edges { cursor } } } }';
const BSN = '999991887';

interface Listed {
  registrations: { edges: { node: { id: string; status: string; email: string | null } }[] };
}

describe('registration by the web', () => {
  let system: System;
  let desk: Visitor;
  let ruth: Visitor;
  let hanna: Newcomer;
  let bart: Newcomer;
  let client: string;
  let registration: string;

  beforeAll(async () => {
    system = await startSystem();
    desk = await new Visitor(system, 'vivium-administrator').enter();
    ruth = await new Visitor(system, 'ruth').enter();
    client = await ruth.clientAs('REPRESENTATIVE');
    const person = (given: string, mobile: string) =>
      new Newcomer(system, {
        given,
        family: 'Smit',
        email: `${given.toLowerCase()}.smit@example.com`,
        mobile,
        password: 'zeven eenden in de sloot',
        bsn: BSN,
      });
    hanna = person('Hanna', '+31610000801');
    bart = person('Bart', '+31610000802');
  });
  afterAll(() => system.stop());

  const asked = (guest: Newcomer, change: object = {}) => ({
    input: {
      organisation: 'vivium',
      person: guest.details,
      role: 'REPRESENTATIVE',
      legalBasis: 'CURATORSHIP',
      clientName: 'Gerrit Bosman',
      ...change,
    },
  });
  const activationMail = () => lastMailTo(system, hanna.person.email, 'activeren');
  const find = async ({ person }: Newcomer, status = 'REQUESTED') => {
    const { registrations } = await desk.get<Listed>(
      `query($text: String!, $status: RegistrationStatus) {
        registrations(organisation: "vivium", filter: { text: $text, status: $status }) {
          edges { node { id status email } } } }`,
      { text: person.email, status },
    );
    return registrations.edges[0]?.node;
  };
  const verify = (id: string | undefined, change: object = {}) => {
    const seen = { client, role: 'CONTACT', legalBasis: 'DESIGNATION', evidence: 'aangewezen door de curator' };
    return desk.ask<{ verifyRegistration: { status: string; clientName: null } }>(VERIFY, {
      id,
      input: { ...seen, ...change },
    });
  };

  it('is asked for by anyone, and answered alike to whoever has an account (V26, V28)', async () => {
    const answers = [
      await hanna.ask(REQUEST, asked(hanna)),
      await hanna.ask(REQUEST, asked(hanna, { person: { ...hanna.details, email: ruth.person.email } })),
    ];
    for (const { data, errors } of answers)
      expect({ data, errors }).toEqual({ data: { requestRegistration: true }, errors: [] });
    expect(await find(hanna)).toMatchObject({ status: 'REQUESTED', email: 'hanna.smit@example.com' });
  });

  it('is not had with a number that is not mobile, nor on administration of finances (V9, R5)', async () => {
    const wrong = { person: { ...hanna.details, mobileNumber: '020 123 45 67' } };
    const bad = await hanna.ask(REQUEST, asked(hanna, wrong));
    expect(bad.errors[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', fields: ['mobileNumber'] });
    const money = await hanna.ask(REQUEST, asked(hanna, { legalBasis: 'FINANCIAL_ADMINISTRATION' }));
    expect(codes(money.errors)).toEqual(['requestRegistration: FINANCES_ONLY']);
    const byForm = await hanna.ask(REQUEST, asked(hanna, { organisation: 'rozelaar' }));
    expect(codes(byForm.errors)).toEqual(['requestRegistration: REGISTRATION_BY_FORM']);
  });

  it('is verified by the administration of the organisation alone, who tells it by mail, without a password (V26, V29)', async () => {
    registration = (await find(hanna))?.id ?? '';
    const other = await new Visitor(system, 'rozelaar-administrator').enter();
    const input = {
      client,
      role: 'REPRESENTATIVE',
      legalBasis: 'CURATORSHIP',
      evidence: 'uittreksel curateleregister',
    };
    expect(codes((await other.ask(VERIFY, { id: registration, input })).errors)).toEqual([
      'verifyRegistration: ACCESS_REFUSED',
    ]);
    const [{ id: replaces } = { id: '' }] = await ruth.relations();
    const { data } = await verify(registration, { ...input, replaces });
    expect(data?.verifyRegistration).toMatchObject({ status: 'VERIFIED', clientName: null });
    expect(await activationMail()).toMatchObject({ token: expect.stringMatching(/^[\w-]{43}$/) });
  });

  it('ends the access of the one before in the same step (V24)', async () => {
    await ruth.mail(/is gestopt|has ended/);
    expect(codes((await ruth.refresh()).errors)).toEqual(['refreshSession: SESSION_ENDED']);
  });

  it('gives no way in before the account was activated (V26)', async () => {
    expect(codes((await hanna.givePassword()).errors)).toEqual(['signIn: CREDENTIALS_REFUSED']);
  });

  it('sends another link when asked, and the first is worth nothing any more (V29)', async () => {
    const { token } = await activationMail();
    await desk.get(RENEW, { id: registration });
    const since = Date.now();
    while ((await activationMail()).token === token && Date.now() - since < 5_000) await sleep(50);
    const old = await hanna.ask(
      'mutation($token: String!) { activateAccount(token: $token, password: "zeven eenden in de sloot") { id } }',
      { token },
    );
    expect(codes(old.errors)).toEqual(['activateAccount: LINK_REFUSED']);
  });

  it('takes a password and a code, and then the terms and the BSN, before anything opens (V1, V9, V27, V30, V31)', async () => {
    const { token } = await activationMail();
    const { activateAccount } = await hanna.get<{ activateAccount: { id: string } }>(
      'mutation($token: String!, $password: String!) { activateAccount(token: $token, password: $password) { id } }',
      { token, password: hanna.person.password },
    );
    await hanna.finishSignIn(activateAccount.id);
    expect(hanna.session?.nextSteps.map(({ step }) => step)).toEqual(['ACCEPT_TERMS', 'CONFIRM_BSN']);
    expect(codes((await hanna.ask(READ, { id: client })).errors)).toEqual(['client: TERMS_NOT_ACCEPTED']);
    await hanna.get('mutation { acceptTerms(termsId: "vivium:2025-1") { id } }');
    expect(codes((await hanna.ask(READ, { id: client })).errors)).toEqual(['client: BSN_NOT_CONFIRMED']);
    const wrong = await hanna.ask('mutation { confirmBsn(bsn: "111222333") { id } }');
    expect(codes(wrong.errors)).toEqual(['confirmBsn: BSN_REFUSED']);
    await hanna.get('mutation($bsn: String!) { confirmBsn(bsn: $bsn) { id } }', { bsn: BSN });
    expect(await hanna.get(READ, { id: client })).toMatchObject({
      client: { name: { text: expect.stringMatching('Bosman') } },
    });
    expect(await find(hanna, 'ACTIVE')).toMatchObject({ id: registration });
  });

  it('lets the representative designate the contact, and decide what the contact sees (V22, V25)', async () => {
    const stranger = await new Visitor(system, 'henk').enter();
    const input = { person: bart.details, sections: ['CARE_PLAN'] };
    expect(codes((await stranger.ask(DESIGNATE, { id: client, input })).errors)).toEqual([
      'designateContact: ACCESS_REFUSED',
    ]);
    await hanna.get(DESIGNATE, { id: client, input });
    expect((await verify((await find(bart))?.id)).data?.verifyRegistration.status).toBe('VERIFIED');
    await bart.activate();
    const { data, errors } = await bart.ask<{ client: { carePlan: unknown } }>(READ, { id: client });
    expect(data?.client.carePlan).not.toBeNull();
    expect(codes(errors)).toEqual(['client.appointments: ACCESS_REFUSED']);
  });

  it('gives no third account (V23)', async () => {
    const third = new Newcomer(system, {
      ...bart.person,
      given: 'Loek',
      email: 'loek.smit@example.com',
      mobile: '+31610000803',
    });
    await hanna.get(DESIGNATE, { id: client, input: { person: third.details } });
    expect(codes((await verify((await find(third))?.id)).errors)).toEqual(['verifyRegistration: NO_ACCOUNT_LEFT']);
    expect(mailsTo(system, third.person.email)).toEqual([]);
  });
});
