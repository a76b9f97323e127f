import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DomainError } from '../../../../../subgraphs/domain-error.js';
import { signIn } from '../../../../../subgraphs/identity/domain/sign-in/sign-in.js';
import { AccountEntity } from '../../../../../subgraphs/identity/data/entities/account.entity.js';
import { HOUR, MINUTE, openIdentity, PASSWORD, settled, type IdentityInTest } from '../../support/identity-in-test.js';

let identity: IdentityInTest;
let email: string;
let account: string;
let addresses = 0;

beforeAll(async () => {
  identity = await openIdentity();
});
afterAll(() => identity.close());

beforeEach(async () => {
  identity.wait(24 * HOUR);
  identity.sms.fails = false;
  for (const list of [identity.log, identity.outbox]) list.length = 0;
  ({ account } = await settled(identity, 'CLIENT', await identity.rows.client()));
  email = (await identity.needs.accounts.find(account))?.email ?? '';
});

/** From an address of its own, unless one is given. */
const enter = (password = PASSWORD, as = email, address = `2001:db8:0:${(addresses += 1)}::1`) =>
  signIn(identity.needs, { email: as, password }, identity.occasion(null, address));
const code = (name: string) => expect.objectContaining({ code: name });

describe('signing in with the right password', () => {
  it('sends a code of six digits, good for five minutes, from the organisation and with nothing of health in it', async () => {
    const challenge = await enter();
    expect(challenge).toEqual({
      id: expect.any(String),
      expiresAt: new Date(identity.clock.now.getTime() + 5 * MINUTE),
      resendAt: new Date(identity.clock.now.getTime() + MINUTE),
      methods: ['SMS'],
      passkeyRequests: [],
      mobileHint: (await identity.needs.accounts.find(account))?.mobileNumber.slice(-2),
    });
    expect(identity.outbox).toEqual([
      {
        to: (await identity.needs.accounts.find(account))?.mobileNumber,
        sender: 'PUURVanJou',
        text: expect.stringMatching(/^Uw code voor PUUR. Van jou is \d{6}\. De code is 5 minuten geldig\. Geef deze/),
      },
    ]);
  });

  it('writes in the language of the account', async () => {
    await identity.database.getRepository(AccountEntity).update(account, { language: 'en' });
    await enter();
    expect(identity.outbox[0]?.text).toMatch(/^Your code for PUUR. Van jou is \d{6}\./);
  });

  it('takes the e-mail address in any case and with spaces around it', async () => {
    await expect(enter(PASSWORD, `  ${email.toUpperCase()} `)).resolves.toHaveProperty('id');
  });

  it('keeps no code that could be read back', async () => {
    const { id } = await enter();
    const kept = await identity.needs.challenges.find(id);
    expect(kept?.codeHash).toHaveLength(32);
    expect(JSON.stringify(kept)).not.toContain(identity.lastCode());
  });
});

describe('signing in that is refused', () => {
  it('answers an unknown account as a wrong password, after the same work', async () => {
    const answer = async (as: string) => {
      const before = identity.hashing.comparisons;
      const error: unknown = await enter('verkeerd wachtwoord', as).catch((reason: unknown) => reason);
      return { error, comparisons: identity.hashing.comparisons - before };
    };
    const known = await answer(email);
    expect(known).toEqual({ error: code('CREDENTIALS_REFUSED'), comparisons: 1 });
    expect(await answer('niemand@voorbeeld.example')).toEqual(known);
  });

  it('counts an unknown account as a known one', async () => {
    const until = async (as: string) => {
      const answers: unknown[] = [];
      for (let n = 0; n < 7; n += 1) {
        const error: unknown = await enter('verkeerd wachtwoord', as).catch((reason: unknown) => reason);
        const { code, details } = error as DomainError;
        answers.push({ code, details });
      }
      return answers;
    };
    const known = await until(email);
    expect(known.at(-1)).toEqual({ code: 'TOO_MANY_ATTEMPTS', details: { retryAfterSeconds: 60 } });
    expect(await until('niemand@voorbeeld.example')).toEqual(known);
  });

  it('refuses even the right password while the wait lasts, without looking at it', async () => {
    for (let n = 0; n < 5; n += 1) await enter('verkeerd wachtwoord').catch(() => undefined);
    const before = identity.hashing.comparisons;
    await expect(enter()).rejects.toEqual(code('TOO_MANY_ATTEMPTS'));
    expect(identity.hashing.comparisons).toBe(before);
  });

  it.each([
    ['locked', { lockedAt: new Date(), lockedReason: 'misbruik' }],
    ['ended', { endedAt: new Date(), endedReason: 'voorwaarden geschonden' }],
  ])('answers the right password of a %s account as a wrong one', async (_what, change) => {
    await identity.database.getRepository(AccountEntity).update(account, change);
    await expect(enter()).rejects.toEqual(code('CREDENTIALS_REFUSED'));
    expect(identity.outbox).toEqual([]);
  });

  it('answers an account that has nothing left to open as a wrong password', async () => {
    const client = await identity.rows.client({ departedOn: '2025-01-01' });
    const former = await settled(identity, 'CLIENT', client);
    const address = (await identity.needs.accounts.find(former.account))?.email;
    await expect(enter(PASSWORD, address)).rejects.toEqual(code('CREDENTIALS_REFUSED'));
  });

  it('refuses what is too long to be a password before any work is done', async () => {
    const before = identity.hashing.comparisons;
    await expect(enter('x'.repeat(129))).rejects.toEqual(code('BAD_INPUT'));
    expect(identity.hashing.comparisons).toBe(before);
  });

  it('refuses an address with NUL in it, which the database could not look for', async () => {
    await expect(enter(PASSWORD, `${email}\0`)).rejects.toEqual(code('BAD_INPUT'));
  });
});

