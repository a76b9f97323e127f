import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { countAttempts, PRYING } from '../../../../../program/prying.js';
import { lockIfPrying } from '../../../../../subgraphs/identity/domain/staff/lock-prying-account.js';
import { unlockAccount } from '../../../../../subgraphs/identity/domain/staff/lock-account.js';
import { openIdentity, settled, type IdentityInTest } from '../../support/identity-in-test.js';
import { REASON, staffOf } from '../../support/staff-in-test.js';

let identity: IdentityInTest;
let account: string;

beforeAll(async () => {
  identity = await openIdentity();
});
afterAll(() => identity.close());

beforeEach(async () => {
  ({ account } = await settled(identity, 'CLIENT', await identity.rows.client()));
  const clientId = await identity.rows.client({ organisation: 'rozelaar' });
  await identity.rows.relation({ accountId: account, clientId, role: 'CONTACT' });
  for (const list of [identity.log, identity.announced]) list.length = 0;
});

const judge = () => lockIfPrying(identity.needs, account, identity.clock.now);
const pry = (times: number) => countAttempts(identity.store, account, times);
const isBlocked = async () => (await identity.needs.accounts.find(account))?.blocked;
const told = async () =>
  (await identity.letters())
    .filter((message) => message.account === account || JSON.stringify(message.notice).includes(account))
    .map(({ organisation, notice }) => [organisation, notice.template]);

describe('an account that tries to reach the data of other people (R29)', () => {
  it('is left alone below the number, and locked at it, with its sessions', async () => {
    await pry(PRYING.most - 1);
    expect(await judge()).toBe(false);
    const { session } = await identity.signedIn(account);
    await pry(1);
    expect(await judge()).toBe(true);
    expect(await isBlocked()).toBe(true);
    const live = await identity.needs.sessions.findLive(session.id, identity.clock.now, new Date(0));
    expect(live).toBeNull();
    expect(identity.announced).toContain(account);
  });

  it('is on the log of each organisation concerned, and holder and administrations are told, once', async () => {
    await pry(PRYING.most);
    await Promise.all([judge(), judge(), judge(), judge()]);
    const record = {
      kind: 'ACCOUNT_LOCKED',
      account,
      accountName: 'Marijke van den Berg',
      categories: ['PRYING', account],
    };
    expect(identity.log).toEqual([
      expect.objectContaining({ ...record, organisation: 'rozelaar', role: 'CONTACT' }),
      expect.objectContaining({ ...record, organisation: 'vivium', role: 'CLIENT' }),
    ]);
    expect((await told()).sort()).toEqual([
      ['rozelaar', 'ACCOUNT_LOCKED'],
      ['rozelaar', 'ACCOUNT_LOCKED_ALERT'],
      ['vivium', 'ACCOUNT_LOCKED_ALERT'],
    ]);
  });

  it('is locked long after the hour as well, when nobody could do it before', async () => {
    await pry(PRYING.most);
    identity.wait(PRYING.windowMs * 24);
    expect(await judge()).toBe(true);
    expect(await isBlocked()).toBe(true);
  });

  it('is not locked by attempts of many hours together', async () => {
    for (let hour = 0; hour < 3; hour += 1) {
      await pry(PRYING.most - 1);
      identity.wait(PRYING.windowMs + 1);
    }
    expect(await judge()).toBe(false);
  });

  it('is not locked without its record: what cannot be recorded is done when it can be', async () => {
    await pry(PRYING.most);
    identity.auditing.fails = true;
    await expect(judge()).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    identity.auditing.fails = false;
    expect(await isBlocked()).toBe(false);
    expect(await told()).toEqual([]);
    expect(await judge()).toBe(true);
    expect(await isBlocked()).toBe(true);
  });

  it('can be opened again by an administration concerned, and then begins anew', async () => {
    await pry(PRYING.most);
    await judge();
    const administrator = await staffOf(identity, 'rozelaar');
    await unlockAccount(
      identity.needs,
      { organisation: 'rozelaar', account, reason: REASON },
      administrator.occasion(),
    );
    expect(await judge()).toBe(false);
    expect(await isBlocked()).toBe(false);
  });
});
