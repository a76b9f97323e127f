import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { URI } from 'otpauth';
import { addPasskey, confirmPasskey } from '../../../../../subgraphs/identity/domain/second-factors/add-passkey.js';
import { addTotp, confirmTotp } from '../../../../../subgraphs/identity/domain/second-factors/add-totp.js';
import { MOST_FACTORS } from '../../../../../subgraphs/identity/domain/second-factors/second-factor.js';
import { PasskeyDevice, type CeremonyOptions, type Deviation } from '../../../../support/passkey-device.js';
import { HOUR, MINUTE, openIdentity, PASSWORD, settled, type IdentityInTest } from '../../support/identity-in-test.js';
import { codeOf, ROZELAAR_ORIGIN, someoneOf, withPasskey, withTotp } from '../../support/second-step.js';

let identity: IdentityInTest;
let account: string;
let me: Awaited<ReturnType<IdentityInTest['signedIn']>>;

beforeAll(async () => {
  identity = await openIdentity();
});
afterAll(() => identity.close());
beforeEach(async () => {
  identity.wait(24 * HOUR);
  account = await someoneOf(identity, 'rozelaar');
  me = await identity.signedIn(account);
  identity.log.length = 0;
});

const begin = (password = PASSWORD, name = 'telefoon') => addTotp(identity.needs, { password, name }, me.occasion());
const beginPasskey = (organisation: string | null = null) =>
  addPasskey(identity.needs, { password: PASSWORD, organisation }, me.occasion());
const held = () => identity.needs.factors.ofAccount(account);
const notices = async () =>
  (await identity.letters()).filter((letter) => letter.account === account).map(({ notice }) => notice.template);

describe('adding an authenticator app', () => {
  it('gives what the app scans, in the name of the portal (R13)', async () => {
    const { uri, secret } = await begin();
    const scanned = URI.parse(uri);
    expect(scanned).toMatchObject({ issuer: 'Mijn Cliëntportaal', algorithm: 'SHA1', digits: 6, period: 30 });
    expect(scanned.secret.base32).toBe(secret);
    expect(scanned.secret.bytes).toHaveLength(20);
  });

  it('is done when a code fits; a mail says so, and it goes on record', async () => {
    const { id, secret } = await begin();
    expect(await held()).toEqual([]);
    await confirmTotp(identity.needs, { id, code: codeOf(secret, identity.clock.now) }, me.occasion());
    expect(await held()).toEqual([expect.objectContaining({ id, kind: 'TOTP', name: 'telefoon', secret })]);
    expect(await notices()).toEqual(['SECOND_FACTOR_ADDED']);
    expect(
      identity.log.map(({ kind, action, outcome, organisation }) => [kind, action, outcome, organisation]),
    ).toEqual([
      ['CREDENTIAL_CHANGED', 'C', 'OK', 'rozelaar'],
      ['CREDENTIAL_CHANGED', 'U', 'OK', 'rozelaar'],
    ]);
  });

  it('keeps the secret sealed', async () => {
    const { secret } = await begin();
    const rows: { secret: Buffer }[] = await identity.database.query(
      'SELECT secret FROM second_factor WHERE account_id = $1',
      [account],
    );
    expect(rows[0]?.secret.includes(Buffer.from(secret))).toBe(false);
  });

  it('takes the password again, under the limits of signing in', async () => {
    for (let n = 0; n < 5; n += 1) {
      await expect(begin('geraniums op het balkon')).rejects.toMatchObject({ code: 'CREDENTIALS_REFUSED' });
    }
    await expect(begin()).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    expect(identity.log.at(-1)).toMatchObject({ outcome: 'REFUSED', reason: 'TOO_MANY_ATTEMPTS' });
  });

  it('is not done by a wrong code, too late, twice, or by someone else', async () => {
    const refused = { code: 'CODE_REFUSED' };
    const { id, secret } = await begin();
    const right = () => codeOf(secret, identity.clock.now);
    const other = await identity.signedIn(await someoneOf(identity, 'rozelaar'));
    const confirm = (code: string, by = me) => confirmTotp(identity.needs, { id, code }, by.occasion());
    await expect(confirm(right(), other)).rejects.toMatchObject(refused);
    await expect(confirm(codeOf(secret, new Date(0)))).rejects.toMatchObject(refused);
    identity.wait(10 * MINUTE);
    await expect(confirm(right())).rejects.toMatchObject(refused);
    const again = await begin();
    const fitting = { id: again.id, code: codeOf(again.secret, identity.clock.now) };
    await confirmTotp(identity.needs, fitting, me.occasion());
    await expect(confirmTotp(identity.needs, fitting, me.occasion())).rejects.toMatchObject(refused);
    expect(await held()).toHaveLength(1);
  });

  it('is refused where no organisation accepts it (V27)', async () => {
    const vivium = await settled(identity, 'CLIENT', await identity.rows.client());
    me = await identity.signedIn(vivium.account);
    await expect(begin()).rejects.toMatchObject({ code: 'FACTOR_NOT_ACCEPTED' });
    await expect(beginPasskey()).rejects.toMatchObject({ code: 'FACTOR_NOT_ACCEPTED' });
  });

  it.each(['', '   ', 'x'.repeat(61), 'tele\u0000foon'])('is refused under the name "%s"', async (name) => {
    await expect(begin(PASSWORD, name)).rejects.toMatchObject({ code: 'BAD_INPUT', details: { fields: ['name'] } });
  });

  it(`stops at ${MOST_FACTORS}`, async () => {
    for (let n = 0; n < MOST_FACTORS; n += 1) await withTotp(identity, account);
    await expect(begin()).rejects.toMatchObject({ code: 'TOO_MANY_FACTORS' });
  });
});

