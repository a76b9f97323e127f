import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { loadOrganisations, type OrganisationPolicy } from '../../../../../organisations/policy.js';
import { decide } from '../../../../../schema/access-decision.js';
import { table } from '../../../../../schema/access-matrix.js';
import { findOwnAccount } from '../../../../../subgraphs/identity/domain/find-account.js';
import { nextStepOfStaff } from '../../../../../subgraphs/identity/domain/first-steps/next-steps.js';
import { shareSections } from '../../../../../subgraphs/identity/domain/relations/share-sections.js';
import { addTotp, confirmTotp } from '../../../../../subgraphs/identity/domain/second-factors/add-totp.js';
import { removeSecondFactor } from '../../../../../subgraphs/identity/domain/second-factors/remove-second-factor.js';
import { refreshSession } from '../../../../../subgraphs/identity/domain/session/refresh-session.js';
import { signOut } from '../../../../../subgraphs/identity/domain/session/sign-out.js';
import { HOUR, MINUTE, openIdentity, PASSWORD, settled, type IdentityInTest } from '../../support/identity-in-test.js';
import { codeOf, someoneOf } from '../../support/second-step.js';

const [row] = table('field category CLIENT CONTACT\nClient.reports REPORTS yes yes');

const SPARE = {
  id: '6d1b6f0e-5f52-4f5c-9a44-94d3a7b7c004',
  kind: 'PASSKEY' as const,
  name: '',
  confirmedAt: null,
  lastUsedAt: null,
  rpId: 'meekijken.linden.example',
  credential: null,
};
const CREDENTIAL = { id: 'c2xldXRlbA', publicKey: Buffer.alloc(8), counter: 0, transports: [] };

let identity: IdentityInTest;

beforeAll(async () => {
  identity = await openIdentity();
  const linden = loadOrganisations('test/organisations/third').get('linden') as OrganisationPolicy;
  identity.needs.organisations.set('linden', linden);
});
afterAll(() => identity.close());
beforeEach(() => {
  identity.wait(24 * HOUR);
  identity.log.length = 0;
});

describe('a relation of an organisation that does not accept the way of signing in', () => {
  it('opens nothing, and says what will do (V27, R13)', async () => {
    const client = await identity.rows.client();
    const { account } = await settled(identity, 'CLIENT', client);
    const { facts, session, occasion } = await identity.signedIn(account, 'PASSWORD_TOTP');
    expect(facts.relations[0]?.pending).toEqual(['STRENGTHEN_SIGN_IN']);
    const subject = { organisation: 'vivium', client, account: null };
    expect(row && decide(row, facts, subject, identity.clock.now).refusal).toBe('SIGN_IN_TOO_WEAK');
    const steps = [expect.objectContaining({ step: 'STRENGTHEN_SIGN_IN', accepts: ['PASSWORD_SMS'] })];
    expect(session.nextSteps).toEqual(steps);
    const { standing, nextSteps } = await findOwnAccount(identity.needs, occasion());
    expect(nextSteps).toEqual(steps);
    expect(standing.relations[0]?.status).toBe('PENDING');
  });

  it('stands beside one that does: each opens by its own rule', async () => {
    const account = await someoneOf(identity, 'rozelaar');
    const vivium = await identity.rows.client();
    const bsnConfirmedAt = new Date('2026-01-02T00:00:00Z');
    await identity.rows.relation({ accountId: account, clientId: vivium, role: 'CLIENT', bsnConfirmedAt });
    const pendingBy = async (way: 'PASSWORD_SMS' | 'PASSWORD_PASSKEY') =>
      (await identity.signedIn(account, way)).facts.relations
        .map(({ organisation, pending }) => `${organisation}: ${pending.join()}`)
        .sort();
    expect(await pendingBy('PASSWORD_PASSKEY')).toEqual(['rozelaar: ', 'vivium: STRENGTHEN_SIGN_IN']);
    expect(await pendingBy('PASSWORD_SMS')).toEqual(['rozelaar: ', 'vivium: ']);
  });

  it('decides on nothing', async () => {
    const client = await identity.rows.client();
    const { account } = await settled(identity, 'CLIENT', client);
    const contact = await settled(identity, 'CONTACT', client);
    const share = { relationId: contact.relation, sections: ['REPORTS' as const] };
    const weak = await identity.signedIn(account, 'PASSWORD_TOTP');
    await expect(shareSections(identity.needs, share, weak.occasion())).rejects.toMatchObject({
      code: 'ACCESS_REFUSED',
    });
    const strong = await identity.signedIn(account);
    await expect(shareSections(identity.needs, share, strong.occasion())).resolves.toHaveProperty('id');
  });

  it('is judged anew with each policy, and at each refresh', async () => {
    const account = await someoneOf(identity, 'rozelaar');
    const { session } = await identity.signedIn(account);
    identity.changePolicy('rozelaar', { authentication: { users: ['PASSWORD_PASSKEY'], staff: ['PASSWORD_PASSKEY'] } });
    const renewed = await refreshSession(identity.needs, session.refreshToken, identity.occasion());
    expect(renewed.nextSteps).toEqual([
      expect.objectContaining({ step: 'STRENGTHEN_SIGN_IN', accepts: ['PASSWORD_PASSKEY'] }),
    ]);
    identity.changePolicy('rozelaar', {
      authentication: { users: ['PASSWORD_SMS', 'PASSWORD_TOTP', 'PASSWORD_PASSKEY'], staff: ['PASSWORD_SMS'] },
    });
  });
});

