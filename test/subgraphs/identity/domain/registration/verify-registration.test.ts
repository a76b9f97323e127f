import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openIdentity, type IdentityInTest } from '../../support/identity-in-test.js';
import { newcomer, openDesk, verificationFor, type Desk } from '../../support/registration-in-test.js';

let identity: IdentityInTest;
let desk: Desk;
let client: string;

beforeAll(async () => {
  identity = await openIdentity();
  desk = await openDesk(identity);
});
afterAll(() => identity.close());
beforeEach(async () => {
  client = await identity.rows.client();
  for (const list of [identity.log, identity.announced]) list.length = 0;
});

const MENTOR = { role: 'REPRESENTATIVE', legalBasis: 'MENTORSHIP', evidence: 'beschikking kantonrechter' } as const;
const enrol = (change = {}, person = {}) => desk.enrol(verificationFor(client, change), person);
const relations = () => identity.needs.relations.ofClients([client]);

describe('verifying a registration (V26)', () => {
  it('gives access that rests on what was seen, by whom and when (R6, R7)', async () => {
    const registration = await enrol({
      ...MENTOR,
      relatedPerson: 'C-77',
      validUntil: new Date('2027-01-01T00:00:00Z'),
    });
    expect(registration).toMatchObject({ status: 'VERIFIED', client, verifiedAt: identity.clock.now });
    expect(await desk.relation(registration)).toMatchObject({
      role: 'REPRESENTATIVE',
      legalBasis: 'MENTORSHIP',
      evidence: 'beschikking kantonrechter',
      relatedPerson: 'C-77',
      validFrom: identity.clock.now,
      validUntil: new Date('2027-01-01T00:00:00Z'),
    });
    const [row] = await identity.database.query<object[]>(
      'SELECT verified_by, verified_at FROM relation WHERE id = $1',
      [registration.relation],
    );
    expect(row).toEqual({ verified_by: desk.administrators.vivium.account, verified_at: identity.clock.now });
  });

  it('opens an account without a password, and mails a link and no password (V29)', async () => {
    const person = newcomer();
    const { account } = await enrol({}, person);
    expect(await identity.needs.accounts.find(account ?? '')).toMatchObject({ passwordHash: null, activatedAt: null });
    expect(await desk.letterTo(person.email)).toEqual(['ACTIVATION']);
    const [letter] = (await identity.letters()).filter(({ to }) => to === person.email);
    const in72Hours = new Date(identity.clock.now.getTime() + 72 * 3_600_000);
    expect(letter).toMatchObject({ notAfter: in72Hours, notice: { validUntil: in72Hours.toISOString() } });
  });

  it('keeps data of the person with the account alone, and forgets the name of the client (V28)', async () => {
    const person = newcomer();
    const { id } = await enrol({}, person);
    const [row] = await identity.database.query<object[]>(
      'SELECT given_name, family_name, email, mobile_number, client_name FROM registration WHERE id = $1',
      [id],
    );
    expect(Object.values(row ?? {})).toEqual([null, null, null, null, null]);
    expect((await identity.needs.registrations.find(id))?.person).toMatchObject({ email: person.email });
  });

  it('puts registration, account and relation on record, with the reason', async () => {
    const { id, account, relation } = await enrol();
    const place = { organisation: 'vivium', role: 'ADMINISTRATOR', justification: 'dossier ingezien' };
    expect(identity.log.slice(1)).toEqual([
      { kind: 'REGISTRATION_CHANGED', action: 'U', ...place, client, relation, categories: [id, 'VERIFIED'] },
      { kind: 'ACCOUNT_CHANGED', action: 'C', ...place, categories: [account] },
      { kind: 'RELATION_CHANGED', action: 'C', ...place, client, relation, categories: ['CLIENT', 'SELF'] },
    ]);
    expect(identity.announced).toEqual([account]);
  });

  it('can be done once', async () => {
    const { id } = await enrol();
    await expect(desk.verify(id, verificationFor(client))).rejects.toMatchObject({ code: 'REGISTRATION_DECIDED' });
    expect(await relations()).toHaveLength(1);
  });

  it('is done once, when two do it at the same moment', async () => {
    const { id } = await desk.request();
    const both = await Promise.allSettled([1, 2].map(() => desk.verify(id, verificationFor(client))));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await relations()).toHaveLength(1);
  });

  it.each([
    ['evidence of nothing (R7)', { evidence: ' ' }, 'evidence'],
    ['an end that has passed', { validUntil: new Date('2026-02-01T00:00:00Z') }, 'validUntil'],
    ['a basis of another role (R6)', { legalBasis: 'MENTORSHIP' as const }, 'legalBasis'],
    [
      'a form, where nobody signs one',
      { form: { signer: 'x', signedOn: '2026-01-01', termsVersion: '1', evidence: 'map' } },
      'form',
    ],
    ['access to replace that is not there', { replaces: '3f1b0a52-6d57-4f0e-9a53-0d6e7a1f9c11' }, 'replaces'],
  ])('is refused with %s', async (_what, change, field) => {
    await expect(enrol(change)).rejects.toMatchObject({ code: 'BAD_INPUT', details: { fields: [field] } });
    expect(await relations()).toEqual([]);
  });

  it('is never done on administration of finances (R5)', async () => {
    const { id } = await desk.request();
    const asked = verificationFor(client, { role: 'REPRESENTATIVE', legalBasis: 'FINANCIAL_ADMINISTRATION' });
    await expect(desk.verify(id, asked)).rejects.toMatchObject({ code: 'FINANCES_ONLY' });
    expect(identity.log.at(-1)).toMatchObject({ outcome: 'REFUSED', reason: 'FINANCES_ONLY', client });
  });

  it('is done within the own organisation, and refused alike for what does not exist', async () => {
    const { id } = await desk.request();
    const elsewhere = await identity.rows.client({ organisation: 'rozelaar' });
    const tries = [
      desk.verify(id, verificationFor(client), 'rozelaar'),
      desk.verify(id, verificationFor(elsewhere)),
      desk.verify(id, verificationFor('3f1b0a52-6d57-4f0e-9a53-0d6e7a1f9c11')),
      desk.verify('3f1b0a52-6d57-4f0e-9a53-0d6e7a1f9c11', verificationFor(client)),
      desk.verify('bedacht', verificationFor(client)),
    ];
    const refused = { status: 'rejected', reason: expect.objectContaining({ code: 'ACCESS_REFUSED', details: {} }) };
    expect(await Promise.allSettled(tries)).toEqual(tries.map(() => refused));
  });

  it.each([
    ['one second before access ends, is done (V34)', '2026-03-03T22:59:59Z', null],
    ['when access has ended, is not (V34)', '2026-03-03T23:00:00Z', 'CARE_IS_OVER'],
  ])('of a client who left, %s', async (_when, now, code) => {
    client = await identity.rows.client({ departedOn: '2026-02-01' });
    const started = identity.clock.now;
    identity.clock.now = new Date(now);
    const [outcome] = await Promise.allSettled([enrol()]);
    identity.clock.now = started;
    const refused = { status: 'rejected', reason: { code } };
    expect(outcome).toMatchObject(code === null ? { status: 'fulfilled' } : refused);
  });
});
