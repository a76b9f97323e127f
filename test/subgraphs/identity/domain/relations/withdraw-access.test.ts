import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { findSessionFacts } from '../../../../../subgraphs/identity/domain/session/session-facts.js';
import { MessageTable } from '../../../../../subgraphs/identity/data/tables/message-table.js';
import { withdrawAccess } from '../../../../../subgraphs/identity/domain/relations/withdraw-access.js';
import { openIdentity, settled, type IdentityInTest } from '../../support/identity-in-test.js';

type Person = Awaited<ReturnType<typeof settled>>;

let identity: IdentityInTest;
let client: string;
let resident: Person;
let contact: Person;

beforeAll(async () => {
  identity = await openIdentity();
});
afterAll(() => identity.close());

beforeEach(async () => {
  client = await identity.rows.client();
  resident = await settled(identity, 'CLIENT', client);
  contact = await settled(identity, 'CONTACT', client);
});

const refused = expect.objectContaining({ code: 'ACCESS_REFUSED', details: {} });
const withdraw = async (by: string, relation: string) => {
  const { occasion } = await identity.signedIn(by);
  for (const list of [identity.log, identity.announced]) list.length = 0;
  return withdrawAccess(identity.needs, relation, occasion());
};
const isLive = async (session: string) =>
  (await findSessionFacts(identity.needs, session, identity.clock.now)) !== null;

describe('withdrawing access (V35, R15)', () => {
  it('ends one’s own relation at once, with the sessions when nothing else is left', async () => {
    const elsewhere = await identity.signedIn(contact.account);
    const ended = await withdraw(contact.account, contact.relation);
    expect(ended).toMatchObject({ status: 'ENDED', end: identity.clock.now, version: 2 });
    expect(await isLive(elsewhere.session.id)).toBe(false);
    expect(identity.announced).toEqual([contact.account]);
    expect(identity.log).toEqual([
      {
        kind: 'RELATION_CHANGED',
        action: 'D',
        organisation: 'vivium',
        client,
        relation: contact.relation,
        role: 'CONTACT',
      },
    ]);
  });

  it('tells its holder by mail (V35, R15)', async () => {
    await withdraw(resident.account, contact.relation);
    const letters = (await identity.letters()).filter(({ account }) => account === contact.account);
    expect(letters).toEqual([
      expect.objectContaining({ channel: 'MAIL', organisation: 'vivium', notice: { template: 'ACCESS_ENDED' } }),
    ]);
  });

  it('is done whole or not at all: nothing ends when its letter cannot be written', async () => {
    const { occasion } = await identity.signedIn(contact.account);
    const put = jest.spyOn(MessageTable.prototype, 'put').mockRejectedValueOnce(new Error('no connection'));
    identity.log.length = 0;
    await expect(withdrawAccess(identity.needs, contact.relation, occasion())).rejects.toThrow('no connection');
    put.mockRestore();
    expect(identity.log).toEqual([]);
    expect((await identity.needs.relations.find(contact.relation))?.endedAt).toBeNull();
  });

  it('leaves nobody signed in when the last two relations of an account end at once', async () => {
    const other = await identity.rows.client();
    const second = await identity.rows.relation({ accountId: contact.account, clientId: other, role: 'CONTACT' });
    const { session, occasion } = await identity.signedIn(contact.account);
    await Promise.all(
      [contact.relation, second].map((relation) => withdrawAccess(identity.needs, relation, occasion())),
    );
    expect(await isLive(session.id)).toBe(false);
  });

  it('leaves the sessions alone when another relation is left', async () => {
    const other = await identity.rows.client();
    await identity.rows.relation({ accountId: contact.account, clientId: other, role: 'CONTACT' });
    const elsewhere = await identity.signedIn(contact.account);
    await withdraw(contact.account, contact.relation);
    const facts = await findSessionFacts(identity.needs, elsewhere.session.id, identity.clock.now);
    expect(facts?.relations.map((relation) => relation.client)).toEqual([other]);
  });

  it('leaves the sessions alone when a staff role is left', async () => {
    await identity.rows.staff({ accountId: contact.account, organisation: 'vivium', role: 'AUDITOR' });
    const elsewhere = await identity.signedIn(contact.account);
    await withdraw(contact.account, contact.relation);
    expect(await isLive(elsewhere.session.id)).toBe(true);
  });

  it('is possible before the terms have been accepted', async () => {
    const newcomer = await identity.rows.account();
    const relation = await identity.rows.relation({ accountId: newcomer, clientId: client, role: 'CONTACT' });
    await expect(withdraw(newcomer, relation)).resolves.toMatchObject({ status: 'ENDED' });
  });

  it('lets the client end the access of a contact', async () => {
    const theirs = await identity.signedIn(contact.account);
    await withdraw(resident.account, contact.relation);
    expect(await isLive(theirs.session.id)).toBe(false);
    expect(identity.announced).toEqual([contact.account]);
    const [row] = await identity.database.query<{ ended_reason: string }[]>(
      'SELECT ended_reason FROM relation WHERE id = $1',
      [contact.relation],
    );
    expect(row).toEqual({ ended_reason: 'WITHDRAWN_BY_CLIENT' });
  });

  it('lets a representative who acts for the client end the access of a contact', async () => {
    const mentor = await settled(identity, 'REPRESENTATIVE', client);
    await identity.rows.incapacity(client);
    await expect(withdraw(mentor.account, contact.relation)).resolves.toMatchObject({ status: 'ENDED' });
  });

  it('does not let the client do so while a representative acts for the client', async () => {
    await settled(identity, 'REPRESENTATIVE', client);
    await identity.rows.incapacity(client);
    await expect(withdraw(resident.account, contact.relation)).rejects.toEqual(refused);
    await expect(withdraw(resident.account, resident.relation)).resolves.toMatchObject({ status: 'ENDED' });
  });

  it('lets nobody end the access of a representative but themselves', async () => {
    const mentor = await settled(identity, 'REPRESENTATIVE', client);
    await identity.rows.incapacity(client);
    await expect(withdraw(resident.account, mentor.relation)).rejects.toEqual(refused);
    await expect(withdraw(contact.account, mentor.relation)).rejects.toEqual(refused);
    await expect(withdraw(mentor.account, resident.relation)).rejects.toEqual(refused);
    await expect(withdraw(mentor.account, mentor.relation)).resolves.toMatchObject({ status: 'ENDED' });
  });

  it('is refused alike for a contact of another client, what has ended and what never was', async () => {
    const stranger = await settled(identity, 'CONTACT', await identity.rows.client());
    await expect(withdraw(resident.account, stranger.relation)).rejects.toEqual(refused);
    expect(identity.log).toEqual([expect.objectContaining({ outcome: 'REFUSED', relation: stranger.relation })]);
    await withdraw(resident.account, contact.relation);
    await expect(withdraw(resident.account, contact.relation)).rejects.toEqual(refused);
    await expect(withdraw(resident.account, 'bedacht')).rejects.toEqual(refused);
  });
});
