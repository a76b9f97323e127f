import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { changeMobileNumber } from '../../../../../subgraphs/identity/domain/contact-details/change-mobile-number.js';
import { confirmMobileNumber } from '../../../../../subgraphs/identity/domain/contact-details/confirm-mobile-number.js';
import { signIn } from '../../../../../subgraphs/identity/domain/sign-in/sign-in.js';
import { verifySignIn } from '../../../../../subgraphs/identity/domain/sign-in/verify-sign-in.js';
import { HOUR, MINUTE, openIdentity, PASSWORD, settled, type IdentityInTest } from '../../support/identity-in-test.js';

let identity: IdentityInTest;
let account: string;
let occasion: Awaited<ReturnType<IdentityInTest['signedIn']>>['occasion'];
let sequence = 0;

beforeAll(async () => {
  identity = await openIdentity();
});
afterAll(() => identity.close());

beforeEach(async () => {
  ({ account } = await settled(identity, 'CLIENT', await identity.rows.client()));
  ({ occasion } = await identity.signedIn(account));
  identity.sms.fails = false;
  for (const list of [identity.log, identity.announced, identity.outbox]) list.length = 0;
});

const fresh = () => `+31620${String((sequence += 1) * 11).padStart(6, '0')}`;
/** Each test from an address of its own: those of messages are counted. */
const ask = (mobileNumber: string, password = PASSWORD, address = `198.51.100.${sequence}`) =>
  changeMobileNumber(identity.needs, { password, mobileNumber }, occasion(address));
const confirm = (challengeId: string, code = identity.lastCode(), by = occasion) =>
  confirmMobileNumber(identity.needs, { challengeId, code }, by());
const numberOf = async () => (await identity.needs.accounts.find(account))?.mobileNumber;
const refused = (code: string) => expect.objectContaining({ code });
const wrong = () => (identity.lastCode() === '000000' ? '000001' : '000000');

