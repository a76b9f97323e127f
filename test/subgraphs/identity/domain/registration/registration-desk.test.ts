import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pageRequest } from '../../../../../subgraphs/connection.js';
import { designateContact } from '../../../../../subgraphs/identity/domain/registration/designate-contact.js';
import {
  findRegistration,
  listRegistrations,
} from '../../../../../subgraphs/identity/domain/registration/read-registrations.js';
import { refuseRegistration } from '../../../../../subgraphs/identity/domain/registration/refuse-registration.js';
import type { RegistrationFilter } from '../../../../../subgraphs/identity/domain/registration/registration.js';
import { openIdentity, settled, type IdentityInTest } from '../../support/identity-in-test.js';
import { newcomer, openDesk, verificationFor, type Desk } from '../../support/registration-in-test.js';

let identity: IdentityInTest;
let desk: Desk;

beforeAll(async () => {
  identity = await openIdentity();
  desk = await openDesk(identity);
});
afterAll(() => identity.close());
beforeEach(() => {
  identity.log.length = 0;
  identity.wait(1_000);
});

const refuse = async (id: string, by: 'vivium' | 'rozelaar' = 'vivium') => {
  const occasion = await desk.administrators[by].occasion();
  return refuseRegistration(identity.needs, { id, reason: 'niet bevoegd gebleken' }, occasion);
};

describe('refusing a registration', () => {
  it('keeps that it was refused and why, and nothing of the person (V28)', async () => {
    const { id, person } = await desk.request();
    expect(await refuse(id)).toMatchObject({
      status: 'REFUSED',
      refusalReason: 'niet bevoegd gebleken',
      person: null,
      clientName: null,
    });
    expect(await desk.letterTo(person?.email ?? '')).toEqual(['REGISTRATION_REFUSED']);
  });

  it('is final', async () => {
    const { id } = await desk.request();
    await refuse(id);
    await expect(refuse(id)).rejects.toMatchObject({ code: 'REGISTRATION_DECIDED' });
    const late = desk.verify(id, verificationFor(await identity.rows.client()));
    await expect(late).rejects.toMatchObject({ code: 'REGISTRATION_DECIDED' });
  });

  it('is done within the own organisation', async () => {
    const { id } = await desk.request();
    await expect(refuse(id, 'rozelaar')).rejects.toMatchObject({ code: 'ACCESS_REFUSED' });
  });
});

describe('the list of registrations', () => {
  const list = async (filter: Partial<RegistrationFilter> = {}, page = pageRequest(50, null), by = 'vivium') => {
    const occasion = await desk.administrators[by as 'vivium'].occasion();
    const all = { status: null, text: null, ...filter };
    return listRegistrations(identity.needs, 'vivium', all, page, occasion);
  };
  const ids = async (filter: Partial<RegistrationFilter> = {}) => (await list(filter)).edges.map(({ node }) => node.id);

  it('begins with the newest, and goes on from a cursor', async () => {
    const first = await desk.request();
    identity.wait(1_000);
    const second = await desk.request();
    const page = await list({}, pageRequest(1, null));
    expect(page.edges.map(({ node }) => node.id)).toEqual([second.id]);
    expect(page.pageInfo.hasNextPage).toBe(true);
    const next = await list({}, pageRequest(1, page.pageInfo.endCursor));
    expect(next.edges.map(({ node }) => node.id)).toEqual([first.id]);
  });

  it('is narrowed by status', async () => {
    const { id } = await desk.request();
    expect(await ids({ status: 'REQUESTED' })).toContain(id);
    expect(await ids({ status: 'VERIFIED' })).not.toContain(id);
  });

  it('is searched by name and e-mail address, before and after it was decided', async () => {
    const person = newcomer({ given: 'Zénobie', family: 'van Zuylen-Kruse', email: 'z.kruse@voorbeeld.example' });
    const { id } = await desk.request(person);
    for (const text of ['zenob', 'zuylen', 'z.kruse@voorb']) expect(await ids({ text })).toEqual([id]);
    await desk.verify(id, verificationFor(await identity.rows.client()));
    for (const text of ['Zéno', 'KRUSE', 'z.kruse@voorb']) expect(await ids({ text })).toEqual([id]);
    expect(await ids({ text: '%%%' })).toEqual([]);
  });

  it('is not searched with fewer than three characters', async () => {
    await expect(list({ text: 'ab ' })).rejects.toMatchObject({ code: 'SEARCH_TOO_SHORT' });
  });

  it('goes on record without what was searched for', async () => {
    await list({ status: 'REQUESTED', text: 'Aalbers' });
    expect(identity.log).toEqual([
      expect.objectContaining({ kind: 'REGISTRATION_READ', search: { status: 'REQUESTED', text: true } }),
    ]);
    expect(JSON.stringify(identity.log)).not.toContain('Aalbers');
  });

  it('is of the own organisation alone, and so is each registration', async () => {
    await expect(list({}, pageRequest(50, null), 'rozelaar')).rejects.toMatchObject({ code: 'ACCESS_REFUSED' });
    const { id } = await desk.request();
    const find = async (by: 'vivium' | 'rozelaar') =>
      findRegistration(identity.needs, id, await desk.administrators[by].occasion());
    expect(await find('vivium')).toMatchObject({ id });
    await expect(find('rozelaar')).rejects.toMatchObject({ code: 'ACCESS_REFUSED', details: {} });
  });
});

