import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { verifySignInByPasskey } from '../../../../../subgraphs/identity/domain/second-factors/verify-by-passkey.js';
import { removeSecondFactor } from '../../../../../subgraphs/identity/domain/second-factors/remove-second-factor.js';
import type { PasskeyDevice } from '../../../../support/passkey-device.js';
import { type CeremonyOptions, type Deviation } from '../../../../support/passkey-device.js';
import { HOUR, MINUTE, openIdentity, PASSWORD, type IdentityInTest } from '../../support/identity-in-test.js';
import { password, ROZELAAR_ORIGIN, someoneOf, withPasskey } from '../../support/second-step.js';

let identity: IdentityInTest;
let account: string;
let device: PasskeyDevice;
let factor: string;

beforeAll(async () => {
  identity = await openIdentity();
});
afterAll(() => identity.close());
beforeEach(async () => {
  identity.wait(24 * HOUR);
  account = await someoneOf(identity, 'rozelaar');
  ({ id: factor, device } = await withPasskey(identity, account));
  identity.log.length = 0;
});

const refused = expect.objectContaining({ code: 'CODE_REFUSED', details: {} });

async function givePassword(as = account) {
  const challenge = await password(identity, as);
  return { id: challenge.id, options: challenge.passkeyRequests[0]?.options as CeremonyOptions, challenge };
}
const verify = (challengeId: string, answer: Record<string, unknown>) =>
  verifySignInByPasskey(identity.needs, { challengeId, answer }, identity.occasion());
const tryWith = async (deviation: Deviation) => {
  const { id, options } = await givePassword();
  return verify(id, device.use(options, deviation));
};

describe('a passkey', () => {
  it('is asked for at the portal that it was made for, with no SMS sent (R13, R24)', async () => {
    const before = identity.outbox.length;
    const { challenge } = await givePassword();
    expect(identity.outbox).toHaveLength(before);
    expect(challenge.methods).toEqual(['SMS', 'PASSKEY']);
    expect(challenge.passkeyRequests).toEqual([
      {
        organisation: expect.objectContaining({ id: 'rozelaar' }),
        options: expect.objectContaining({
          rpId: 'portaal.rozelaar.example',
          userVerification: 'required',
          allowCredentials: [expect.objectContaining({ id: device.keys[0]?.id.toString('base64url') })],
        }),
      },
    ]);
  });

  it('opens a session that remembers it', async () => {
    const { id, options } = await givePassword();
    const session = await verify(id, device.use(options));
    const live = await identity.needs.sessions.findLive(session.id, identity.clock.now, new Date(0));
    expect(live?.authentication).toBe('PASSWORD_PASSKEY');
    expect(identity.log.at(-1)).toMatchObject({ kind: 'SIGN_IN', outcome: 'OK', account, session: session.id });
    expect((await identity.needs.factors.ofAccount(account))[0]?.lastUsedAt).toEqual(identity.clock.now);
  });

  it.each<[string, Deviation]>([
    ['at another origin (R24)', { origin: 'https://portaal-rozelaar.example' }],
    ['at the same host without TLS (V8)', { origin: ROZELAAR_ORIGIN.replace('https', 'http') }],
    ['at the portal of another organisation (R24)', { origin: 'https://portaal.vivium.example' }],
    ['for another relying party', { rpId: 'portaal.vivium.example' }],
    ['without verifying the user', { userVerified: false }],
    ['for a challenge of its own making', { challenge: Buffer.alloc(32, 'x').toString('base64url') }],
  ])('is refused when it is used %s', async (_how, deviation) => {
    await expect(tryWith(deviation)).rejects.toEqual(refused);
    expect(identity.log.at(-1)).toMatchObject({ kind: 'SIGN_IN', outcome: 'REFUSED', reason: 'CODE_REFUSED', account });
  });

  it('answers one sign-in and no other, and that once', async () => {
    const first = await givePassword();
    const answer = device.use(first.options);
    identity.wait(MINUTE);
    const second = await givePassword();
    await expect(verify(first.id, answer)).rejects.toEqual(refused);
    await expect(verify(second.id, answer)).rejects.toEqual(refused);
    const right = device.use(second.options);
    await verify(second.id, right);
    await expect(verify(second.id, right)).rejects.toEqual(refused);
    await expect(verify(second.id, device.use(second.options))).rejects.toEqual(refused);
  });

  it('opens one session when its answer is sent many times at once', async () => {
    const { id, options } = await givePassword();
    const answer = device.use(options);
    const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => verify(id, answer)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is refused when its count has not gone up: there is a copy of it', async () => {
    const { id, options } = await givePassword();
    await verify(id, device.use(options, { counter: 7 }));
    for (const counter of [7, 3, 0]) await expect(tryWith({ counter })).rejects.toEqual(refused);
    await expect(tryWith({ counter: 8 })).resolves.toHaveProperty('id');
  });

  it('that does not count is used again and again', async () => {
    for (let n = 0; n < 2; n += 1) await expect(tryWith({ counter: 0 })).resolves.toHaveProperty('id');
  });

  it("of another account opens nothing, and nothing of that account's", async () => {
    const other = await someoneOf(identity, 'rozelaar');
    const theirs = await withPasskey(identity, other);
    const { id, options } = await givePassword();
    await expect(verify(id, theirs.device.use(options))).rejects.toEqual(refused);
    const claimed = { ...theirs.device.use(options), id: device.keys[0]?.id.toString('base64url') };
    await expect(verify(id, claimed)).rejects.toEqual(refused);
  });

  it('that was removed is neither asked for nor good', async () => {
    const { id, options } = await givePassword();
    const { occasion } = await identity.signedIn(account, 'PASSWORD_PASSKEY');
    await removeSecondFactor(identity.needs, { id: factor, password: PASSWORD }, occasion());
    await expect(verify(id, device.use(options))).rejects.toEqual(refused);
    expect((await password(identity, account)).methods).toEqual(['SMS']);
  });

  it('is tried five times a sign-in, whatever nonsense is sent', async () => {
    const { id, options } = await givePassword();
    const right = device.use(options);
    const inherited = JSON.parse(`{ "__proto__": ${JSON.stringify(right)} }`) as Record<string, unknown>;
    const nonsense = [{}, { id: 7 }, { ...right, response: null }, { ...right, rawId: '!' }, inherited];
    for (const answer of nonsense) await expect(verify(id, answer)).rejects.toEqual(refused);
    await expect(verify(id, right)).rejects.toEqual(refused);
  });
});
