import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { changePassword } from '../../../../../subgraphs/identity/domain/credentials/change-password.js';
import { reportCompromise } from '../../../../../subgraphs/identity/domain/credentials/report-compromise.js';
import type { Occasion } from '../../../../../subgraphs/identity/domain/occasion.js';
import { HOUR, MINUTE, openIdentity, PASSWORD, type IdentityInTest } from '../../support/identity-in-test.js';
import { Credentials, NEW_PASSWORD } from '../../support/credentials-in-test.js';

let identity: IdentityInTest;
let credentials: Credentials;
let account: string;
let email: string;
let sequence = 0;

beforeAll(async () => {
  identity = await openIdentity();
  credentials = new Credentials(identity);
});
afterAll(() => identity.close());
beforeEach(async () => {
  identity.wait(HOUR);
  email = `houder${(sequence += 1)}@voorbeeld.example`;
  account = await credentials.holder(email);
  identity.log.length = 0;
});

const isLive = async (session: string) =>
  (await identity.needs.sessions.findLive(session, identity.clock.now, new Date(0))) !== null;
const change = (occasion: Occasion, currentPassword = PASSWORD, newPassword = NEW_PASSWORD) =>
  changePassword(identity.needs, { currentPassword, newPassword }, occasion);
const report = (occasion: Occasion, currentPassword: string | null = null, newPassword: string | null = null) =>
  reportCompromise(identity.needs, { currentPassword, newPassword }, occasion);

describe('a change of password by its holder (V6, R19)', () => {
  it('leaves this session open, ends all others and says so by mail', async () => {
    const [here, elsewhere] = [await identity.signedIn(account), await identity.signedIn(account)];
    await change(here.occasion());
    expect([await isLive(here.session.id), await isLive(elsewhere.session.id)]).toEqual([true, false]);
    expect(await credentials.lettersTo(email)).toEqual(['PASSWORD_CHANGED']);
    expect(identity.log).toMatchObject([
      { kind: 'CREDENTIAL_CHANGED', outcome: 'OK', account, organisation: 'vivium' },
    ]);
    expect(identity.announced.at(-1)).toBe(account);
    await expect(credentials.signIn(email, { password: NEW_PASSWORD })).resolves.toMatchObject({ methods: ['SMS'] });
    await expect(credentials.signIn(email)).rejects.toMatchObject({ code: 'CREDENTIALS_REFUSED' });
  });

  it('makes sign-ins that wait for their code and links that were mailed worth nothing', async () => {
    const { id } = await credentials.signIn(email);
    await credentials.request(email);
    await credentials.answerAll();
    const link = await credentials.linkFor(email);
    await change((await identity.signedIn(account)).occasion());
    await expect(credentials.verify(id)).rejects.toMatchObject({ code: 'CODE_REFUSED' });
    await expect(credentials.choose(link)).rejects.toMatchObject({ code: 'LINK_REFUSED' });
  });

  it('asks for the current password, and counts wrong ones as wrong sign-ins', async () => {
    const { occasion } = await identity.signedIn(account);
    for (let n = 0; n < 5; n += 1) {
      await expect(change(occasion(`2001:db8:7:${n}::1`), 'mis')).rejects.toMatchObject({
        code: 'CREDENTIALS_REFUSED',
      });
    }
    await expect(change(occasion())).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    await expect(credentials.signIn(email)).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    expect(identity.log.map(({ reason }) => reason).slice(0, 6)).toEqual([
      ...Array.from({ length: 5 }, () => 'CREDENTIALS_REFUSED'),
      'TOO_MANY_ATTEMPTS',
    ]);
  });

  it('to one that is too short changes nothing', async () => {
    const { session, occasion } = await identity.signedIn(account);
    await expect(change(occasion(), PASSWORD, 'kort')).rejects.toMatchObject({ code: 'PASSWORD_REFUSED' });
    expect(await isLive(session.id)).toBe(true);
    expect(await credentials.lettersTo(email)).toEqual([]);
  });

  it('to the one that there is, is none', async () => {
    const { occasion } = await identity.signedIn(account);
    await expect(change(occasion(), PASSWORD, PASSWORD)).rejects.toMatchObject({
      code: 'PASSWORD_REFUSED',
      details: { why: 'UNCHANGED' },
    });
  });

  it('succeeds once when two with the same current password are made at the same moment', async () => {
    const [one, other] = [await identity.signedIn(account), await identity.signedIn(account)];
    const results = await Promise.allSettled([
      change(one.occasion('2001:db8:8:1::1')),
      change(other.occasion('2001:db8:8:2::1'), PASSWORD, `${NEW_PASSWORD} alweer`),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('a report that somebody else knows the password (R23)', () => {
  it('ends all sessions at once, this one too, and leaves the mailed link as the only way in', async () => {
    const [here, elsewhere] = [await identity.signedIn(account), await identity.signedIn(account)];
    await report(here.occasion());
    expect([await isLive(here.session.id), await isLive(elsewhere.session.id)]).toEqual([false, false]);
    await expect(credentials.signIn(email)).rejects.toMatchObject({ code: 'CREDENTIALS_REFUSED' });
    const { id } = await credentials.choose(await credentials.linkFor(email));
    await credentials.verify(id);
    await expect(credentials.signIn(email, { password: NEW_PASSWORD })).resolves.toMatchObject({ methods: ['SMS'] });
  });

  it('reaches the administration of each organisation, without a name, and their logs', async () => {
    const elsewhere = await identity.rows.client({ organisation: 'rozelaar' });
    await identity.rows.relation({ accountId: account, clientId: elsewhere, role: 'CLIENT' });
    await report((await identity.signedIn(account)).occasion());
    const alerts = (await identity.letters()).filter(
      ({ notice }) => notice.template === 'COMPROMISE_REPORTED' && notice.account === account,
    );
    const { organisations } = identity.needs;
    expect(alerts.map(({ to }) => to).sort()).toEqual(
      ['rozelaar', 'vivium'].map((id) => organisations.get(id)?.mail.administration ?? '').sort(),
    );
    const recorded = identity.log.filter(({ kind }) => kind === 'COMPROMISE_REPORTED');
    expect(recorded.map(({ organisation }) => organisation).sort()).toEqual(['rozelaar', 'vivium']);
  });

  it('with a new password keeps this session and ends the others', async () => {
    const [here, elsewhere] = [await identity.signedIn(account), await identity.signedIn(account)];
    await report(here.occasion(), PASSWORD, NEW_PASSWORD);
    expect([await isLive(here.session.id), await isLive(elsewhere.session.id)]).toEqual([true, false]);
    expect(await credentials.lettersTo(email)).toEqual(['PASSWORD_CHANGED']);
    identity.wait(MINUTE);
    await expect(credentials.signIn(email, { password: NEW_PASSWORD })).resolves.toMatchObject({ methods: ['SMS'] });
  });

  it('with one password of the two is refused, and nothing ends', async () => {
    const { session, occasion } = await identity.signedIn(account);
    for (const [current, next] of [
      [PASSWORD, null],
      [null, NEW_PASSWORD],
    ] as const) {
      await expect(report(occasion(), current, next)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    }
    expect(await isLive(session.id)).toBe(true);
  });
});
