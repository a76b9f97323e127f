import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { resendCode } from '../../../../../subgraphs/identity/domain/sign-in/resend-code.js';
import { signIn } from '../../../../../subgraphs/identity/domain/sign-in/sign-in.js';
import { verifySignIn } from '../../../../../subgraphs/identity/domain/sign-in/verify-sign-in.js';
import { AccountEntity } from '../../../../../subgraphs/identity/data/entities/account.entity.js';
import { HOUR, MINUTE, openIdentity, PASSWORD, settled, type IdentityInTest } from '../../support/identity-in-test.js';

let identity: IdentityInTest;
let account: string;
let challenge: string;

beforeAll(async () => {
  identity = await openIdentity();
});
afterAll(() => identity.close());

beforeEach(async () => {
  identity.wait(24 * HOUR);
  ({ account } = await settled(identity, 'CLIENT', await identity.rows.client()));
  challenge = await enter(account);
  identity.log.length = 0;
});

async function enter(as: string): Promise<string> {
  const email = (await identity.needs.accounts.find(as))?.email ?? '';
  return (await signIn(identity.needs, { email, password: PASSWORD }, identity.occasion())).id;
}

const verify = (code: string, challengeId = challenge) =>
  verifySignIn(identity.needs, { challengeId, code }, identity.occasion());
const resend = (challengeId = challenge) => resendCode(identity.needs, challengeId, identity.occasion());
const wrong = () => (identity.lastCode() === '000000' ? '000001' : '000000');
const refused = expect.objectContaining({ code: 'CODE_REFUSED', details: {} });

describe('the right code', () => {
  it('starts a session of twelve hours with an access token of five minutes', async () => {
    const session = await verify(identity.lastCode());
    const now = identity.clock.now.getTime();
    expect(session.expiresAt).toEqual(new Date(now + 12 * HOUR));
    expect(session.accessTokenExpiresAt).toEqual(new Date(now + 5 * MINUTE));
    const { payload, protectedHeader } = await jwtVerify(
      session.accessToken,
      createLocalJWKSet({ keys: identity.needs.accessTokens.publicKeys }),
      {
        algorithms: ['EdDSA'],
        typ: 'at+jwt',
        issuer: 'https://identity.inzage.example',
        audience: 'https://graph.inzage.example',
        currentDate: identity.clock.now,
      },
    );
    expect(payload).toMatchObject({ sub: account, sid: session.id, jti: expect.any(String) });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
    expect(protectedHeader).toEqual({ alg: 'EdDSA', typ: 'at+jwt', kid: expect.any(String) });
  });

  it('goes on record as a sign-in of this account, in this session', async () => {
    const session = await verify(identity.lastCode());
    expect(identity.log).toEqual([
      {
        kind: 'SIGN_IN',
        action: 'E',
        outcome: 'OK',
        reason: null,
        categories: [],
        role: 'CLIENT',
        organisation: 'vivium',
        account,
        accountName: 'Marijke van den Berg',
        session: session.id,
      },
    ]);
  });

  it('says what has to be done next', async () => {
    const newcomer = await identity.rows.account();
    await identity.rows.relation({ accountId: newcomer, clientId: await identity.rows.client(), role: 'CLIENT' });
    const theirs = await enter(newcomer);
    const session = await verify(identity.lastCode(), theirs);
    expect(session.nextSteps.map(({ step, organisation, terms }) => [step, organisation.id, terms?.version])).toEqual([
      ['ACCEPT_TERMS', 'vivium', '2025-1'],
      ['CONFIRM_BSN', 'vivium', undefined],
    ]);
  });
});

