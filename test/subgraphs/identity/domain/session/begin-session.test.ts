import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AccountEntity } from '../../../../../subgraphs/identity/data/entities/account.entity.js';
import { SessionEntity } from '../../../../../subgraphs/identity/data/entities/session.entity.js';
import { reportCompromise } from '../../../../../subgraphs/identity/domain/credentials/report-compromise.js';
import { beginSession } from '../../../../../subgraphs/identity/domain/session/begin-session.js';
import { findStanding } from '../../../../../subgraphs/identity/domain/standing.js';
import { personOf } from '../../../../../subgraphs/identity/domain/sign-in/sign-in-record.js';
import { verifySignIn } from '../../../../../subgraphs/identity/domain/sign-in/verify-sign-in.js';
import { HOUR, openIdentity, settled, type IdentityInTest } from '../../support/identity-in-test.js';
import { password } from '../../support/second-step.js';

let identity: IdentityInTest;
let account: string;

beforeAll(async () => {
  identity = await openIdentity();
});
afterAll(() => identity.close());
beforeEach(async () => {
  identity.wait(24 * HOUR);
  ({ account } = await settled(identity, 'CLIENT', await identity.rows.client()));
});

const sessions = () => identity.database.getRepository(SessionEntity).countBy({ accountId: account });

describe('a session begins with an account as it was when its holder proved who they are', () => {
  it('not when its password is given up while the code is being judged (R23)', async () => {
    const { occasion } = await identity.signedIn(account);
    const { id } = await password(identity, account);
    const challenges = Object.create(identity.needs.challenges) as typeof identity.needs.challenges;
    challenges.tryCode = async (...which) => {
      const used = await identity.needs.challenges.tryCode(...which);
      await reportCompromise(identity.needs, { currentPassword: null, newPassword: null }, occasion());
      return used;
    };
    const step = { challengeId: id, code: identity.lastCode() };
    const verifying = verifySignIn({ ...identity.needs, challenges }, step, identity.occasion());
    await expect(verifying).rejects.toMatchObject({ code: 'CODE_REFUSED' });
    expect(await sessions()).toBe(1);
  });

  it.each([
    ['locked', { lockedAt: new Date('2026-02-02T09:00:00Z'), lockedReason: 'R29' }],
    ['given another password', { passwordHash: 'hash of something else' }],
    ['closed until a recovery', { recoveryRequiredAt: new Date('2026-02-02T09:00:00Z') }],
  ])('not when it was %s meanwhile', async (_what, change) => {
    const found = await identity.needs.accounts.find(account);
    if (found === null) throw new Error('the account is not there');
    const standing = await findStanding(identity.needs, account, identity.clock.now);
    const begin = () => {
      const holder = { account: found, standing, authentication: 'PASSWORD_SMS' } as const;
      const by = { person: personOf(found, standing), refused: new Error('refused') };
      return beginSession(identity.needs, holder, by, identity.occasion());
    };
    await begin();
    await identity.database.getRepository(AccountEntity).update({ id: account }, change);
    await expect(begin()).rejects.toThrow('refused');
    expect(await sessions()).toBe(1);
  });
});