describe('a member of staff of an organisation that demands a stronger sign-in', () => {
  let account: string;
  beforeEach(async () => {
    account = await identity.rows.account();
    await identity.rows.staff({ accountId: account, organisation: 'linden', role: 'ADMINISTRATOR' });
  });

  const begin = async (way?: 'PASSWORD_TOTP') => {
    const { occasion } = await identity.signedIn(account, way);
    return { occasion, ...(await addTotp(identity.needs, { password: PASSWORD, name: 'telefoon' }, occasion())) };
  };
  const add = async (way?: 'PASSWORD_TOTP') => {
    const { occasion, id, secret } = await begin(way);
    await confirmTotp(identity.needs, { id, code: codeOf(secret, identity.clock.now) }, occasion());
    return id;
  };

  it('has no role after an SMS code, and is told what will do', async () => {
    const { facts, occasion } = await identity.signedIn(account);
    expect(facts.staff).toEqual([]);
    const { standing, nextSteps } = await findOwnAccount(identity.needs, occasion());
    const accepts = identity.needs.organisations.get('linden')?.authentication.staff ?? [];
    expect(accepts).not.toContain('PASSWORD_SMS');
    const step = { step: 'STRENGTHEN_SIGN_IN', accepts };
    expect(nextSteps).toEqual([expect.objectContaining(step)]);
    const [assignment] = standing.staff;
    expect(assignment && nextStepOfStaff(assignment, identity.clock.now)).toMatchObject(step);
  });

  it.each(['PASSWORD_TOTP', 'PASSWORD_PASSKEY'] as const)('has it after %s', async (way) => {
    const { facts } = await identity.signedIn(account, way);
    expect(facts.staff).toEqual([{ organisation: 'linden', role: 'ADMINISTRATOR' }]);
  });

  it('adds the first factor after an SMS code, and changes factors with a factor from then on', async () => {
    const first = await add();
    identity.wait(MINUTE);
    await expect(begin()).rejects.toMatchObject({ code: 'SIGN_IN_TOO_WEAK' });
    const { occasion } = await identity.signedIn(account);
    await expect(
      removeSecondFactor(identity.needs, { id: first, password: PASSWORD }, occasion()),
    ).rejects.toMatchObject({ code: 'SIGN_IN_TOO_WEAK' });
    await add('PASSWORD_TOTP');
    expect(await identity.needs.factors.ofAccount(account)).toHaveLength(2);
  });

  it('gets no second factor confirmed that an intruder began before the first was added', async () => {
    const intruder = await begin();
    await identity.needs.factors.begin({ ...SPARE, account, createdAt: identity.clock.now });
    await identity.needs.factors.confirmPasskey(SPARE.id, 'sleutel', CREDENTIAL, identity.clock.now);
    const code = codeOf(intruder.secret, identity.clock.now);
    await expect(confirmTotp(identity.needs, { id: intruder.id, code }, intruder.occasion())).rejects.toMatchObject({
      code: 'SIGN_IN_TOO_WEAK',
    });
  });

  it('signs out on the log of the organisation, also with no role in force', async () => {
    const { occasion } = await identity.signedIn(account);
    identity.log.length = 0;
    await signOut(identity.needs, false, occasion());
    expect(identity.log).toEqual([expect.objectContaining({ kind: 'SIGN_OUT', organisation: 'linden' })]);
  });
});