describe('a code (attack case 13)', () => {
  it('works once', async () => {
    const code = identity.lastCode();
    await verify(code);
    await expect(verify(code)).rejects.toEqual(refused);
  });

  it('works once, also when it is used many times at once', async () => {
    const code = identity.lastCode();
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => verify(code)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('does not work after five minutes', async () => {
    identity.wait(5 * MINUTE);
    await expect(verify(identity.lastCode())).rejects.toEqual(refused);
  });

  it('works until just before', async () => {
    identity.wait(5 * MINUTE - 1);
    await expect(verify(identity.lastCode())).resolves.toHaveProperty('id');
  });

  it('does not work once another was sent', async () => {
    const older = identity.lastCode();
    identity.wait(MINUTE);
    await resend();
    await expect(verify(older)).rejects.toEqual(refused);
    await expect(verify(identity.lastCode())).resolves.toHaveProperty('id');
  });

  it('does not work once the account signs in anew', async () => {
    const older = identity.lastCode();
    await enter(account);
    await expect(verify(older)).rejects.toEqual(refused);
  });

  it('does not work for the sign-in of another account', async () => {
    const code = identity.lastCode();
    const other = await settled(identity, 'CLIENT', await identity.rows.client());
    const theirs = await enter(other.account);
    await expect(verify(code, theirs)).rejects.toEqual(refused);
    await expect(verify(identity.lastCode(), theirs)).resolves.toHaveProperty('id');
  });

  it('does not work once the account is locked', async () => {
    await identity.database
      .getRepository(AccountEntity)
      .update(account, { lockedAt: identity.clock.now, lockedReason: 'misbruik' });
    await expect(verify(identity.lastCode())).rejects.toEqual(refused);
  });

  it.each(['3f1b0a52-6d57-4f0e-9a53-0d6e7a1f9c11', 'no-such-id', "' OR true --"])(
    'is refused alike for the sign-in %s that never was',
    async (id) => {
      await expect(verify('123456', id)).rejects.toEqual(refused);
      expect(identity.log).toEqual([
        expect.objectContaining({ outcome: 'REFUSED', account: null, organisation: null }),
      ]);
    },
  );
});

describe('guesses at a code (attack case 12)', () => {
  it('are five; after that the right code is refused too', async () => {
    for (let n = 0; n < 5; n += 1) await expect(verify(wrong())).rejects.toEqual(refused);
    await expect(verify(identity.lastCode())).rejects.toEqual(refused);
  });

  it('let the right code through as the fifth', async () => {
    for (let n = 0; n < 4; n += 1) await expect(verify(wrong())).rejects.toEqual(refused);
    await expect(verify(identity.lastCode())).resolves.toHaveProperty('id');
  });

  it('are five in all when fifty come at once', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => verify(wrong())));
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
    expect((await identity.needs.challenges.find(challenge))?.tries).toBe(5);
    await expect(verify(identity.lastCode())).rejects.toEqual(refused);
  });

  it('stay counted when another code is sent', async () => {
    for (let n = 0; n < 4; n += 1) await expect(verify(wrong())).rejects.toEqual(refused);
    identity.wait(MINUTE);
    await resend();
    await expect(verify(wrong())).rejects.toEqual(refused);
    await expect(verify(identity.lastCode())).rejects.toEqual(refused);
  });
});

describe('asking for another code', () => {
  it('is possible after sixty seconds and no sooner', async () => {
    identity.wait(MINUTE - 1_000);
    await expect(resend()).rejects.toMatchObject({ code: 'RESEND_TOO_SOON', details: { retryAfterSeconds: 1 } });
    identity.wait(1_000);
    const again = await resend();
    expect(again).toMatchObject({
      id: challenge,
      expiresAt: new Date(identity.clock.now.getTime() + 5 * MINUTE),
      resendAt: new Date(identity.clock.now.getTime() + MINUTE),
    });
  });

  it('sends one message when it is done many times at once', async () => {
    identity.wait(MINUTE);
    const before = identity.outbox.length;
    const outcomes = await Promise.allSettled([resend(), resend()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(identity.outbox.length - before).toBe(1);
  });

  it('counts towards the three messages in ten minutes', async () => {
    for (let n = 0; n < 2; n += 1) {
      identity.wait(MINUTE);
      await resend();
    }
    identity.wait(MINUTE);
    await expect(resend()).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
  });

  it('is refused when the sign-in is over, or never was', async () => {
    await verify(identity.lastCode());
    identity.wait(MINUTE);
    await expect(resend()).rejects.toEqual(refused);
    await expect(resend('3f1b0a52-6d57-4f0e-9a53-0d6e7a1f9c11')).rejects.toEqual(refused);
  });

  it('makes the sign-in worthless when the message could not be sent', async () => {
    identity.wait(MINUTE);
    const older = identity.lastCode();
    identity.sms.fails = true;
    await expect(resend()).rejects.toMatchObject({ code: 'SMS_UNAVAILABLE' });
    identity.sms.fails = false;
    await expect(verify(older)).rejects.toEqual(refused);
  });
});
