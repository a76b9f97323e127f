import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeMobileNumber } from '../../../../../subgraphs/identity/domain/contact-details/change-mobile-number.js';
import { confirmMobileNumber } from '../../../../../subgraphs/identity/domain/contact-details/confirm-mobile-number.js';
import { changePassword } from '../../../../../subgraphs/identity/domain/credentials/change-password.js';
import { openIdentity, PASSWORD, settled, type IdentityInTest } from '../../support/identity-in-test.js';

const NEW_PASSWORD = 'zeven zwanen zwemmen zuidwaarts';

let identity: IdentityInTest;

beforeAll(async () => {
  identity = await openIdentity();
});
afterAll(() => identity.close());

/** Somebody asks for another number; the code for it has been sent. */
async function askForNumber(mobileNumber: string) {
  const { account } = await settled(identity, 'CLIENT', await identity.rows.client());
  const { occasion } = await identity.signedIn(account);
  const { id } = await changeMobileNumber(identity.needs, { password: PASSWORD, mobileNumber }, occasion());
  const code = identity.lastCode();
  return {
    account,
    occasion,
    confirm: () => confirmMobileNumber(identity.needs, { challengeId: id, code }, occasion()),
  };
}

const numberOf = async (account: string) => (await identity.needs.accounts.find(account))?.mobileNumber;

describe('what was begun with the old password', () => {
  it('is a change of number that goes on while the password stays (V9)', async () => {
    const { account, confirm } = await askForNumber('+31612345601');
    await confirm();
    expect(await numberOf(account)).toBe('+31612345601');
  });

  it('is over once the password is another one: the code of a thief moves no number (R23)', async () => {
    const { account, occasion, confirm } = await askForNumber('+31612345602');
    const passwords = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    await changePassword(identity.needs, passwords, occasion());
    await expect(confirm()).rejects.toMatchObject({ code: 'CODE_REFUSED' });
    expect(await numberOf(account)).not.toBe('+31612345602');
  });
});
