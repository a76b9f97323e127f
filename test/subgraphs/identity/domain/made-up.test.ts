import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { refreshSession } from '../../../../subgraphs/identity/domain/session/refresh-session.js';
import { Credentials } from '../support/credentials-in-test.js';
import { openIdentity, type IdentityInTest } from '../support/identity-in-test.js';

const STRANGER = '203.0.113.66';
let identity: IdentityInTest;
let credentials: Credentials;

beforeAll(async () => {
  identity = await openIdentity();
  credentials = new Credentials(identity);
});
afterAll(() => identity.close());

describe('what was never given out', () => {
  it('is recorded thirty times for one network, and refused without a record from then on', async () => {
    const tries = [
      () => credentials.verify(randomUUID(), '123456', STRANGER),
      () => credentials.resend(randomUUID(), STRANGER),
      () => credentials.choose(randomUUID(), undefined, STRANGER),
      () => refreshSession(identity.needs, randomUUID(), identity.occasion(null, STRANGER)),
    ];
    const codes: string[] = [];
    for (let n = 0; n < 40; n += 1) {
      await tries[n % tries.length]?.().catch((error: unknown) => codes.push((error as { code: string }).code));
    }
    expect(new Set(codes.slice(0, 30))).toEqual(new Set(['CODE_REFUSED', 'LINK_REFUSED', 'SESSION_ENDED']));
    expect(new Set(codes.slice(30))).toEqual(new Set(['TOO_MANY_ATTEMPTS']));
    expect(identity.log).toHaveLength(30);
  });

  it('does not keep whoever is on that network from a sign-in of their own (V27, R13)', async () => {
    await credentials.holder('buur@voorbeeld.example');
    const { id } = await credentials.signIn('buur@voorbeeld.example', { address: STRANGER });
    const session = await credentials.verify(id, undefined, STRANGER);
    const again = refreshSession(identity.needs, session.refreshToken, identity.occasion(null, STRANGER));
    await expect(again).resolves.toMatchObject({ id: session.id });
  });
});
