import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  requestRegistration,
  type AccessRequest,
} from '../../../../../subgraphs/identity/domain/registration/request-registration.js';
import { openIdentity, type IdentityInTest } from '../../support/identity-in-test.js';
import { newcomer } from '../../support/registration-in-test.js';

let identity: IdentityInTest;
let visitors = 0;

beforeAll(async () => {
  identity = await openIdentity();
});
afterAll(() => identity.close());
beforeEach(() => {
  identity.log.length = 0;
});

const nextAddress = () => `198.51.100.${++visitors}`;
const asking = (change: Partial<AccessRequest> = {}): AccessRequest => ({
  ...newcomer(),
  organisation: 'vivium',
  role: 'REPRESENTATIVE',
  legalBasis: 'MENTORSHIP',
  clientName: 'de heer J. Aalbers',
  ...change,
});
const request = (asked: AccessRequest, address = nextAddress()) =>
  requestRegistration(identity.needs, asked, identity.occasion(null, address));
const kept = async () => {
  const id = identity.log.at(-1)?.categories?.[0] ?? '';
  return identity.needs.registrations.find(id);
};

describe('asking for access by the web', () => {
  it('is kept as requested, and opens nothing yet (V26)', async () => {
    const asked = asking({ email: ' Tineke.Aalbers@Voorbeeld.example ', mobileNumber: '06 28 12 34 56' });
    await request(asked);
    expect(await kept()).toMatchObject({
      status: 'REQUESTED',
      person: { email: 'tineke.aalbers@voorbeeld.example', mobileNumber: '+31628123456' },
      role: 'REPRESENTATIVE',
      legalBasis: 'MENTORSHIP',
      clientName: 'de heer J. Aalbers',
      client: null,
      account: null,
      relation: null,
    });
    expect(await identity.needs.accounts.findByEmail('tineke.aalbers@voorbeeld.example')).toBeNull();
  });

  it('asks a name, an e-mail address and a mobile number and nothing more (V28)', async () => {
    await request(asking());
    expect(Object.keys((await kept())?.person ?? {}).sort()).toEqual(
      ['email', 'family', 'given', 'language', 'mobileNumber'].sort(),
    );
  });

  it('is told to the administration by its number alone', async () => {
    await request(asking());
    const registration = (await kept())?.id;
    const mails = (await identity.letters()).map(({ to, notice }) => ({ to, notice }));
    const notice = { template: 'REGISTRATION_REQUESTED', registration };
    expect(mails).toContainEqual({ to: 'clientadministratie@vivium.example', notice });
  });

  it('goes on record without anything personal', async () => {
    await request(asking());
    expect(identity.log).toEqual([
      {
        kind: 'REGISTRATION_CHANGED',
        action: 'C',
        organisation: 'vivium',
        categories: [expect.stringMatching(/^[0-9a-f-]{36}$/)],
      },
    ]);
  });

  it('is answered alike for an e-mail address that has an account', async () => {
    await identity.rows.account({ email: 'bekend@voorbeeld.example' });
    await expect(request(asking({ email: 'bekend@voorbeeld.example' }))).resolves.toBeUndefined();
    expect(await identity.letters().then((letters) => letters.filter(({ to }) => to.startsWith('bekend')))).toEqual([]);
  });

  it.each([
    ['an e-mail address that is none (V9)', { email: 'tineke@voorbeeld' }, ['email']],
    ['a fixed line (V9, R12)', { mobileNumber: '0201234567' }, ['mobileNumber']],
    ['a number abroad (V9, R12)', { mobileNumber: '+32470123456' }, ['mobileNumber']],
    ['a paid number (V9)', { mobileNumber: '0900 1234' }, ['mobileNumber']],
    ['no name and no number', { given: ' ', mobileNumber: '' }, ['given', 'mobileNumber']],
    ['a client without a name', { clientName: '' }, ['clientName']],
    ['an organisation that is none', { organisation: 'nergens' }, ['organisation']],
  ])('is refused with %s', async (_what, change, fields) => {
    const before = await identity.letters();
    await expect(request(asking(change))).rejects.toMatchObject({ code: 'BAD_INPUT', details: { fields } });
    expect(await identity.letters()).toHaveLength(before.length);
  });

  it.each([
    ['on administration of finances (R5)', { legalBasis: 'FINANCIAL_ADMINISTRATION' }, 'FINANCES_ONLY'],
    ['as family, where that is no basis', { legalBasis: 'CHILD' }, 'BASIS_NOT_ACCEPTED'],
    ['where people register by form (R3)', { organisation: 'rozelaar' }, 'REGISTRATION_BY_FORM'],
  ] as const)('is refused %s, and that goes on record', async (_what, change, code) => {
    await expect(request(asking(change))).rejects.toMatchObject({ code });
    expect(identity.log).toEqual([expect.objectContaining({ outcome: 'REFUSED', reason: code })]);
  });

  it('can be done three times a day for one e-mail address, known or not', async () => {
    const { email } = newcomer();
    for (let time = 0; time < 3; time += 1) await request(asking({ email }));
    await expect(request(asking({ email }))).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
  });

  it('can be done ten times an hour from one address', async () => {
    for (let time = 0; time < 10; time += 1) await request(asking(), '203.0.113.99');
    await expect(request(asking(), '203.0.113.99')).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
  });
});