describe('the codes that are sent', () => {
  it('are ten sign-ins a day and no more', async () => {
    for (let n = 0; n < 10; n += 1) {
      await enter();
      identity.wait(13 * MINUTE);
    }
    await expect(enter()).rejects.toEqual(code('TOO_MANY_ATTEMPTS'));
    identity.wait(24 * HOUR - 130 * MINUTE);
    await expect(enter()).resolves.toHaveProperty('id');
  });

  it('are three in ten minutes to a number', async () => {
    for (let n = 0; n < 3; n += 1) await enter();
    await expect(enter()).rejects.toEqual(code('TOO_MANY_ATTEMPTS'));
    identity.wait(10 * MINUTE);
    await expect(enter()).resolves.toHaveProperty('id');
  });

  it('are five in an hour to a number', async () => {
    for (let n = 0; n < 5; n += 1) {
      await enter();
      identity.wait(5 * MINUTE);
    }
    await expect(enter()).rejects.toEqual(code('TOO_MANY_ATTEMPTS'));
    identity.wait(35 * MINUTE);
    await expect(enter()).resolves.toHaveProperty('id');
  });

  it('that were not sent do not count for the hour, nor for the day', async () => {
    for (let n = 0; n < 3; n += 1) await enter();
    for (let n = 0; n < 10; n += 1) await enter().catch(() => undefined);
    identity.wait(10 * MINUTE);
    for (let n = 0; n < 2; n += 1) await enter();
    expect(identity.outbox).toHaveLength(5);
  });

  it.each([
    ['a network address', () => '198.51.100.4'],
    ['all addresses of an IPv6 network', (n: number) => `2001:db8:ffff:1::${n}`],
  ])('are ten in an hour for %s, whoever they are for', async (_what, addressOf) => {
    for (let n = 0; n < 10; n += 1) {
      const other = await settled(identity, 'CLIENT', await identity.rows.client());
      await enter(PASSWORD, (await identity.needs.accounts.find(other.account))?.email, addressOf(n));
    }
    await expect(enter(PASSWORD, email, addressOf(10))).rejects.toEqual(code('TOO_MANY_ATTEMPTS'));
    identity.wait(HOUR);
    await expect(enter(PASSWORD, email, addressOf(11))).resolves.toHaveProperty('id');
  });

  it.each(['+31970123456', '+31900123456', '+3197012345678', '+4915112345678', '+31201234567'])(
    'do not go to %s, which is no Dutch mobile number',
    async (mobileNumber) => {
      await identity.database.getRepository(AccountEntity).update(account, { mobileNumber });
      await expect(enter()).rejects.toEqual(code('SMS_UNAVAILABLE'));
      expect(identity.outbox).toEqual([]);
    },
  );

  it('leave nothing behind that could be used when they could not be sent', async () => {
    identity.sms.fails = true;
    await expect(enter()).rejects.toEqual(code('SMS_UNAVAILABLE'));
    const rows = await identity.database.query<{ live: boolean }[]>(
      'SELECT expires_at > $2 AS live FROM sign_in_challenge WHERE account_id = $1',
      [account, identity.clock.now],
    );
    expect(rows).toEqual([{ live: false }]);
  });
});

describe('the record of a refused sign-in', () => {
  it('names the account and the organisation, and the reason', async () => {
    await enter('verkeerd wachtwoord').catch(() => undefined);
    expect(identity.log).toEqual([
      expect.objectContaining({
        kind: 'SIGN_IN',
        outcome: 'REFUSED',
        reason: 'CREDENTIALS_REFUSED',
        account,
        organisation: 'vivium',
      }),
    ]);
  });

  it('names neither when the account is not known', async () => {
    await enter('verkeerd wachtwoord', 'niemand@voorbeeld.example').catch(() => undefined);
    expect(identity.log).toEqual([
      expect.objectContaining({ kind: 'SIGN_IN', outcome: 'REFUSED', account: null, organisation: null }),
    ]);
  });

  it('goes to every organisation that the account belongs to', async () => {
    await identity.rows.staff({ accountId: account, organisation: 'rozelaar', role: 'MEDIATOR' });
    await enter('verkeerd wachtwoord').catch(() => undefined);
    expect(identity.log.map(({ organisation }) => organisation).sort()).toEqual(['rozelaar', 'vivium']);
  });

  it('calls a message that could not be sent an error, not a refusal', async () => {
    identity.sms.fails = true;
    await enter().catch(() => undefined);
    expect(identity.log).toEqual([expect.objectContaining({ outcome: 'ERROR', reason: 'SMS_UNAVAILABLE' })]);
  });

  it('holds no address, number, password or code', async () => {
    await enter('verkeerd wachtwoord').catch(() => undefined);
    expect(JSON.stringify(identity.log)).not.toMatch(/verkeerd|example|\+316/);
  });
});