describe('a new mobile number (V9, V28, R11)', () => {
  it('is the account’s once the code that was sent to it comes back; the old one is told, and the mailbox', async () => {
    const [old, number] = [await numberOf(), fresh()];
    const { id, mobileHint } = await ask(number.replace('+31', '0'));
    expect({ mobileHint, to: identity.outbox.at(-1)?.to }).toEqual({ mobileHint: number.slice(-2), to: number });
    expect(await numberOf()).toBe(old);
    await confirm(id);
    expect(await numberOf()).toBe(number);
    const told = (await identity.letters()).filter((letter) => letter.account === account);
    expect(told.map(({ channel, notice }) => [channel, notice.template])).toEqual(
      expect.arrayContaining([
        ['MAIL', 'MOBILE_NUMBER_CHANGED'],
        ['SMS', 'NUMBER_REPLACED'],
      ]),
    );
    expect(told.find(({ channel }) => channel === 'SMS')?.to).toBe(old);
    expect(identity.announced).toEqual([account]);
    expect(identity.log.map(({ kind, action, categories }) => [kind, action, categories])).toEqual([
      ['ACCOUNT_CHANGED', 'E', ['MOBILE_NUMBER']],
      ['ACCOUNT_CHANGED', 'U', ['MOBILE_NUMBER']],
    ]);
  });

  it('has five tries, counted before the code is looked at, also all at once', async () => {
    const { id } = await ask(fresh());
    const guesses = await Promise.allSettled(Array.from({ length: 20 }, () => confirm(id, wrong())));
    expect(guesses.every(({ status }) => status === 'rejected')).toBe(true);
    const [row] = await identity.database.query<{ tries: number }[]>(
      'SELECT tries FROM number_challenge WHERE id = $1',
      [id],
    );
    expect(row?.tries).toBe(5);
    await expect(confirm(id)).rejects.toEqual(refused('CODE_REFUSED'));
  });

  it('with four wrong ones the right code is still good, once, also given five times at once', async () => {
    const number = fresh();
    const { id } = await ask(number);
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      await expect(confirm(id, wrong())).rejects.toEqual(refused('CODE_REFUSED'));
    }
    await confirm(id);
    expect(await numberOf()).toBe(number);
    const { id: second } = await ask(fresh());
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => confirm(second)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('waits five minutes, and one at a time', async () => {
    const { id: first } = await ask(fresh());
    const firstCode = identity.lastCode();
    const { id: second } = await ask(fresh());
    await expect(confirm(first, firstCode)).rejects.toEqual(refused('CODE_REFUSED'));
    identity.wait(5 * MINUTE);
    await expect(confirm(second)).rejects.toEqual(refused('CODE_REFUSED'));
  });

  it('is confirmed by nobody else, whatever the code', async () => {
    const { id } = await ask(fresh());
    const stranger = await settled(identity, 'CLIENT', await identity.rows.client());
    const { occasion: theirs } = await identity.signedIn(stranger.account);
    await expect(confirm(id, identity.lastCode(), theirs)).rejects.toEqual(refused('CODE_REFUSED'));
    await expect(confirm('not an id')).rejects.toEqual(refused('CODE_REFUSED'));
    await confirm(id);
  });

  it('leaves no sign-in behind that waits for a code sent to the old one', async () => {
    const email = (await identity.needs.accounts.find(account))?.email ?? '';
    const challenge = await signIn(identity.needs, { email, password: PASSWORD }, identity.occasion());
    const code = identity.lastCode();
    const { id } = await ask(fresh());
    await confirm(id);
    const late = verifySignIn(identity.needs, { challengeId: challenge.id, code }, identity.occasion());
    await expect(late).rejects.toEqual(refused('CODE_REFUSED'));
  });

  it.each(['+31970123456789', '0900 1234', '+32470123456', '06', 'geen nummer'])(
    'is refused when it is %j: no message is sent (R11)',
    async (number) => {
      await expect(ask(number)).rejects.toMatchObject({ code: 'BAD_INPUT', details: { fields: ['mobileNumber'] } });
      await expect(ask((await numberOf()) ?? '')).rejects.toEqual(refused('BAD_INPUT'));
      expect(identity.outbox).toEqual([]);
    },
  );
});

describe('asking for another mobile number', () => {
  it('takes the password again, counted like signing in', async () => {
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      await expect(ask(fresh(), 'niet het goede')).rejects.toEqual(refused('CREDENTIALS_REFUSED'));
    }
    await expect(ask(fresh())).rejects.toEqual(refused('TOO_MANY_ATTEMPTS'));
    expect(identity.outbox).toEqual([]);
  });

  it('is limited by number and by account as the codes of signing in are', async () => {
    const number = fresh();
    for (let attempt = 1; attempt <= 3; attempt += 1) await ask(number);
    await expect(ask(number)).rejects.toEqual(refused('TOO_MANY_ATTEMPTS'));
    await ask(fresh());
    await expect(ask(fresh())).rejects.toEqual(refused('TOO_MANY_ATTEMPTS'));
    identity.wait(24 * HOUR);
  });

  it('is limited by the address that it comes from', async () => {
    const address = '203.0.113.99';
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      const someone = await settled(identity, 'CLIENT', await identity.rows.client());
      ({ occasion } = await identity.signedIn(someone.account));
      await ask(fresh(), PASSWORD, address);
    }
    const another = await settled(identity, 'CLIENT', await identity.rows.client());
    ({ occasion } = await identity.signedIn(another.account));
    await expect(ask(fresh(), PASSWORD, address)).rejects.toEqual(refused('TOO_MANY_ATTEMPTS'));
  });

  it('says so when no message can be sent', async () => {
    identity.sms.fails = true;
    await expect(ask(fresh())).rejects.toEqual(refused('SMS_UNAVAILABLE'));
  });

  it('goes through the administration as soon as one organisation wants that (R14)', async () => {
    const { id } = await ask(fresh());
    const clientId = await identity.rows.client({ organisation: 'rozelaar' });
    await identity.rows.relation({ accountId: account, clientId, role: 'CONTACT' });
    await expect(ask(fresh())).rejects.toEqual(refused('CHANGE_BY_ADMINISTRATION'));
    await expect(confirm(id)).rejects.toEqual(refused('CHANGE_BY_ADMINISTRATION'));
  });

  it('is refused of who has not signed in', async () => {
    const attempt = changeMobileNumber(
      identity.needs,
      { password: PASSWORD, mobileNumber: fresh() },
      identity.occasion(),
    );
    await expect(attempt).rejects.toEqual(refused('UNAUTHENTICATED'));
  });
});
