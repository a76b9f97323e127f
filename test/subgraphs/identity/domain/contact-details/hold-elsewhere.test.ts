import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ClientEntity } from '../../../../../subgraphs/identity/data/entities/client.entity.js';
import { RelationEntity } from '../../../../../subgraphs/identity/data/entities/relation.entity.js';
import {
  changeAccountEmail,
  changeAccountMobileNumber,
  changeAccountName,
} from '../../../../../subgraphs/identity/domain/contact-details/change-account-details.js';
import { shareSections } from '../../../../../subgraphs/identity/domain/relations/share-sections.js';
import { findStanding } from '../../../../../subgraphs/identity/domain/standing.js';
import { openIdentity, settled, type IdentityInTest } from '../../support/identity-in-test.js';
import { REASON, staffOf } from '../../support/staff-in-test.js';

let identity: IdentityInTest;
let rozelaar: Awaited<ReturnType<typeof staffOf>>;
let account: string;
/** At Vivium; the other one is at the Rozelaar, whose administration makes the change. */
let elsewhere: { client: string; relation: string };
let sequence = 0;

beforeAll(async () => {
  identity = await openIdentity();
  rozelaar = await staffOf(identity, 'rozelaar');
});
afterAll(() => identity.close());
beforeEach(async () => {
  const client = await identity.rows.client();
  const here = await identity.rows.client({ organisation: 'rozelaar' });
  const { relation, ...holder } = await settled(identity, 'CLIENT', client);
  account = holder.account;
  elsewhere = { client, relation };
  await identity.rows.relation({ accountId: account, clientId: here, role: 'CONTACT' });
  for (const list of [identity.log, identity.announced]) list.length = 0;
});

const act = () => ({ organisation: 'rozelaar', account, reason: REASON });
const toEmail = (email = `elders${(sequence += 1)}@voorbeeld.example`) =>
  changeAccountEmail(identity.needs, { ...act(), email }, rozelaar.occasion());
const toNumber = () => {
  const mobileNumber = `+31640${String((sequence += 1)).padStart(6, '0')}`;
  return changeAccountMobileNumber(identity.needs, { ...act(), mobileNumber }, rozelaar.occasion());
};
const statuses = async () => {
  const { relations } = await findStanding(identity.needs, account, identity.clock.now);
  return Object.fromEntries(relations.map(({ client, status }) => [client.organisation, status]));
};
const row = () => identity.database.getRepository(RelationEntity).findOneByOrFail({ id: elsewhere.relation });
const alerts = async () =>
  (await identity.letters()).filter(
    ({ notice }) => notice.template === 'DETAILS_CHANGED_ELSEWHERE' && notice.account === account,
  );
const refused = (code: string) => expect.objectContaining({ code });

