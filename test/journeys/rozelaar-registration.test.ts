/** Rudi Pengel's daughter and a friend register with a signed form; the friend's is the third account (R3, R5–R12, R16). */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codes } from '../support/codes.js';
import { mailsTo } from '../support/mail.js';
import { Newcomer } from '../support/newcomer.js';
import { startSystem, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

const ENTER = `mutation($person: PersonInput!, $input: VerificationInput!) {
  registerByForm(organisation: "rozelaar", person: $person, input: $input, reason: "formulier gecontroleerd") {
    id status relation form { signer signedOn termsVersion evidence } extra { reason until approved } } }`;
const APPROVE =
  'mutation($id: ID!) { approveExtraAccount(id: $id, reason: "nodig voor goede zorg") { status relation } }';
const READ = 'query($id: ID!) { client(id: $id) { name { text } appointments { edges { cursor } } } }';
const DAY_MS = 86_400_000;

interface Entered {
  registerByForm: { id: string; status: string; relation: string | null; form: object };
}

describe('registration by a signed form', () => {
  let system: System;
  let desk: Visitor;
  let mediator: Visitor;
  let client: string;
  let waiting: string;
  let mira: Newcomer;
  let otto: Newcomer;
  const signedOn = new Date(Date.now() - 3 * DAY_MS).toISOString().slice(0, 10);
  const until = new Date(Date.now() + 60 * DAY_MS).toISOString();
  const form = { signer: 'handtekening gezien', signedOn, termsVersion: '3', evidence: 'map 12, formulier 4' };

  beforeAll(async () => {
    system = await startSystem();
    desk = await new Visitor(system, 'rozelaar-administrator').enter();
    mediator = await new Visitor(system, 'rozelaar-mediator').enter();
    client = await (await new Visitor(system, 'rudi').enter()).clientAs('CLIENT');
    const person = (given: string, mobile: string) =>
      new Newcomer(system, {
        given,
        family: 'Pengel',
        email: `${given.toLowerCase()}.pengel@example.com`,
        mobile,
        password: 'de tram stopt bij de brug',
      });
    mira = person('Mira', '+31610000811');
    otto = person('Otto', '+31610000812');
  });
  afterAll(() => system.stop());

  const enter = (guest: Newcomer, change: object = {}) => {
    const seen = { client, role: 'REPRESENTATIVE', legalBasis: 'CHILD', evidence: 'geboorteakte ingezien', form };
    return desk.ask<Entered>(ENTER, { person: guest.details, input: { ...seen, ...change } });
  };
  const contact = { role: 'CONTACT', legalBasis: 'DESIGNATION', evidence: 'aangewezen door de cliënt' };

  it('is not entered without the form, or for terms that were not in force on that day (R3)', async () => {
    expect(codes((await enter(mira, { form: null })).errors)).toEqual(['registerByForm: REGISTRATION_BY_FORM']);
    const other = { ...form, termsVersion: '2' };
    expect(codes((await enter(mira, { form: other })).errors)).toEqual(['registerByForm: TERMS_NOT_CURRENT']);
    const tomorrow = new Date(Date.now() + 2 * DAY_MS).toISOString().slice(0, 10);
    const early = await enter(mira, { form: { ...form, signedOn: tomorrow } });
    expect(early.errors[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', fields: ['form.signedOn'] });
  });

  it('gives family who represents the second account, on evidence that is kept (R5, R6, R7, R8)', async () => {
    const { data, errors } = await enter(mira);
    expect(errors).toEqual([]);
    expect(data?.registerByForm).toMatchObject({ status: 'VERIFIED', form });
  });

  it('is the agreement: with the link, a password and the code she reads, and is asked no BSN (R3, R11, R12, R13)', async () => {
    await mira.activate();
    expect(mira.session?.nextSteps).toEqual([]);
    expect(await mira.get(READ, { id: client })).toMatchObject({ client: { name: { text: 'Rudi Pengel' } } });
  });

  it('a third account has a reason and an end date, or is refused (R9, R16)', async () => {
    const plain = await enter(otto, contact);
    expect(codes(plain.errors)).toEqual(['registerByForm: EXTRA_ACCOUNT_NEEDED']);
    const endless = await enter(otto, { ...contact, extra: { reason: 'overdracht na de revalidatie' } });
    expect(endless.errors[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', fields: ['extra.until'] });
  });

  it('waits for the mediator, after the third person has signed too (R9, R10)', async () => {
    const unsigned = await enter(otto, { ...contact, form: null, extra: { reason: 'overdracht', until } });
    expect(codes(unsigned.errors)).toEqual(['registerByForm: REGISTRATION_BY_FORM']);
    const { data } = await enter(otto, { ...contact, extra: { reason: 'overdracht na de revalidatie', until } });
    expect(data?.registerByForm).toMatchObject({ status: 'AWAITING_APPROVAL', relation: null });
    waiting = data?.registerByForm.id ?? '';
    expect(mailsTo(system, otto.person.email)).toEqual([]);
  });

  it('is approved by the mediator, and not by the administration that asked for it (R9)', async () => {
    expect(codes((await desk.ask(APPROVE, { id: waiting })).errors)).toEqual(['approveExtraAccount: ACCESS_REFUSED']);
    await mediator.get(APPROVE, { id: waiting });
    expect(codes((await mediator.ask(APPROVE, { id: waiting })).errors)).toEqual([
      'approveExtraAccount: REGISTRATION_DECIDED',
    ]);
  });

  it('opens the dossier until its end date (R16)', async () => {
    await otto.activate();
    const { me } = await otto.get<{ me: { relations: unknown[] } }>('{ me { relations { status validUntil } } }');
    expect(me.relations).toEqual([{ status: 'ACTIVE', validUntil: until }]);
    expect(await otto.get(READ, { id: client })).toMatchObject({ client: { name: { text: 'Rudi Pengel' } } });
  });
});
