import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { designateContact } from '../../../../../subgraphs/identity/domain/registration/designate-contact.js';
import { registerByForm } from '../../../../../subgraphs/identity/domain/registration/register-by-form.js';
import { findStanding } from '../../../../../subgraphs/identity/domain/standing.js';
import { openIdentity, settled, type IdentityInTest } from '../../support/identity-in-test.js';
import { FORM, newcomer, openDesk, verificationFor, type Desk } from '../../support/registration-in-test.js';

let identity: IdentityInTest;
let desk: Desk;
let client: string;

beforeAll(async () => {
  identity = await openIdentity();
  desk = await openDesk(identity);
  const version = (name: string, effectiveAt: string) => ({
    version: name,
    effectiveAt,
    parentDocument: null,
    text: { nl: name, en: name },
  });
  identity.changePolicy('rozelaar', {
    terms: [version('3', '2025-03-01T00:00:00Z'), version('4', '2026-01-20T11:00:00Z')],
  });
});
afterAll(() => identity.close());
beforeEach(async () => {
  client = await identity.rows.client({ organisation: 'rozelaar' });
  identity.log.length = 0;
});

const form = { ...FORM, termsVersion: '4' };
const enter = (change = {}, person = newcomer()) => desk.enter(verificationFor(client, { form, ...change }), person);

