import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { extendAccess } from '../../../../../subgraphs/identity/domain/relations/extend-access.js';
import { ClientEntity } from '../../../../../subgraphs/identity/data/entities/client.entity.js';
import { findStanding } from '../../../../../subgraphs/identity/domain/standing.js';
import { HOUR, openIdentity, settled, type IdentityInTest } from '../../support/identity-in-test.js';
import { REASON, staffOf } from '../../support/staff-in-test.js';

const DAY = 24 * HOUR;

let identity: IdentityInTest;
let mediator: Awaited<ReturnType<typeof staffOf>>;
let client: string;
let third: Awaited<ReturnType<typeof settled>>;
let endsAt: Date;

beforeAll(async () => {
  identity = await openIdentity();
  mediator = await staffOf(identity, 'rozelaar', 'MEDIATOR');
});
afterAll(() => identity.close());
beforeEach(async () => {
  identity.clock.now = new Date('2026-02-02T09:00:00Z');
  client = await identity.rows.client({ organisation: 'rozelaar' });
  for (const role of ['CLIENT', 'CONTACT'] as const) await settled(identity, role, client);
  endsAt = new Date(identity.clock.now.getTime() + DAY);
  third = await further({ validUntil: endsAt });
  for (const list of [identity.log, identity.announced]) list.length = 0;
});

const further = (values: { validUntil: Date | null }) =>
  settled(identity, 'CONTACT', client, {
    extraReason: 'overdracht van zorg',
    extraApprovedBy: mediator.account,
    ...values,
  });
const extend = (until = new Date(endsAt.getTime() + 30 * DAY), by = mediator) =>
  extendAccess(identity.needs, { relationId: third.relation, until, reason: REASON }, by.occasion());
const atEnd = () => (identity.clock.now = endsAt);
const statusOf = async () =>
  (await findStanding(identity.needs, third.account, identity.clock.now)).relations[0]?.status;
const refused = expect.objectContaining({ code: 'ACCESS_REFUSED' });
const badRelation = { code: 'BAD_INPUT', details: { fields: ['relationId'] } };

describe('a further account at its end (R16, R17)', () => {
  it('opens nothing from its end date on, with no job run (R16)', async () => {
    identity.clock.now = new Date(endsAt.getTime() - 1000);
    expect(await statusOf()).not.toBe('ENDED');
    atEnd();
    expect(await statusOf()).toBe('ENDED');
  });

  it('can be extended by the mediator when it ends, and opens again at once (R17)', async () => {
    atEnd();
    const extended = await extend();
    expect(extended).toMatchObject({ end: new Date(endsAt.getTime() + 30 * DAY), extraReason: 'overdracht van zorg' });
    expect(await statusOf()).not.toBe('ENDED');
    expect(identity.announced).toEqual([third.account]);
    expect(identity.log).toEqual([
      expect.objectContaining({ kind: 'RELATION_CHANGED', action: 'U', role: 'MEDIATOR', justification: REASON }),
    ]);
    const letters = (await identity.letters()).filter(({ account }) => account === third.account);
    expect(letters.map(({ notice }) => notice.template)).toEqual(['NEW_ACCESS']);
  });

  it('cannot be extended before it ends (R17)', async () => {
    identity.clock.now = new Date(endsAt.getTime() - 1000);
    await expect(extend()).rejects.toMatchObject(badRelation);
  });

  it('cannot be given an end that has passed (R16)', async () => {
    atEnd();
    await expect(extend(endsAt)).rejects.toMatchObject({ code: 'BAD_INPUT', details: { fields: ['until'] } });
  });

  it('is not extended for a client who is no longer in care (R18)', async () => {
    atEnd();
    await identity.database.getRepository(ClientEntity).update({ id: client }, { departedOn: '2026-02-01' });
    await expect(extend()).rejects.toMatchObject(badRelation);
  });

  it('is not extended when its place was given to somebody else meanwhile (R8, R9)', async () => {
    atEnd();
    await further({ validUntil: new Date(endsAt.getTime() + DAY) });
    await expect(extend()).rejects.toEqual(expect.objectContaining({ code: 'NO_ACCOUNT_LEFT' }));
    expect(await statusOf()).toBe('ENDED');
  });

  it('has its place extended once, however many try at once (R9)', async () => {
    const other = await further({ validUntil: endsAt });
    atEnd();
    const until = new Date(endsAt.getTime() + DAY);
    const tries = await Promise.allSettled(
      [third.relation, other.relation].map((relationId) =>
        extendAccess(identity.needs, { relationId, until, reason: REASON }, mediator.occasion()),
      ),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is extended by who approves further accounts there, and nobody else (R9)', async () => {
    atEnd();
    const others = [
      await staffOf(identity, 'rozelaar', 'ADMINISTRATOR'),
      await staffOf(identity, 'vivium', 'MEDIATOR'),
    ];
    for (const by of others) await expect(extend(undefined, by)).rejects.toEqual(refused);
  });

  it('is not extended by its own holder, whoever that is (R9)', async () => {
    const clientId = await identity.rows.client({ organisation: 'rozelaar' });
    const extra = { extraReason: 'overdracht van zorg', extraApprovedBy: third.account, validUntil: endsAt };
    const relation = await identity.rows.relation({ accountId: mediator.account, clientId, role: 'CONTACT', ...extra });
    third = { account: mediator.account, relation };
    atEnd();
    await expect(extend()).rejects.toMatchObject({ code: 'APPROVAL_BY_ANOTHER' });
    expect(identity.log).toEqual([expect.objectContaining({ outcome: 'REFUSED', relation })]);
  });

  it('an ordinary account is not extended: it has no end of its own (R16)', async () => {
    const ordinary = await settled(identity, 'CONTACT', await identity.rows.client({ organisation: 'rozelaar' }), {
      validUntil: endsAt,
    });
    atEnd();
    third = ordinary;
    await expect(extend()).rejects.toMatchObject(badRelation);
  });
});
