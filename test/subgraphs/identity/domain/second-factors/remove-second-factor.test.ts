import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  removeSecondFactor,
  removeSecondFactors,
} from '../../../../../subgraphs/identity/domain/second-factors/remove-second-factor.js';
import { findSessionFacts } from '../../../../../subgraphs/identity/domain/session/session-facts.js';
import { HOUR, openIdentity, PASSWORD, type IdentityInTest } from '../../support/identity-in-test.js';
import { someoneOf, withPasskey, withTotp } from '../../support/second-step.js';

let identity: IdentityInTest;
let account: string;
let totp: string;

beforeAll(async () => {
  identity = await openIdentity();
});
afterAll(() => identity.close());
beforeEach(async () => {
  identity.wait(24 * HOUR);
  account = await someoneOf(identity, 'rozelaar');
  ({ id: totp } = await withTotp(identity, account));
  await withPasskey(identity, account);
  identity.log.length = 0;
});

const held = async () => (await identity.needs.factors.ofAccount(account)).map(({ kind }) => kind);
const lastNotice = async () =>
  (await identity.letters()).filter((letter) => letter.account === account).map(({ notice }) => notice.template);

describe('removing one of the own factors', () => {
  const remove = async (id: string, password = PASSWORD) =>
    removeSecondFactor(identity.needs, { id, password }, (await identity.signedIn(account)).occasion());

  it('leaves the others; a mail says so, and it goes on record', async () => {
    await remove(totp);
    expect(await held()).toEqual(['PASSKEY']);
    expect(await lastNotice()).toContain('SECOND_FACTOR_REMOVED');
    expect(identity.log).toEqual([
      expect.objectContaining({ kind: 'CREDENTIAL_CHANGED', action: 'D', outcome: 'OK', organisation: 'rozelaar' }),
    ]);
  });

  it('takes the password', async () => {
    await expect(remove(totp, 'iets anders dan het is')).rejects.toMatchObject({ code: 'CREDENTIALS_REFUSED' });
    expect(await held()).toHaveLength(2);
  });

  it("is refused alike for another's and for one that never was", async () => {
    const theirs = await withTotp(identity, await someoneOf(identity, 'rozelaar'));
    for (const id of [theirs.id, '6d1b6f0e-5f52-4f5c-9a44-94d3a7b7c002', 'bedacht']) {
      await expect(remove(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });
});

describe('the administration of who lost a telephone', () => {
  let administrator: string;
  beforeEach(async () => {
    administrator = await identity.rows.account();
    await identity.rows.staff({ accountId: administrator, organisation: 'rozelaar', role: 'ADMINISTRATOR' });
  });
  const remove = async (values: Partial<{ organisation: string; accountId: string; reason: string }> = {}) =>
    removeSecondFactors(
      identity.needs,
      { organisation: 'rozelaar', accountId: account, reason: 'Telefoon verloren', ...values },
      (await identity.signedIn(administrator)).occasion(),
    );

  it('removes all factors, ends the sessions, tells the holder and is recorded with the reason', async () => {
    const { session } = await identity.signedIn(account, 'PASSWORD_TOTP');
    expect(await remove()).toBe(2);
    expect(await held()).toEqual([]);
    expect(await findSessionFacts(identity.needs, session.id, identity.clock.now)).toBeNull();
    expect(identity.announced).toContain(account);
    expect(await lastNotice()).toContain('SECOND_FACTOR_REMOVED');
    expect(identity.log.at(-1)).toMatchObject({
      kind: 'CREDENTIAL_CHANGED',
      action: 'D',
      organisation: 'rozelaar',
      role: 'ADMINISTRATOR',
      justification: 'Telefoon verloren',
      categories: ['SECOND_FACTOR', account],
    });
  });

  it('goes on the log of each organisation that the person has to do with', async () => {
    const clientId = await identity.rows.client({ organisation: 'vivium' });
    await identity.rows.relation({ accountId: account, clientId, role: 'CONTACT' });
    await remove();
    const done = identity.log.filter(({ kind }) => kind === 'CREDENTIAL_CHANGED');
    expect(done.map(({ organisation }) => organisation).sort()).toEqual(['rozelaar', 'vivium']);
  });

  it('does not do so for oneself, which takes the password', async () => {
    await identity.rows.staff({ accountId: account, organisation: 'rozelaar', role: 'ADMINISTRATOR' });
    administrator = account;
    await expect(remove()).rejects.toMatchObject({ code: 'ACCESS_REFUSED' });
    expect(await held()).toHaveLength(2);
  });

  it('does so for its own people only, alike for an account that does not exist', async () => {
    const elsewhere = await someoneOf(identity, 'vivium');
    for (const accountId of [elsewhere, '6d1b6f0e-5f52-4f5c-9a44-94d3a7b7c003', 'bedacht']) {
      await expect(remove({ accountId })).rejects.toMatchObject({ code: 'ACCESS_REFUSED', details: {} });
    }
    await expect(remove({ organisation: 'vivium' })).rejects.toMatchObject({ code: 'ACCESS_REFUSED' });
    expect(await held()).toHaveLength(2);
  });

  it('gives a reason', async () => {
    await expect(remove({ reason: ' ' })).rejects.toMatchObject({ code: 'BAD_INPUT', details: { fields: ['reason'] } });
  });
});