describe('adding a passkey', () => {
  const confirm = (id: string, answer: Record<string, unknown>) =>
    confirmPasskey(identity.needs, { id, answer, name: 'laptop' }, me.occasion());
  const make = async (deviation: Deviation) => {
    const { id, options } = await beginPasskey();
    return confirm(id, new PasskeyDevice(ROZELAAR_ORIGIN).make(options as CeremonyOptions, deviation));
  };

  it('asks the browser for one of the portal, and of a user who is verified (R24)', async () => {
    const { options } = await beginPasskey();
    expect(options).toMatchObject({
      rp: { id: 'portaal.rozelaar.example', name: 'Mijn Cliëntportaal' },
      attestation: 'none',
      authenticatorSelection: { userVerification: 'required' },
      excludeCredentials: [],
    });
  });

  it('is done when the browser made it; a mail says so', async () => {
    await withPasskey(identity, account);
    expect(await held()).toEqual([
      expect.objectContaining({ kind: 'PASSKEY', name: 'laptop', rpId: 'portaal.rozelaar.example' }),
    ]);
    expect(await notices()).toEqual(['SECOND_FACTOR_ADDED']);
  });

  it.each<[string, Deviation]>([
    ['at another origin (R24)', { origin: 'https://portaal-rozelaar.example' }],
    ['for another relying party', { rpId: 'portaal.vivium.example' }],
    ['without verifying the user', { userVerified: false }],
    ['for another challenge', { challenge: Buffer.alloc(32, 'x').toString('base64url') }],
    [
      'with certificates that we would have to follow',
      { attestation: { fmt: 'packed', statement: new Map<string, unknown>([['x5c', [new Uint8Array(4)]]]) } },
    ],
  ])('is refused when it was made %s', async (_how, deviation) => {
    await expect(make(deviation)).rejects.toMatchObject({ code: 'FACTOR_REFUSED' });
    expect(await held()).toEqual([]);
  });

  it('is done once, in time, and by who began it', async () => {
    const refused = { code: 'FACTOR_REFUSED' };
    const device = new PasskeyDevice(ROZELAAR_ORIGIN);
    const { id, options } = await beginPasskey();
    const answer = device.make(options as CeremonyOptions);
    const mine = me;
    me = await identity.signedIn(await someoneOf(identity, 'rozelaar'));
    await expect(confirm(id, answer)).rejects.toMatchObject(refused);
    me = mine;
    await confirm(id, answer);
    await expect(confirm(id, answer)).rejects.toMatchObject(refused);
    const late = await beginPasskey();
    identity.wait(10 * MINUTE);
    await expect(confirm(late.id, device.make(late.options as CeremonyOptions))).rejects.toMatchObject(refused);
  });

  it('says for which portal, when more than one accepts it', async () => {
    identity.changePolicy('vivium', {
      authentication: { users: ['PASSWORD_SMS', 'PASSWORD_PASSKEY'], staff: ['PASSWORD_SMS'] },
    });
    const clientId = await identity.rows.client();
    await identity.rows.relation({ accountId: account, clientId, role: 'CONTACT' });
    await expect(beginPasskey()).rejects.toMatchObject({ code: 'BAD_INPUT', details: { fields: ['organisation'] } });
    expect((await beginPasskey('vivium')).options).toMatchObject({ rp: { id: 'portaal.vivium.example' } });
    await expect(beginPasskey('linden')).rejects.toMatchObject({ code: 'FACTOR_NOT_ACCEPTED' });
    identity.changePolicy('vivium', { authentication: { users: ['PASSWORD_SMS'], staff: ['PASSWORD_SMS'] } });
  });
});
