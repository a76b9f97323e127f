import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { findOwnAccount } from '../../../../../subgraphs/identity/domain/find-account.js';
import { activateAccount } from '../../../../../subgraphs/identity/domain/registration/activate-account.js';
import type { PersonDetails } from '../../../../../subgraphs/identity/domain/registration/person-details.js';
import type { Registration } from '../../../../../subgraphs/identity/domain/registration/registration.js';
import { renewActivation } from '../../../../../subgraphs/identity/domain/registration/renew-activation.js';
import { signIn } from '../../../../../subgraphs/identity/domain/sign-in/sign-in.js';
import { verifySignIn } from '../../../../../subgraphs/identity/domain/sign-in/verify-sign-in.js';
import { HOUR, openIdentity, type IdentityInTest } from '../../support/identity-in-test.js';
import { newcomer, openDesk, verificationFor, type Desk } from '../../support/registration-in-test.js';

const CHOSEN = 'negen kopjes in de kast';

let identity: IdentityInTest;
let desk: Desk;
let person: PersonDetails;
let registration: Registration;

beforeAll(async () => {
  identity = await openIdentity();
  desk = await openDesk(identity);
});
afterAll(() => identity.close());
beforeEach(async () => {
  person = newcomer();
  registration = await desk.enrol(verificationFor(await identity.rows.client({ bsn: '111222333' })), person);
  identity.log.length = 0;
});

const link = () => desk.activationToken(person.email);
const activate = (token: string, password = CHOSEN) =>
  activateAccount(identity.needs, { token, password }, identity.occasion());
const verify = (challengeId: string, code = identity.lastCode()) =>
  verifySignIn(identity.needs, { challengeId, code }, identity.occasion());
const status = async () => (await identity.needs.registrations.find(registration.id))?.status;
const account = () => identity.needs.accounts.find(registration.account ?? '');
const renew = async () =>
  renewActivation(
    identity.needs,
    { id: registration.id, reason: 'link verlopen' },
    await desk.administrators.vivium.occasion(),
  );

describe('activating an account', () => {
  it('takes the link, a password and the code, and then the account is in use (V26, V27, V29)', async () => {
    const challenge = await activate(await link());
    expect(identity.outbox.at(-1)?.to).toBe(person.mobileNumber);
    expect(await status()).toBe('VERIFIED');
    await verify(challenge.id);
    expect(await status()).toBe('ACTIVE');
    expect(await account()).toMatchObject({ activatedAt: identity.clock.now, passwordHash: `hash of ${CHOSEN}` });
  });

  it('sets nothing before the code was right: mail alone opens nothing (V9, V30)', async () => {
    const challenge = await activate(await link());
    const wrong = identity.lastCode() === '000000' ? '000001' : '000000';
    await expect(verify(challenge.id, wrong)).rejects.toMatchObject({ code: 'CODE_REFUSED' });
    expect(await account()).toMatchObject({ activatedAt: null, passwordHash: null });
    expect(await status()).toBe('VERIFIED');
  });

  it('leaves the terms and then the BSN to be done, in that order (V1, V31)', async () => {
    const { nextSteps } = await verify((await activate(await link())).id);
    expect(nextSteps.map(({ step }) => step)).toEqual(['ACCEPT_TERMS', 'CONFIRM_BSN']);
    const signedIn = await identity.signedIn(registration.account ?? '');
    const found = await findOwnAccount(identity.needs, signedIn.occasion());
    expect(found.standing.relations.map(({ status: now }) => now)).toEqual(['PENDING']);
  });

  it('goes on record with registration and account', async () => {
    await verify((await activate(await link())).id);
    const place = { organisation: 'vivium', account: registration.account, accountName: 'Tineke Aalbers' };
    const { client, relation } = registration;
    expect(identity.log.slice(1, 3)).toEqual([
      {
        kind: 'REGISTRATION_CHANGED',
        action: 'U',
        ...place,
        client,
        relation,
        categories: [registration.id, 'ACTIVE'],
      },
      { kind: 'ACCOUNT_CHANGED', action: 'U', ...place, categories: [registration.account, 'ACTIVATED'] },
    ]);
  });

  it('comes first: there is no signing in before it (V26)', async () => {
    const early = signIn(identity.needs, { email: person.email, password: CHOSEN }, identity.occasion());
    await expect(early).rejects.toMatchObject({ code: 'CREDENTIALS_REFUSED' });
  });

  it('is done once with a link (V29)', async () => {
    const token = await link();
    await verify((await activate(token)).id);
    await expect(activate(token, 'een heel ander wachtwoord')).rejects.toMatchObject({ code: 'LINK_REFUSED' });
  });

  it('can be done for 72 hours (V29)', async () => {
    const token = await link();
    const started = identity.clock.now;
    identity.wait(72 * HOUR - 1);
    await expect(activate(token)).resolves.toHaveProperty('id');
    identity.wait(1);
    await expect(activate(token)).rejects.toMatchObject({ code: 'LINK_REFUSED' });
    identity.clock.now = started;
  });

  it('is refused alike for a link that is none', async () => {
    await expect(activate('x'.repeat(43))).rejects.toMatchObject({ code: 'LINK_REFUSED', details: {} });
  });

  it.each(['kort', 'Vivium Zorggroep 1', 'wachtwoord12345'])(
    'is refused with %p, which is no password',
    async (bad) => {
      await expect(activate(await link(), bad)).rejects.toMatchObject({ code: 'PASSWORD_REFUSED' });
      expect(identity.outbox.at(-1)?.to).not.toBe(person.mobileNumber);
    },
  );
});

describe('another activation link', () => {
  it('works, and the one before it does not any more (V29)', async () => {
    const first = await link();
    identity.wait(1);
    await renew();
    const second = await link();
    expect(second).not.toBe(first);
    await expect(activate(first)).rejects.toMatchObject({ code: 'LINK_REFUSED' });
    await expect(activate(second)).resolves.toHaveProperty('id');
  });

  it('is not sent for an account that is in use', async () => {
    await verify((await activate(await link())).id);
    await expect(renew()).rejects.toMatchObject({ code: 'REGISTRATION_DECIDED' });
  });

  it('is not sent when the access has ended meanwhile', async () => {
    await identity.needs.relations.end(registration.relation ?? '', 'WRITTEN_NOTICE', identity.clock.now);
    await expect(renew()).rejects.toMatchObject({ code: 'REGISTRATION_DECIDED' });
    expect(identity.log.at(-1)).toMatchObject({ outcome: 'REFUSED', justification: 'link verlopen' });
  });
});