describe('a signed registration form', () => {
  it('is the agreement: signer, date, terms and evidence are kept (R3, R7)', async () => {
    const registration = await enter();
    expect(registration).toMatchObject({ status: 'VERIFIED', form, role: 'CLIENT', client });
    expect((await desk.relation(registration)).evidence).toBe('legitimatie gezien aan de balie');
  });

  it('is the acceptance of its terms: nothing is left to do at the first sign-in (R3, R11)', async () => {
    const { account } = await enter();
    const [relation] = (await findStanding(identity.needs, account ?? '', identity.clock.now)).relations;
    expect(relation).toMatchObject({ status: 'ACTIVE', pending: [] });
    const rows = await identity.database.query<object[]>(
      'SELECT version, method, accepted_at FROM terms_acceptance WHERE account_id = $1',
      [account],
    );
    // the day on which it was signed, in Amsterdam
    const accepted_at = new Date('2026-01-27T23:00:00Z');
    expect(rows).toEqual([{ version: '4', method: 'SIGNED_FORM', accepted_at }]);
  });

  it('for earlier terms leaves the terms of today to be accepted (R33)', async () => {
    const { account } = await enter({ form: { ...form, signedOn: '2026-01-19', termsVersion: '3' } });
    const [relation] = (await findStanding(identity.needs, account ?? '', identity.clock.now)).relations;
    expect(relation?.pending).toEqual(['ACCEPT_TERMS']);
  });

  it.each([
    ['of terms that were yet to come', '2026-01-19', '4'],
    ['of terms that had been replaced', '2026-01-21', '3'],
    ['of terms that never were', '2026-01-21', '5'],
  ])('%s is refused (R3)', async (_what, signedOn, termsVersion) => {
    await expect(enter({ form: { ...form, signedOn, termsVersion } })).rejects.toMatchObject({
      code: 'TERMS_NOT_CURRENT',
    });
  });

  it.each(['3', '4'])('of the day on which terms changed can be for either: %s (R3)', async (termsVersion) => {
    await expect(enter({ form: { ...form, signedOn: '2026-01-20', termsVersion } })).resolves.toHaveProperty('id');
  });

  it.each([
    ['signed tomorrow', { signedOn: '2026-02-03' }, 'form.signedOn'],
    ['of a day that is none', { signedOn: '2026-02-30' }, 'form.signedOn'],
    ['that nobody signed', { signer: ' ' }, 'form.signer'],
    ['that is nowhere', { evidence: '' }, 'form.evidence'],
  ])('%s is refused (R3)', async (_what, change, field) => {
    await expect(enter({ form: { ...form, ...change } })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      details: { fields: [field] },
    });
    expect(await identity.needs.relations.ofClients([client])).toEqual([]);
  });

  it('needs a personal e-mail address and a mobile number, and no BSN (R11, R12)', async () => {
    const bad = newcomer({ email: 'geen', mobileNumber: '0201234567' });
    await expect(enter({}, bad)).rejects.toMatchObject({ details: { fields: ['email', 'mobileNumber'] } });
  });

  it('can name family as representative (R5)', async () => {
    const registration = await enter({ role: 'REPRESENTATIVE', legalBasis: 'CHILD', evidence: 'geboorteakte gezien' });
    expect(await desk.relation(registration)).toMatchObject({ legalBasis: 'CHILD' });
  });

  it('names who is responsible and on what basis, also on record (R6)', async () => {
    const { id, account, relation } = await enter();
    const place = { organisation: 'rozelaar', role: 'ADMINISTRATOR', justification: 'formulier ontvangen' };
    expect(identity.log).toEqual([
      { kind: 'REGISTRATION_CHANGED', action: 'C', ...place, client, relation, categories: [id, 'FORM'] },
      { kind: 'ACCOUNT_CHANGED', action: 'C', ...place, categories: [account] },
      { kind: 'RELATION_CHANGED', action: 'C', ...place, client, relation, categories: ['CLIENT', 'SELF'] },
      { kind: 'TERMS_ACCEPTED', action: 'C', ...place, client, relation, categories: ['rozelaar:4', account] },
    ]);
  });

  it('gives the client and a representative an account, or two representatives: they choose (R8)', async () => {
    const proxy = { role: 'REPRESENTATIVE', legalBasis: 'WRITTEN_PROXY' } as const;
    await enter(proxy);
    await enter(proxy);
    client = await identity.rows.client({ organisation: 'rozelaar' });
    await enter();
    await enter(proxy);
    await expect(enter(proxy)).rejects.toMatchObject({ code: 'EXTRA_ACCOUNT_NEEDED' });
  });

  it('is not entered where people register by the web (V26)', async () => {
    const here = await identity.rows.client();
    const occasion = await desk.administrators.vivium.occasion();
    const entered = { organisation: 'vivium', verification: verificationFor(here, { form }), reason: 'formulier' };
    await expect(registerByForm(identity.needs, { ...newcomer(), ...entered }, occasion)).rejects.toMatchObject({
      code: 'REGISTRATION_BY_WEB',
    });
  });

  it('is entered by the administration of the organisation itself (R14)', async () => {
    const entered = { organisation: 'rozelaar', verification: verificationFor(client, { form }), reason: 'formulier' };
    for (const by of [desk.administrators.vivium, desk.mediator]) {
      const tried = registerByForm(identity.needs, { ...newcomer(), ...entered }, await by.occasion());
      await expect(tried).rejects.toMatchObject({ code: 'ACCESS_REFUSED' });
    }
  });

  it('has to be there before a contact whom the client named gets in (R3, R10)', async () => {
    const { account } = await settled(identity, 'CLIENT', client);
    await identity.rows.accepted(account, 'rozelaar', '4');
    const occasion = (await identity.signedIn(account)).occasion();
    await designateContact(identity.needs, { ...newcomer(), client, sections: ['APPOINTMENTS'] }, occasion);
    const id = identity.log.at(-1)?.categories?.[0] ?? '';
    const seen = { role: 'CONTACT', legalBasis: 'DESIGNATION' } as const;
    await expect(desk.verify(id, verificationFor(client, seen), 'rozelaar')).rejects.toMatchObject({
      code: 'REGISTRATION_BY_FORM',
    });
    const signed = await desk.verify(id, verificationFor(client, { ...seen, form }), 'rozelaar');
    expect(await desk.relation(signed)).toMatchObject({ role: 'CONTACT', sections: ['APPOINTMENTS'] });
  });
});
