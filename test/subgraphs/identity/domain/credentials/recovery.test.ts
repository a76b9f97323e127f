import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE, openIdentity, PASSWORD, type IdentityInTest } from '../../support/identity-in-test.js';
import { Credentials, NEW_PASSWORD } from '../../support/credentials-in-test.js';

const EMAIL = 'aukje@voorbeeld.example';
let identity: IdentityInTest;
let credentials: Credentials;
let account: string;

beforeAll(async () => {
  identity = await openIdentity();
  credentials = new Credentials(identity);
  account = await credentials.holder(EMAIL);
});
afterAll(() => identity.close());
beforeEach(() => {
  identity.wait(25 * HOUR);
  identity.log.length = 0;
});

describe('a request for recovery', () => {
  it('is written down as it was given, and looked into later', async () => {
    await credentials.request(' Aukje@Voorbeeld.example ');
    expect(await credentials.linkFor(EMAIL)).toBe('');
    await credentials.answerAll();
    expect(await credentials.linkFor(EMAIL)).not.toBe('');
    expect(identity.log).toMatchObject([
      { kind: 'RECOVERY_REQUESTED', account: null },
      { kind: 'RECOVERY_REQUESTED', account, organisation: 'vivium' },
    ]);
  });

  it('is dropped for an address that is nobody’s, of a locked account and of one that was never activated', async () => {
    await credentials.holder('gesloten@voorbeeld.example', { lockedAt: identity.clock.now, lockedReason: 'PRYING' });
    await credentials.holder('nieuw@voorbeeld.example', { activatedAt: null, passwordHash: null });
    await identity.rows.account({ email: 'zonder@voorbeeld.example' });
    const before = (await identity.letters()).length;
    for (const who of ['niemand', 'gesloten', 'nieuw', 'zonder']) await credentials.request(`${who}@voorbeeld.example`);
    await credentials.answerAll();
    expect(await identity.letters()).toHaveLength(before);
    expect(identity.log.map(({ account: whose }) => whose)).toEqual([null, null, null, null]);
  });

  it('brings three mails an hour for one address, and the same answer for the fourth', async () => {
    const before = (await credentials.lettersTo(EMAIL)).length;
    for (let n = 0; n < 4; n += 1) await credentials.request(EMAIL);
    await credentials.answerAll();
    expect(await credentials.lettersTo(EMAIL)).toHaveLength(before + 3);
  });

  it('is refused beyond ten an hour from one network, for whichever address', async () => {
    for (let n = 0; n < 10; n += 1) await credentials.request(`persoon${n}@voorbeeld.example`, '203.0.113.9');
    await expect(credentials.request(EMAIL, '203.0.113.9')).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
  });

  it.each(['', 'geen adres', 'a@b', `${'a'.repeat(250)}@voorbeeld.example`, 'nul\0@voorbeeld.example'])(
    'is refused for %j, which is no address',
    async (email) => {
      await expect(credentials.request(email)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    },
  );

  it('is answered once by many at the same time', async () => {
    const before = (await credentials.lettersTo(EMAIL)).length;
    await credentials.request(EMAIL);
    await Promise.all([credentials.answerAll(), credentials.answerAll(), credentials.answerAll()]);
    expect(await credentials.lettersTo(EMAIL)).toHaveLength(before + 1);
  });
});

describe('a recovery', () => {
  it('sets the password when the SMS code is given, and not before (V27, R13)', async () => {
    await credentials.request(EMAIL);
    await credentials.answerAll();
    const { id, methods } = await credentials.choose(await credentials.linkFor(EMAIL));
    expect(methods).toEqual(['SMS']);
    await expect(credentials.signIn(EMAIL, { password: NEW_PASSWORD })).rejects.toMatchObject({
      code: 'CREDENTIALS_REFUSED',
    });
    identity.log.length = 0;
    await credentials.verify(id);
    expect(identity.log).toMatchObject([
      { kind: 'CREDENTIAL_CHANGED', account, categories: ['PASSWORD'] },
      { kind: 'SIGN_IN', account, outcome: 'OK' },
    ]);
    await expect(credentials.signIn(EMAIL)).rejects.toMatchObject({ code: 'CREDENTIALS_REFUSED' });
  });

  it('ends what was open before and tells the holder by mail (R23)', async () => {
    const open = await identity.signedIn(account);
    const told = async () => (await credentials.lettersTo(EMAIL)).filter((template) => template === 'PASSWORD_CHANGED');
    const before = (await told()).length;
    const { deviceToken } = await credentials.recover(EMAIL);
    const { needs, clock } = identity;
    expect(await needs.sessions.findLive(open.session.id, clock.now, new Date(0))).toBeNull();
    expect(await told()).toHaveLength(before + 1);
    expect(deviceToken).toEqual(expect.any(String));
  });

  it('works once by one link, and by the last link only', async () => {
    await credentials.request(EMAIL);
    await credentials.answerAll();
    const first = await credentials.linkFor(EMAIL);
    identity.wait(MINUTE);
    await credentials.recover(EMAIL);
    const last = await credentials.linkFor(EMAIL);
    for (const link of [first, last, 'verzonnen', '']) {
      await expect(credentials.choose(link)).rejects.toMatchObject({ code: 'LINK_REFUSED' });
    }
  });

  it('is over after a day', async () => {
    await credentials.request(EMAIL);
    await credentials.answerAll();
    const link = await credentials.linkFor(EMAIL);
    identity.wait(24 * HOUR);
    await expect(credentials.choose(link)).rejects.toMatchObject({ code: 'LINK_REFUSED' });
  });

  it('lifts the end after thirty wrong passwords, which nothing else does within twelve hours', async () => {
    for (let n = 0; n < 30; n += 1) {
      await expect(credentials.signIn(EMAIL, { password: 'mis' })).rejects.toMatchObject({
        code: 'CREDENTIALS_REFUSED',
      });
      identity.wait(15 * MINUTE);
    }
    const right = () => credentials.signIn(EMAIL, { password: NEW_PASSWORD });
    await expect(right()).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    await credentials.recover(EMAIL);
    identity.wait(MINUTE);
    await expect(right()).resolves.toMatchObject({ methods: ['SMS'] });
  });

  it('is what thirty wrong passwords leave for an unknown address too: the answers are the same', async () => {
    const unknown = 'onbekend@voorbeeld.example';
    for (let n = 0; n < 30; n += 1) {
      await expect(credentials.signIn(unknown, { password: PASSWORD })).rejects.toMatchObject({
        code: 'CREDENTIALS_REFUSED',
      });
      identity.wait(15 * MINUTE);
    }
    await expect(credentials.signIn(unknown)).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
  });
});
