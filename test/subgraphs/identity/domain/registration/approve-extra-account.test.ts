import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { findStanding } from '../../../../../subgraphs/identity/domain/standing.js';
import { openIdentity, type IdentityInTest } from '../../support/identity-in-test.js';
import { EXTRA, FORM, newcomer, openDesk, verificationFor, type Desk } from '../../support/registration-in-test.js';

let identity: IdentityInTest;
let desk: Desk;
let client: string;

beforeAll(async () => {
  identity = await openIdentity();
  desk = await openDesk(identity);
});
afterAll(() => identity.close());
beforeEach(async () => {
  identity.clock.now = new Date('2026-02-02T09:00:00Z');
  client = await identity.rows.client({ organisation: 'rozelaar' });
  const proxy = { role: 'REPRESENTATIVE', legalBasis: 'WRITTEN_PROXY' } as const;
  await desk.enter(verificationFor(client));
  await desk.enter(verificationFor(client, proxy));
  identity.log.length = 0;
});

const CONTACT = { role: 'CONTACT', legalBasis: 'DESIGNATION', evidence: 'brief van de cliënt' } as const;
const askThird = (change = {}, person = newcomer()) =>
  desk.enter(verificationFor(client, { ...CONTACT, extra: EXTRA, ...change }), person);
const relations = () => identity.needs.relations.ofClients([client]);

describe('a third account', () => {
  it('waits for the mediator, who is told by its number alone (R9)', async () => {
    const person = newcomer();
    const registration = await askThird({}, person);
    expect(registration).toMatchObject({ status: 'AWAITING_APPROVAL', extra: EXTRA, relation: null, account: null });
    expect(await desk.letterTo(person.email)).toEqual([]);
    const notices = (await identity.letters()).map(({ notice }) => notice);
    expect(notices).toContainEqual({ template: 'EXTRA_ACCOUNT_ASKED', registration: registration.id });
    expect(await relations()).toHaveLength(2);
  });

  it('is given when the mediator approves it, with its reason and an end date (R9, R16)', async () => {
    const { id } = await askThird();
    const registration = await desk.approve(id, desk.mediator);
    expect(registration).toMatchObject({ status: 'VERIFIED', extraApprovedBy: desk.mediator.account });
    expect(await desk.relation(registration)).toMatchObject({ extraReason: EXTRA.reason, validUntil: EXTRA.until });
    expect(identity.log.at(-4)).toMatchObject({
      kind: 'REGISTRATION_CHANGED',
      role: 'MEDIATOR',
      justification: 'akkoord, tijdelijk nodig',
      categories: [id, 'APPROVED'],
    });
  });

  it('is signed for as well: without a form it is not entered (R10)', async () => {
    const registration = await askThird();
    expect(registration.form).toEqual(FORM);
    const { account } = await desk.approve(registration.id);
    const [relation] = (await findStanding(identity.needs, account ?? '', identity.clock.now)).relations;
    expect(relation?.holder.acceptedTerms).toEqual(['3']);
  });

  it('opens nothing from its end date on (R16)', async () => {
    const { account } = await desk.approve((await askThird()).id);
    const statusAt = async (moment: string) =>
      (await findStanding(identity.needs, account ?? '', new Date(moment))).relations.map(({ status }) => status);
    expect(await statusAt('2026-05-31T23:59:59.999Z')).toEqual(['ACTIVE']);
    expect(await statusAt('2026-06-01T00:00:00.000Z')).toEqual(['ENDED']);
  });

  it.each([
    ['no end date', { extra: { ...EXTRA, until: null } }, 'extra.until'],
    ['an end date that has passed', { extra: { ...EXTRA, until: new Date('2026-02-02T09:00:00Z') } }, 'extra.until'],
    ['no reason', { extra: { ...EXTRA, reason: '' } }, 'reason'],
  ])('is refused with %s (R9, R16)', async (_what, change, field) => {
    await expect(askThird(change)).rejects.toMatchObject({ code: 'BAD_INPUT', details: { fields: [field] } });
  });

  it('is not approved by who asked for it (R9)', async () => {
    const both = desk.administrators.rozelaar;
    await identity.rows.staff({ accountId: both.account, organisation: 'rozelaar', role: 'MEDIATOR' });
    const { id } = await askThird();
    await expect(desk.approve(id, both)).rejects.toMatchObject({ code: 'APPROVAL_BY_ANOTHER' });
    expect(await relations()).toHaveLength(2);
  });

  it('is approved by the mediator of the organisation, and by nobody else (R9)', async () => {
    const { id } = await askThird();
    const others = [
      await desk.staff('rozelaar', 'ADMINISTRATOR'),
      await desk.staff('rozelaar', 'AUDITOR'),
      await desk.staff('vivium', 'MEDIATOR'),
    ];
    for (const by of others) await expect(desk.approve(id, by)).rejects.toMatchObject({ code: 'ACCESS_REFUSED' });
  });

  it('is approved once (R9)', async () => {
    const { id } = await askThird();
    const both = await Promise.allSettled([desk.approve(id), desk.approve(id)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await relations()).toHaveLength(3);
  });

  it('is the only one: of two that were asked for one is given, also at the same moment (R9)', async () => {
    const asked = [await askThird(), await askThird()];
    const outcomes = await Promise.allSettled(asked.map(({ id }) => desk.approve(id)));
    expect(
      outcomes.map((outcome) => (outcome.status === 'rejected' ? String(outcome.reason) : 'given')).sort(),
    ).toEqual(['Error: NO_ACCOUNT_LEFT', 'given']);
    expect(await relations()).toHaveLength(3);
  });

  it('is not approved after the end that was asked for (R16)', async () => {
    const { id } = await askThird();
    identity.clock.now = EXTRA.until;
    await expect(desk.approve(id)).rejects.toMatchObject({ code: 'APPROVAL_TOO_LATE' });
  });

  it('is not asked for while there is an account left (R8)', async () => {
    client = await identity.rows.client({ organisation: 'rozelaar' });
    await expect(askThird()).rejects.toMatchObject({ code: 'BAD_INPUT', details: { fields: ['extra'] } });
  });

  it('does not exist where two is the most (V23)', async () => {
    const here = await identity.rows.client();
    await desk.enrol(verificationFor(here));
    await desk.enrol(verificationFor(here, CONTACT));
    const third = desk.enrol(verificationFor(here, { ...CONTACT, extra: EXTRA }));
    await expect(third).rejects.toMatchObject({ code: 'NO_ACCOUNT_LEFT', details: {} });
  });
});
