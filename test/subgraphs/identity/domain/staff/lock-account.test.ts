import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { findSessionFacts } from '../../../../../subgraphs/identity/domain/session/session-facts.js';
import { lockAccount, unlockAccount } from '../../../../../subgraphs/identity/domain/staff/lock-account.js';
import { openIdentity, settled, type IdentityInTest } from '../../support/identity-in-test.js';
import { REASON, staffOf } from '../../support/staff-in-test.js';

type Staff = Awaited<ReturnType<typeof staffOf>>;

const refused = expect.objectContaining({ code: 'ACCESS_REFUSED', details: {} });

let identity: IdentityInTest;
let vivium: Staff;
let rozelaar: Staff;
let account: string;

beforeAll(async () => {
  identity = await openIdentity();
  vivium = await staffOf(identity, 'vivium');
  rozelaar = await staffOf(identity, 'rozelaar');
});
afterAll(() => identity.close());

beforeEach(async () => {
  ({ account } = await settled(identity, 'CLIENT', await identity.rows.client()));
  for (const list of [identity.log, identity.announced]) list.length = 0;
});

const actOf = (by: Staff) => ({ organisation: by === vivium ? 'vivium' : 'rozelaar', account, reason: REASON });
const lock = (by = vivium) => lockAccount(identity.needs, actOf(by), by.occasion());
const unlock = (by = vivium) => unlockAccount(identity.needs, actOf(by), by.occasion());
const isBlocked = async () => (await identity.needs.accounts.find(account))?.blocked;
const alsoAtRozelaar = async () => {
  const clientId = await identity.rows.client({ organisation: 'rozelaar' });
  await identity.rows.relation({ accountId: account, clientId, role: 'CONTACT' });
};

describe('locking an account (R4, R29)', () => {
  it('holds at once: the sessions are over, and the person is told without a reason', async () => {
    const { session } = await identity.signedIn(account);
    expect(await lock()).toMatchObject({ id: account, status: 'LOCKED' });
    expect(await findSessionFacts(identity.needs, session.id, identity.clock.now)).toBeNull();
    expect(identity.announced).toEqual([account]);
    const [letter] = (await identity.letters()).filter((message) => message.account === account);
    expect(letter?.notice).toEqual({ template: 'ACCOUNT_LOCKED' });
  });

  it('is on the log with its reason, of each organisation that the person has to do with', async () => {
    await alsoAtRozelaar();
    await lock();
    const record = { kind: 'ACCOUNT_LOCKED', role: 'ADMINISTRATOR', justification: REASON, categories: [account] };
    expect(identity.log).toEqual([
      expect.objectContaining({ ...record, organisation: 'rozelaar' }),
      expect.objectContaining({ ...record, organisation: 'vivium' }),
    ]);
  });

  it('is refused of who has nothing to do with the organisation, as of who is not there (R14)', async () => {
    await expect(lock(rozelaar)).rejects.toEqual(refused);
    await expect(
      lockAccount(
        identity.needs,
        { ...actOf(vivium), account: '4f0f6a3e-0000-4000-8000-000000000000' },
        vivium.occasion(),
      ),
    ).rejects.toEqual(refused);
    await expect(lockAccount(identity.needs, actOf(vivium), rozelaar.occasion())).rejects.toEqual(refused);
    expect(await isBlocked()).toBe(false);
    expect(identity.log.map(({ outcome }) => outcome)).toEqual(['REFUSED', 'REFUSED', 'REFUSED']);
  });

  it('is refused when what the person had to do with the organisation is over', async () => {
    await identity.database.query(
      'UPDATE client SET departed_on = $1 WHERE id IN (SELECT client_id FROM relation WHERE account_id = $2)',
      ['2025-12-01', account],
    );
    await alsoAtRozelaar();
    await expect(lock()).rejects.toEqual(refused);
    expect(await lock(rozelaar)).toMatchObject({ status: 'LOCKED' });
  });

  it('is not done to oneself, nor by a mediator, nor without a reason', async () => {
    const own = { ...actOf(vivium), account: vivium.account };
    await expect(lockAccount(identity.needs, own, vivium.occasion())).rejects.toEqual(refused);
    const mediator = await staffOf(identity, 'vivium', 'MEDIATOR');
    await expect(lockAccount(identity.needs, actOf(vivium), mediator.occasion())).rejects.toEqual(refused);
    const bad = expect.objectContaining({ code: 'BAD_INPUT', details: { fields: ['reason'] } });
    await expect(lockAccount(identity.needs, { ...actOf(vivium), reason: ' ' }, vivium.occasion())).rejects.toEqual(
      bad,
    );
    expect(await isBlocked()).toBe(false);
  });

  it('done twice, also at once, tells the person once', async () => {
    await Promise.all([lock(), lock(), lock()]);
    const letters = (await identity.letters()).filter((message) => message.account === account);
    expect(letters).toHaveLength(1);
  });
});

describe('unlocking an account', () => {
  it('is on the log with its reason, and the person can sign in again', async () => {
    await lock();
    identity.log.length = 0;
    expect(await unlock()).toMatchObject({ status: 'ACTIVE' });
    expect(await isBlocked()).toBe(false);
    expect(identity.log).toEqual([
      expect.objectContaining({
        kind: 'ACCOUNT_CHANGED',
        organisation: 'vivium',
        justification: REASON,
        categories: ['UNLOCKED', account],
      }),
    ]);
  });

  it('is for the organisation that locked it, as long as the person has to do with them', async () => {
    await alsoAtRozelaar();
    await lock();
    await expect(unlock(rozelaar)).rejects.toEqual(refused);
    expect(await isBlocked()).toBe(true);
    await identity.database.query(
      "UPDATE relation SET ended_at = $2, ended_reason = 'WRITTEN_NOTICE' WHERE account_id = $1 AND role = 'CLIENT'",
      [account, identity.clock.now],
    );
    await unlock(rozelaar);
    expect(await isBlocked()).toBe(false);
  });
});
