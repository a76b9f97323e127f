import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { verifyRegistration } from '../../../../../subgraphs/identity/domain/registration/verify-registration.js';
import { findStanding } from '../../../../../subgraphs/identity/domain/standing.js';
import { openIdentity, settled, type IdentityInTest } from '../../support/identity-in-test.js';
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
const PROXY = { role: 'REPRESENTATIVE', legalBasis: 'WRITTEN_PROXY', evidence: 'volmacht' } as const;
const CONTACT = { role: 'CONTACT', legalBasis: 'DESIGNATION', evidence: 'brief van de cliënt' } as const;
const enrol = (change = {}, person = {}) => desk.enrol(verificationFor(client, change), person);
const relations = () => identity.needs.relations.ofClients([client]);

describe('two accounts for each client', () => {
  it('are the client and a contact (V21, V22)', async () => {
    await enrol();
    const contact = await enrol(CONTACT);
    expect((await desk.relation(contact)).sections).toEqual(['APPOINTMENTS']);
    expect((await relations()).map(({ role }) => role).sort()).toEqual(['CLIENT', 'CONTACT']);
  });

  it('a third account is refused (V23), and goes on record so', async () => {
    await enrol();
    await enrol(CONTACT);
    await expect(enrol(PROXY)).rejects.toMatchObject({ code: 'NO_ACCOUNT_LEFT', details: {} });
    await expect(enrol({ ...PROXY, extra: { reason: 'toch nodig', until: null } })).rejects.toMatchObject({
      code: 'NO_ACCOUNT_LEFT',
    });
    expect(identity.log.at(-1)).toMatchObject({ outcome: 'REFUSED', reason: 'NO_ACCOUNT_LEFT', client });
    expect(await relations()).toHaveLength(2);
  });

  it('of four people verified at the same moment two get in (V23)', async () => {
    const asked = [{}, CONTACT, CONTACT, PROXY];
    const outcomes = await Promise.allSettled(asked.map((change) => enrol(change)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(await relations()).toHaveLength(2);
  });

  it('nothing is left of who was refused: no account, no mail (V23)', async () => {
    await enrol();
    await enrol(CONTACT);
    const person = newcomer();
    await expect(enrol(CONTACT, person)).rejects.toThrow('NO_ACCOUNT_LEFT');
    expect(await identity.needs.accounts.findByEmail(person.email)).toBeNull();
    expect(await desk.letterTo(person.email)).toEqual([]);
  });

  it('an account whose end has come leaves its place to another (V23)', async () => {
    await enrol();
    await enrol({ ...CONTACT, validUntil: new Date('2026-02-02T10:00:00Z') });
    identity.wait(3_600_000);
    await expect(enrol(CONTACT)).resolves.toMatchObject({ status: 'VERIFIED' });
  });

  it('somebody whose access ran out gets it anew', async () => {
    const person = newcomer();
    const first = await enrol({ ...CONTACT, validUntil: new Date('2026-02-02T12:00:00Z') }, person);
    identity.clock.now = new Date('2026-02-02T12:00:00Z');
    const again = await enrol(CONTACT, person);
    expect(again.account).toBe(first.account);
    expect((await relations()).map(({ id }) => id)).toEqual([again.relation]);
  });
});

describe('a client who was found unable to decide', () => {
  beforeEach(async () => {
    await identity.rows.incapacity(client);
  });

  it('has the legal representative as first user (V24)', async () => {
    await expect(enrol()).rejects.toMatchObject({ code: 'REPRESENTATIVE_FIRST' });
    await expect(enrol(CONTACT)).rejects.toMatchObject({ code: 'REPRESENTATIVE_FIRST' });
    await expect(enrol(MENTOR)).resolves.toMatchObject({ status: 'VERIFIED' });
  });

  it('has own access that waits for the permission of the representative (V25)', async () => {
    await enrol(MENTOR);
    const own = await enrol();
    const standing = await findStanding(identity.needs, own.account ?? '', identity.clock.now);
    expect(standing.relations.map(({ status }) => status)).toEqual(['SUSPENDED']);
  });

  it('chooses freely where the organisation says so (R8)', async () => {
    client = await identity.rows.client({ organisation: 'rozelaar' });
    await identity.rows.incapacity(client);
    await expect(desk.enter(verificationFor(client))).resolves.toMatchObject({ status: 'VERIFIED' });
  });
});

describe('representatives', () => {
  it('of lower rank are refused while there is one of higher rank (R5)', async () => {
    await enrol(MENTOR);
    await expect(enrol(PROXY)).rejects.toMatchObject({ code: 'REPRESENTATIVE_OF_HIGHER_RANK' });
  });

  it('of higher or the same rank are not (R5)', async () => {
    await enrol(PROXY);
    await expect(enrol(MENTOR)).resolves.toMatchObject({ status: 'VERIFIED' });
    client = await identity.rows.client();
    await enrol(MENTOR);
    await expect(enrol(MENTOR)).resolves.toMatchObject({ status: 'VERIFIED' });
  });

  it('take over in one step: the one before has nothing from then on, and is told', async () => {
    const curator = await settled(identity, 'REPRESENTATIVE', client, { legalBasis: 'CURATORSHIP' });
    await settled(identity, 'CONTACT', client);
    const { session } = await identity.signedIn(curator.account);
    const next = await enrol({ ...MENTOR, replaces: curator.relation });
    expect(await identity.needs.relations.find(curator.relation)).toMatchObject({
      endedAt: identity.clock.now,
      endedReason: 'HANDED_OVER',
    });
    expect(await identity.needs.sessions.findLive(session.id, identity.clock.now, new Date(0))).toBeNull();
    const former = await identity.needs.accounts.find(curator.account);
    expect(await desk.letterTo(former?.email ?? '')).toEqual(['ACCESS_ENDED']);
    expect(identity.announced).toEqual([next.account, curator.account]);
    expect(identity.log.at(-1)).toMatchObject({ kind: 'RELATION_CHANGED', action: 'D', relation: curator.relation });
  });

  it('who are refused leave the one before where it was', async () => {
    const curator = await settled(identity, 'REPRESENTATIVE', client, { legalBasis: 'CURATORSHIP' });
    await settled(identity, 'REPRESENTATIVE', client, { legalBasis: 'MENTORSHIP' });
    const contact = await settled(identity, 'CONTACT', client);
    const taken = { ...PROXY, replaces: contact.relation };
    await expect(enrol(taken)).rejects.toMatchObject({ code: 'REPRESENTATIVE_OF_HIGHER_RANK' });
    expect(await identity.needs.relations.find(contact.relation)).toMatchObject({ endedAt: null });
    expect(await identity.needs.relations.find(curator.relation)).toMatchObject({ endedAt: null });
  });
});

describe('one person', () => {
  it('has one account: who has one gets access with it, and is told (V7)', async () => {
    const known = newcomer();
    const account = await identity.rows.account({ email: known.email, mobileNumber: known.mobileNumber });
    const registration = await enrol({}, known);
    expect(registration).toMatchObject({ status: 'ACTIVE', account });
    expect(await desk.letterTo(known.email)).toEqual(['NEW_ACCESS']);
  });

  it('has relations in both organisations with it (V7)', async () => {
    const known = newcomer();
    const here = await enrol({}, known);
    const there = await desk.enter(
      verificationFor(await identity.rows.client({ organisation: 'rozelaar' }), PROXY),
      known,
    );
    expect(there.account).toBe(here.account);
    const { relations: all } = await findStanding(identity.needs, here.account ?? '', identity.clock.now);
    expect(all.map(({ policy }) => policy.id).sort()).toEqual(['rozelaar', 'vivium']);
  });

  it('gets one account when registered twice at the same moment (V7)', async () => {
    const known = newcomer();
    const other = await identity.rows.client();
    const both = await Promise.all([enrol({}, known), desk.enrol(verificationFor(other, PROXY), known)]);
    expect(new Set(both.map(({ account }) => account)).size).toBe(1);
  });

  it('is known by the mobile number as well: another number is refused (V9)', async () => {
    const known = newcomer();
    await identity.rows.account({ email: known.email });
    await expect(enrol({}, known)).rejects.toMatchObject({ code: 'MOBILE_NUMBER_DIFFERS' });
    expect(await desk.letterTo(known.email)).toEqual([]);
  });

  it('whose account is blocked gets no access by another way (V36)', async () => {
    const known = newcomer();
    const { email, mobileNumber } = known;
    await identity.rows.account({ email, mobileNumber, lockedAt: new Date(), lockedReason: 'misbruik' });
    await expect(enrol({}, known)).rejects.toMatchObject({ code: 'ACCOUNT_BLOCKED' });
  });

  it('does not verify access of their own (R7)', async () => {
    const known = newcomer();
    const { email, mobileNumber } = known;
    const accountId = await identity.rows.account({ email, mobileNumber });
    await identity.rows.staff({ accountId, organisation: 'vivium', role: 'ADMINISTRATOR' });
    const { id } = await desk.request(known);
    const own = { id, verification: verificationFor(client), reason: 'ik ken mezelf' };
    const occasion = (await identity.signedIn(accountId)).occasion();
    await expect(verifyRegistration(identity.needs, own, occasion)).rejects.toMatchObject({
      code: 'APPROVAL_BY_ANOTHER',
    });
  });

  it('has access to a client once (V7)', async () => {
    const known = newcomer();
    await enrol(CONTACT, known);
    await expect(enrol(MENTOR, known)).rejects.toMatchObject({ code: 'ALREADY_HAS_ACCESS' });
  });

  it('changes role by replacing the own access (V7)', async () => {
    const known = newcomer();
    const contact = await enrol(CONTACT, known);
    const mentor = await enrol({ ...MENTOR, replaces: contact.relation }, known);
    expect((await relations()).map(({ id, role }) => [id, role])).toEqual([[mentor.relation, 'REPRESENTATIVE']]);
  });
});
