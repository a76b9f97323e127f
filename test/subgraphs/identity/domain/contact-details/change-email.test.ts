import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { changeEmail } from '../../../../../subgraphs/identity/domain/contact-details/change-email.js';
import { confirmEmail } from '../../../../../subgraphs/identity/domain/contact-details/confirm-email.js';
import { newLink } from '../../../../../subgraphs/identity/domain/credentials/one-time-link.js';
import { HOUR, openIdentity, PASSWORD, settled, type IdentityInTest } from '../../support/identity-in-test.js';

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
  for (const list of [identity.log, identity.announced]) list.length = 0;
});

const fresh = () => `nieuw${(sequence += 1)}@voorbeeld.example`;
/** A second later than what went before, so that letters have an order. */
const ask = (email: string, password = PASSWORD) => {
  identity.wait(1_000);
  return changeEmail(identity.needs, { password, email }, occasion());
};
const confirm = (token: string) => {
  identity.wait(1_000);
  return confirmEmail(identity.needs, token, identity.occasion());
};
const emailOf = async (id = account) => (await identity.needs.accounts.find(id))?.email;
const lettersTo = async (address: string | undefined) =>
  (await identity.letters()).filter(({ to }) => to === address).map(({ notice }) => notice);
/** Of the last link that was mailed to the address. */
const tokenTo = async (address: string) => {
  const last = (await lettersTo(address)).findLast(({ template }) => template === 'EMAIL_CONFIRMATION');
  return last !== undefined && 'token' in last ? last.token : 'none';
};
const asked = async (email: string) => {
  await ask(email);
  return tokenTo(email);
};
const refused = (code: string) => expect.objectContaining({ code });

describe('a new e-mail address (V9, V28)', () => {
  it('is the account’s once the link that was mailed to it is used; old and new are told', async () => {
    const [old, email] = [await emailOf(), fresh()];
    await ask(` ${email.toUpperCase()} `);
    expect(await emailOf()).toBe(old);
    expect(await lettersTo(old)).toEqual([{ template: 'EMAIL_CHANGE_ASKED' }]);
    await confirm(await tokenTo(email));
    expect(await emailOf()).toBe(email);
    expect((await lettersTo(old)).at(-1)).toEqual({ template: 'EMAIL_CHANGED' });
    expect((await lettersTo(email)).at(-1)).toEqual({ template: 'EMAIL_CHANGED' });
    expect(identity.announced).toEqual([account]);
    expect(
      identity.log.map(({ kind, action, account: whose, categories }) => [kind, action, whose, categories]),
    ).toEqual([
      ['ACCOUNT_CHANGED', 'E', account, ['EMAIL']],
      ['ACCOUNT_CHANGED', 'U', account, ['EMAIL']],
    ]);
  });

  it('is confirmed once, within 24 hours, by the last link only', async () => {
    const first = await asked(fresh());
    const second = await asked(fresh());
    await expect(confirm(first)).rejects.toEqual(refused('LINK_REFUSED'));
    await confirm(second);
    await expect(confirm(second)).rejects.toEqual(refused('LINK_REFUSED'));
    const late = await asked(fresh());
    identity.wait(24 * HOUR);
    await expect(confirm(late)).rejects.toEqual(refused('LINK_REFUSED'));
    await expect(confirm('nothing')).rejects.toEqual(refused('LINK_REFUSED'));
  });

  it('is not confirmed by a link of another kind', async () => {
    const { token, link } = newLink('RECOVERY', account, identity.clock.now);
    await identity.needs.links.open(link, identity.clock.now);
    await expect(confirm(token)).rejects.toEqual(refused('LINK_REFUSED'));
  });

  it('leaves no link behind that was mailed to the old one', async () => {
    const { token, link } = newLink('RECOVERY', account, identity.clock.now);
    await identity.needs.links.open(link, identity.clock.now);
    await confirm(await asked(fresh()));
    expect(await identity.needs.links.findLive(link.hash, identity.clock.now)).toBeNull();
    expect(token).not.toBe('');
  });

  it('that is somebody’s already is asked for like any other, and told to who reads its mail (V6, V7)', async () => {
    const [own, theirs] = [await emailOf(), fresh()];
    await identity.rows.account({ email: theirs });
    const token = await asked(theirs);
    await expect(confirm(token)).rejects.toEqual(refused('EMAIL_TAKEN'));
    expect(await emailOf()).toBe(own);
    expect((await lettersTo(own)).map(({ template }) => template)).toEqual(['EMAIL_CHANGE_ASKED']);
  });

  it('that two accounts confirm at the same moment is one’s (V6, V7)', async () => {
    const email = fresh();
    const first = await asked(email);
    const { account: other } = await settled(identity, 'CLIENT', await identity.rows.client());
    ({ occasion } = await identity.signedIn(other));
    await ask(email);
    const second = await tokenTo(email);
    expect(second).not.toBe(first);
    const results = await Promise.allSettled([confirm(first), confirm(second)]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'EMAIL_TAKEN' } });
    expect([await emailOf(), await emailOf(other)].filter((each) => each === email)).toHaveLength(1);
  });

  it('is confirmed once by any number of uses of its link at once', async () => {
    const token = await asked(fresh());
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => confirm(token)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it.each(['geen adres', '', 'a@b', `${'x'.repeat(250)}@voorbeeld.example`])(
    'is refused when it is %j',
    async (email) => {
      await expect(ask(email)).rejects.toMatchObject({ code: 'BAD_INPUT', details: { fields: ['email'] } });
      await expect(ask((await emailOf()) ?? '')).rejects.toEqual(refused('BAD_INPUT'));
    },
  );
});

describe('asking for another e-mail address', () => {
  it('takes the password again, counted like signing in', async () => {
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      await expect(ask(fresh(), 'niet het goede')).rejects.toEqual(refused('CREDENTIALS_REFUSED'));
    }
    await expect(ask(fresh())).rejects.toEqual(refused('TOO_MANY_ATTEMPTS'));
    expect(identity.log.at(-1)).toMatchObject({
      outcome: 'REFUSED',
      reason: 'TOO_MANY_ATTEMPTS',
      organisation: 'vivium',
    });
  });

  it('can be done five times a day: nobody has mail sent to strangers without end', async () => {
    for (let attempt = 1; attempt <= 5; attempt += 1) await ask(fresh());
    await expect(ask(fresh())).rejects.toEqual(refused('TOO_MANY_ATTEMPTS'));
  });

  it('goes through the administration as soon as one organisation wants that (R14)', async () => {
    const token = await asked(fresh());
    const clientId = await identity.rows.client({ organisation: 'rozelaar' });
    await identity.rows.relation({ accountId: account, clientId, role: 'CONTACT' });
    await expect(ask(fresh())).rejects.toEqual(refused('CHANGE_BY_ADMINISTRATION'));
    await expect(confirm(token)).rejects.toEqual(refused('CHANGE_BY_ADMINISTRATION'));
  });

  it('is refused of who has to do with nobody any more, and so is the link (V35)', async () => {
    const token = await asked(fresh());
    const end = { endedAt: identity.clock.now, endedReason: 'WRITTEN_NOTICE' };
    await identity.database.query('UPDATE relation SET ended_at = $1, ended_reason = $2 WHERE account_id = $3', [
      end.endedAt,
      end.endedReason,
      account,
    ]);
    await expect(ask(fresh())).rejects.toEqual(refused('ACCESS_REFUSED'));
    await expect(confirm(token)).rejects.toEqual(refused('LINK_REFUSED'));
  });
});
