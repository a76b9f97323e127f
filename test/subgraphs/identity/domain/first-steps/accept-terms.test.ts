import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { acceptTerms } from '../../../../../subgraphs/identity/domain/first-steps/accept-terms.js';
import { findOwnAccount } from '../../../../../subgraphs/identity/domain/find-account.js';
import { openIdentity, type IdentityInTest } from '../../support/identity-in-test.js';

let identity: IdentityInTest;
let account: string;

beforeAll(async () => {
  identity = await openIdentity();
  const version = (name: string, effectiveAt: string) => ({
    version: name,
    effectiveAt,
    parentDocument: null,
    text: { nl: `Voorwaarden ${name}`, en: `Terms ${name}` },
  });
  identity.changePolicy('rozelaar', {
    terms: [version('3', '2025-03-01T00:00:00Z'), version('4', '2026-02-02T10:00:00Z')],
  });
});
afterAll(() => identity.close());

beforeEach(async () => {
  identity.clock.now = new Date('2026-02-02T09:00:00Z');
  account = await identity.rows.account();
  const clientId = await identity.rows.client({ organisation: 'rozelaar' });
  await identity.rows.relation({ accountId: account, clientId, role: 'CLIENT' });
  for (const list of [identity.log, identity.announced]) list.length = 0;
});

const accept = async (id: string) => acceptTerms(identity.needs, id, (await identity.signedIn(account)).occasion());
const steps = async () => {
  const { nextSteps } = await findOwnAccount(identity.needs, (await identity.signedIn(account)).occasion());
  return nextSteps.map(({ step, terms }) => [step, terms?.version]);
};

describe('accepting terms (V1, R3)', () => {
  it('binds the account to the version in force, which is pushed and recorded', async () => {
    expect(await steps()).toEqual([['ACCEPT_TERMS', '3']]);
    await accept('rozelaar:3');
    expect(await steps()).toEqual([]);
    expect(identity.announced).toEqual([account]);
    expect(identity.log).toEqual([
      expect.objectContaining({ kind: 'TERMS_ACCEPTED', organisation: 'rozelaar', categories: ['rozelaar:3'] }),
    ]);
  });

  it('keeps the moment of the first time when it is done twice', async () => {
    const first = identity.clock.now;
    await accept('rozelaar:3');
    identity.wait(1_000);
    await accept('rozelaar:3');
    const rows = await identity.database.query<{ accepted_at: Date }[]>(
      'SELECT accepted_at FROM terms_acceptance WHERE account_id = $1',
      [account],
    );
    expect(rows).toEqual([{ accepted_at: first }]);
  });

  it('has to be done again when a new version takes effect (V3)', async () => {
    await accept('rozelaar:3');
    identity.clock.now = new Date('2026-02-02T09:59:59Z');
    expect(await steps()).toEqual([]);
    identity.clock.now = new Date('2026-02-02T10:00:00Z');
    expect(await steps()).toEqual([['ACCEPT_TERMS', '4']]);
    await expect(accept('rozelaar:3')).rejects.toMatchObject({ code: 'TERMS_NOT_CURRENT' });
    await accept('rozelaar:4');
    expect(await steps()).toEqual([]);
  });

  it.each(['rozelaar:4', 'rozelaar:2', 'rozelaar', 'nergens:1', '', 'rozelaar:3:3'])(
    'is refused for %p, which is not in force',
    async (id) => {
      await expect(accept(id)).rejects.toMatchObject({ code: 'TERMS_NOT_CURRENT' });
      expect(identity.log).toEqual([expect.objectContaining({ outcome: 'REFUSED', reason: 'TERMS_NOT_CURRENT' })]);
    },
  );

  it('is refused for an organisation that the account has nothing to do with', async () => {
    await expect(accept('vivium:2025-1')).rejects.toMatchObject({ code: 'ACCESS_REFUSED' });
  });
});