describe('designating a contact', () => {
  const CONTACT = { role: 'CONTACT', legalBasis: 'DESIGNATION' } as const;
  const designate = async (by: string, client: string, change = {}) => {
    const designation = { ...newcomer(), client, sections: null, ...change };
    await designateContact(identity.needs, designation, (await identity.signedIn(by)).occasion());
    return identity.log.at(-1)?.categories?.[0] ?? '';
  };
  let client: string;
  let resident: { account: string; relation: string };
  beforeEach(async () => {
    client = await identity.rows.client();
    resident = await settled(identity, 'CLIENT', client);
  });

  it('is done by the client, who says what the contact is to see (V22)', async () => {
    const id = await designate(resident.account, client, { sections: ['CARE_PLAN', 'REPORTS'] });
    expect(await identity.needs.registrations.find(id)).toMatchObject({
      status: 'REQUESTED',
      role: 'CONTACT',
      client,
      designatedBy: resident.relation,
    });
    const registration = await desk.verify(id, verificationFor(client, CONTACT));
    expect(await desk.relation(registration)).toMatchObject({ sections: ['REPORTS', 'CARE_PLAN'] });
  });

  it('shares what the organisation shares at first when nothing is said (V22)', async () => {
    const registration = await desk.verify(await designate(resident.account, client), verificationFor(client, CONTACT));
    expect((await desk.relation(registration)).sections).toEqual(['APPOINTMENTS']);
  });

  it('is done by the representative when the client cannot decide (V25)', async () => {
    const mentor = await settled(identity, 'REPRESENTATIVE', client);
    await identity.rows.incapacity(client);
    await expect(designate(resident.account, client)).rejects.toMatchObject({ code: 'ACCESS_REFUSED' });
    await expect(designate(mentor.account, client)).resolves.toMatch(/-/);
  });

  it('is worth nothing once somebody else decides (V25)', async () => {
    const id = await designate(resident.account, client);
    const mentor = await settled(identity, 'REPRESENTATIVE', client);
    await identity.rows.incapacity(client);
    const seen = verificationFor(client, { ...CONTACT, replaces: mentor.relation });
    await expect(desk.verify(id, seen)).rejects.toMatchObject({ code: 'REPRESENTATIVE_FIRST' });
    client = await identity.rows.client();
    resident = await settled(identity, 'CLIENT', client);
    const other = await designate(resident.account, client);
    await identity.needs.relations.end(resident.relation, 'WITHDRAWN_BY_HOLDER', identity.clock.now);
    await expect(desk.verify(other, verificationFor(client, CONTACT))).rejects.toMatchObject({
      code: 'DESIGNATION_LAPSED',
    });
  });

  it('is not done by a contact, by a stranger, or for a client that does not exist', async () => {
    const contact = await settled(identity, 'CONTACT', client);
    const stranger = await settled(identity, 'CLIENT', await identity.rows.client());
    for (const by of [contact, stranger]) {
      await expect(designate(by.account, client)).rejects.toMatchObject({ code: 'ACCESS_REFUSED', details: {} });
    }
    await expect(designate(resident.account, 'bedacht')).rejects.toMatchObject({ code: 'ACCESS_REFUSED', details: {} });
  });

  it.each([
    ['another client', { client: '3f1b0a52-6d57-4f0e-9a53-0d6e7a1f9c11' }, 'ACCESS_REFUSED'],
    ['another role', { role: 'REPRESENTATIVE', legalBasis: 'MENTORSHIP' } as const, 'BAD_INPUT'],
  ])('is not turned into access for or as %s', async (_what, change, code) => {
    const id = await designate(resident.account, client);
    const verified = desk.verify(id, verificationFor(client, { ...CONTACT, ...change }));
    await expect(verified).rejects.toMatchObject({ code });
  });
});