describe('a change by the administration of one organisation, for who has access at another as well', () => {
  it.each([
    ['e-mail address', () => toEmail()],
    ['mobile number', () => toNumber()],
  ])('of the %s suspends the access there, and leaves what is here (R14, R7)', async (_which, change) => {
    expect(await statuses()).toMatchObject({ vivium: 'ACTIVE' });
    const before = (await statuses())['rozelaar'];
    await change();
    expect(await statuses()).toEqual({ vivium: 'SUSPENDED', rozelaar: before });
    expect((await row()).heldAt).toEqual(identity.clock.now);
    expect(identity.announced).toEqual([account]);
  });

  it('opens nothing there and decides nothing, though its holder still signs in (R14, R7)', async () => {
    const contact = await settled(identity, 'CONTACT', elsewhere.client);
    await toEmail();
    const { facts, occasion } = await identity.signedIn(account);
    expect(facts.relations.map(({ organisation }) => organisation)).toEqual(['rozelaar']);
    expect(facts.formerClients).toEqual([elsewhere.client]);
    const sharing = { relationId: contact.relation, sections: ['REPORTS' as const] };
    await expect(shareSections(identity.needs, sharing, occasion())).rejects.toEqual(refused('ACCESS_REFUSED'));
  });

  it('lets who has access there alone sign in, to nothing', async () => {
    await toEmail();
    const ended = { endedAt: identity.clock.now, endedReason: 'WRITTEN_NOTICE' as const };
    await identity.database.getRepository(RelationEntity).update({ accountId: account, role: 'CONTACT' }, ended);
    expect((await identity.signedIn(account)).facts.relations).toEqual([]);
  });

  it('is told to the administration there, and is on its log (R14, R7)', async () => {
    await toNumber();
    expect(await alerts()).toEqual([
      expect.objectContaining({
        organisation: 'vivium',
        account: null,
        to: identity.needs.organisations.get('vivium')?.mail.administration,
      }),
    ]);
    expect(identity.log[0]).toEqual({
      kind: 'RELATION_CHANGED',
      action: 'U',
      organisation: 'vivium',
      client: elsewhere.client,
      relation: elsewhere.relation,
      role: 'ADMINISTRATOR',
      justification: REASON,
      categories: ['HELD'],
    });
  });

  it('holds what has yet to begin, and what is over for now and may come back (R14, R7)', async () => {
    const relations = identity.database.getRepository(RelationEntity);
    await relations.update({ id: elsewhere.relation }, { validFrom: new Date('2030-01-01T00:00:00Z') });
    await toEmail();
    expect(await statuses()).toMatchObject({ vivium: 'SUSPENDED' });
    await relations.update({ id: elsewhere.relation }, { heldAt: null, validFrom: new Date('2026-01-01T00:00:00Z') });
    const clients = identity.database.getRepository(ClientEntity);
    await clients.update({ id: elsewhere.client }, { departedOn: '2025-01-01' });
    await toEmail();
    expect(await statuses()).toMatchObject({ vivium: 'ENDED' });
    await clients.update({ id: elsewhere.client }, { departedOn: null });
    expect(await statuses()).toMatchObject({ vivium: 'SUSPENDED' });
  });

  it('leaves what was ended as it was', async () => {
    const ended = { endedAt: identity.clock.now, endedReason: 'WRITTEN_NOTICE' as const };
    await identity.database.getRepository(RelationEntity).update({ id: elsewhere.relation }, ended);
    await toEmail();
    expect(await row()).toMatchObject({ heldAt: null, version: 1 });
    expect(await alerts()).toEqual([]);
  });

  it('of the name holds nothing', async () => {
    await changeAccountName(identity.needs, { ...act(), given: 'Joke', family: 'Jansen' }, rozelaar.occasion());
    expect(await statuses()).toMatchObject({ vivium: 'ACTIVE' });
    expect(await alerts()).toEqual([]);
  });

  it('that is refused holds nothing', async () => {
    const email = `bezet${(sequence += 1)}@voorbeeld.example`;
    await identity.rows.account({ email });
    await expect(toEmail(email)).rejects.toEqual(refused('EMAIL_TAKEN'));
    expect(await statuses()).toMatchObject({ vivium: 'ACTIVE' });
    expect(await alerts()).toEqual([]);
  });
});

describe('a change for who works at another organisation', () => {
  it.each(['ADMINISTRATOR', 'MEDIATOR', 'AUDITOR'] as const)(
    'as %s is refused, and nothing changes (R14)',
    async (role) => {
      await identity.rows.staff({ accountId: account, organisation: 'vivium', role });
      const before = await identity.needs.accounts.find(account);
      for (const change of [toEmail, toNumber]) {
        await expect(change()).rejects.toEqual(refused('KNOWN_ELSEWHERE'));
      }
      expect(await identity.needs.accounts.find(account)).toEqual(before);
      expect((await row()).heldAt).toBeNull();
      expect(await alerts()).toEqual([]);
      expect(identity.announced).toEqual([]);
      const record = { organisation: 'rozelaar', outcome: 'REFUSED', reason: 'KNOWN_ELSEWHERE', justification: REASON };
      expect(identity.log).toEqual([
        expect.objectContaining({ ...record, categories: ['EMAIL', account] }),
        expect.objectContaining({ ...record, categories: ['MOBILE_NUMBER', account] }),
      ]);
    },
  );

  it('is made when that role has ended, or is here (R14)', async () => {
    const validUntil = identity.clock.now;
    await identity.rows.staff({ accountId: account, organisation: 'vivium', role: 'MEDIATOR', validUntil });
    await identity.rows.staff({ accountId: account, organisation: 'rozelaar', role: 'MEDIATOR' });
    expect(await toEmail()).toMatchObject({ id: account });
  });
});
