import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { choosePassword } from '../../../../../subgraphs/identity/domain/credentials/choose-password.js';
import { newLink } from '../../../../../subgraphs/identity/domain/credentials/one-time-link.js';
import { verifySignInByTotp } from '../../../../../subgraphs/identity/domain/second-factors/verify-by-totp.js';
import { resendCode } from '../../../../../subgraphs/identity/domain/sign-in/resend-code.js';
import { verifySignIn } from '../../../../../subgraphs/identity/domain/sign-in/verify-sign-in.js';
import { HOUR, MINUTE, openIdentity, settled, type IdentityInTest } from '../../support/identity-in-test.js';
import { codeOf, password, someoneOf, withTotp } from '../../support/second-step.js';

const STEP = 30_000;

let identity: IdentityInTest;
let account: string;
let secret: string;
let challenge: string;

beforeAll(async () => {
  identity = await openIdentity();
});
afterAll(() => identity.close());
beforeEach(async () => {
  identity.wait(24 * HOUR);
  account = await someoneOf(identity, 'rozelaar');
  ({ secret } = await withTotp(identity, account));
  challenge = (await password(identity, account)).id;
  identity.log.length = 0;
});

const refused = expect.objectContaining({ code: 'CODE_REFUSED', details: {} });
const verify = (code: string, challengeId = challenge) =>
  verifySignInByTotp(identity.needs, { challengeId, code }, identity.occasion());
const now = (steps = 0) => codeOf(secret, new Date(identity.clock.now.getTime() + steps * STEP));
const wrong = () => ['000000', '000001', '000002', '000003'].find((code) => ![-1, 0, 1].map(now).includes(code)) ?? '';

describe('a code of an authenticator app', () => {
  it('opens a session that remembers it (R13)', async () => {
    const session = await verify(now());
    const live = await identity.needs.sessions.findLive(session.id, identity.clock.now, new Date(0));
    expect(live?.authentication).toBe('PASSWORD_TOTP');
    expect(identity.log.at(-1)).toMatchObject({ kind: 'SIGN_IN', outcome: 'OK', organisation: 'rozelaar', account });
  });

  it.each([-1, 1])('may be %i step off', async (steps) => {
    await expect(verify(now(steps))).resolves.toHaveProperty('id');
  });

  it.each([-3, -2, 2])('may not be %i steps off', async (steps) => {
    await expect(verify(now(steps))).rejects.toEqual(refused);
  });

  it('is good once: not for another sign-in in the same half minute', async () => {
    const code = now();
    await verify(code);
    await expect(verify(code)).rejects.toEqual(refused);
    const another = (await password(identity, account)).id;
    await expect(verify(code, another)).rejects.toEqual(refused);
    // nor one that was passed over
    await expect(verify(now(-1), another)).rejects.toEqual(refused);
    await expect(verify(now(1), another)).resolves.toHaveProperty('id');
  });

  it('opens one session when it is sent many times at once', async () => {
    const code = now();
    const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => verify(code)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it.each(['', '12345', '1234567', 'abcdef', '١٢٣٤٥٦'])('is not "%s"', async (code) => {
    await expect(verify(code)).rejects.toEqual(refused);
  });

  it("of another account's app is refused", async () => {
    const other = await someoneOf(identity, 'rozelaar');
    const theirs = await withTotp(identity, other);
    const mine = (await password(identity, account)).id;
    await expect(verify(codeOf(theirs.secret, identity.clock.now), mine)).rejects.toEqual(refused);
  });

  it('does not answer a link in a mail: that takes the SMS code (V27, R13)', async () => {
    const { token, link } = newLink('RECOVERY', account, identity.clock.now);
    await identity.needs.links.open(link, identity.clock.now);
    identity.wait(MINUTE);
    const chosen = await choosePassword(
      identity.needs,
      { kind: 'RECOVERY', token, password: 'veertien rode stoeltjes' },
      identity.occasion(),
    );
    expect(chosen.methods).toEqual(['SMS']);
    await expect(verify(now(), chosen.id)).rejects.toEqual(refused);
    await verifySignIn(identity.needs, { challengeId: chosen.id, code: identity.lastCode() }, identity.occasion());
    // and the factor is still there
    expect(await identity.needs.factors.ofAccount(account)).toHaveLength(1);
  });
});

describe('guesses (attack case 12)', () => {
  it('are five, by whichever way', async () => {
    await resendCode(identity.needs, challenge, identity.occasion());
    const bySms = identity.lastCode();
    const notIt = bySms === '000000' ? '000001' : '000000';
    const guess = () => verifySignIn(identity.needs, { challengeId: challenge, code: notIt }, identity.occasion());
    for (let n = 0; n < 3; n += 1) await expect(verify(wrong())).rejects.toEqual(refused);
    for (let n = 0; n < 2; n += 1) await expect(guess()).rejects.toEqual(refused);
    await expect(verify(now())).rejects.toEqual(refused);
    const right = { challengeId: challenge, code: bySms };
    await expect(verifySignIn(identity.needs, right, identity.occasion())).rejects.toEqual(refused);
  });

  it('are five in all when fifty come at once', async () => {
    await Promise.allSettled(Array.from({ length: 50 }, () => verify(wrong())));
    expect((await identity.needs.challenges.find(challenge))?.tries).toBe(5);
  });
});

describe('the SMS code of who has an authenticator app', () => {
  it('is sent when it is asked for, at once, and will do (R13)', async () => {
    const before = identity.outbox.length;
    const fresh = await password(identity, account);
    expect(fresh.methods).toEqual(['SMS', 'TOTP']);
    expect(identity.outbox).toHaveLength(before);
    await resendCode(identity.needs, fresh.id, identity.occasion());
    expect(identity.outbox).toHaveLength(before + 1);
    const code = identity.lastCode();
    const session = await verifySignIn(identity.needs, { challengeId: fresh.id, code }, identity.occasion());
    const live = await identity.needs.sessions.findLive(session.id, identity.clock.now, new Date(0));
    expect(live?.authentication).toBe('PASSWORD_SMS');
  });

  it('is the one way where no organisation accepts the app (V27)', async () => {
    const vivium = await settled(identity, 'CLIENT', await identity.rows.client());
    await identity.needs.factors.begin({
      id: '6d1b6f0e-5f52-4f5c-9a44-94d3a7b7c001',
      kind: 'TOTP',
      account: vivium.account,
      name: 'telefoon',
      createdAt: identity.clock.now,
      confirmedAt: null,
      lastUsedAt: null,
      secret,
    });
    await identity.needs.factors.confirmTotp('6d1b6f0e-5f52-4f5c-9a44-94d3a7b7c001', 1, identity.clock.now);
    const before = identity.outbox.length;
    expect((await password(identity, vivium.account)).methods).toEqual(['SMS']);
    expect(identity.outbox).toHaveLength(before + 1);
  });
});
