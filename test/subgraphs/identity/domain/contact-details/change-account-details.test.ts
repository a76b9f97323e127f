import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  changeAccountEmail,
  changeAccountMobileNumber,
  changeAccountName,
} from '../../../../../subgraphs/identity/domain/contact-details/change-account-details.js';
import { newLink } from '../../../../../subgraphs/identity/domain/credentials/one-time-link.js';
import { findSessionFacts } from '../../../../../subgraphs/identity/domain/session/session-facts.js';
import { openIdentity, settled, type IdentityInTest } from '../../support/identity-in-test.js';
import { REASON, staffOf } from '../../support/staff-in-test.js';

type Staff = Awaited<ReturnType<typeof staffOf>>;

let identity: IdentityInTest;
let rozelaar: Staff;
let vivium: Staff;
let account: string;
let sequence = 0;

beforeAll(async () => {
  identity = await openIdentity();
  rozelaar = await staffOf(identity, 'rozelaar');
  vivium = await staffOf(identity, 'vivium');
});
afterAll(() => identity.close());

beforeEach(async () => {
  ({ account } = await settled(identity, 'CLIENT', await identity.rows.client({ organisation: 'rozelaar' })));
  for (const list of [identity.log, identity.announced]) list.length = 0;
});

const fresh = () => `gewijzigd${(sequence += 1)}@voorbeeld.example`;
const freshNumber = () => `+31630${String((sequence += 1)).padStart(6, '0')}`;
const actOf = (by: Staff, reason = REASON) => ({
  organisation: by === vivium ? 'vivium' : 'rozelaar',
  account,
  reason,
});
const toEmail = (email = fresh(), by = rozelaar, reason = REASON) =>
  changeAccountEmail(identity.needs, { ...actOf(by, reason), email }, by.occasion());
const toNumber = (mobileNumber = freshNumber(), by = rozelaar, reason = REASON) =>
  changeAccountMobileNumber(identity.needs, { ...actOf(by, reason), mobileNumber }, by.occasion());
const toName = (given: string, family: string, by = rozelaar, reason = REASON) =>
  changeAccountName(identity.needs, { ...actOf(by, reason), given, family }, by.occasion());
const now = () => identity.needs.accounts.find(account);
const told = async () => (await identity.letters()).filter((letter) => letter.account === account);
const refused = (code: string) => expect.objectContaining({ code });

describe('the administration changes an account (R14)', () => {
  it('its e-mail address: told to old and new, with the end of the sessions and of every link (R14, V28)', async () => {
    const { session } = await identity.signedIn(account);
    const { link } = newLink('RECOVERY', account, identity.clock.now);
    await identity.needs.links.open(link, identity.clock.now);
    const [old, email] = [(await now())?.email, fresh()];
    expect(await toEmail(email)).toMatchObject({ id: account, email });
    expect((await now())?.email).toBe(email);
    expect((await told()).map(({ to, notice }) => [to, notice.template])).toEqual(
      expect.arrayContaining([
        [old, 'EMAIL_CHANGED'],
        [email, 'EMAIL_CHANGED'],
      ]),
    );
    expect(await findSessionFacts(identity.needs, session.id, identity.clock.now)).toBeNull();
    expect(await identity.needs.links.findLive(link.hash, identity.clock.now)).toBeNull();
    expect(identity.announced).toEqual([account]);
  });

  it('its mobile number: told to old and new and by mail, with the end of the sessions (R14, R11)', async () => {
    const { session } = await identity.signedIn(account);
    const [old, number] = [(await now())?.mobileNumber, freshNumber()];
    expect(await toNumber(number.replace('+31', '0'))).toMatchObject({ mobileNumber: number });
    const letters = await told();
    expect(
      letters
        .filter(({ channel }) => channel === 'SMS')
        .map(({ to }) => to)
        .sort(),
    ).toEqual([old, number].sort());
    expect(letters.find(({ channel }) => channel === 'MAIL')?.notice).toEqual({ template: 'MOBILE_NUMBER_CHANGED' });
    expect(await findSessionFacts(identity.needs, session.id, identity.clock.now)).toBeNull();
  });

  it('its name, which ends nothing (R14)', async () => {
    const { session } = await identity.signedIn(account);
    expect(await toName(' Marijke ', 'Jansen')).toMatchObject({ name: { text: 'Marijke Jansen' } });
    expect((await findSessionFacts(identity.needs, session.id, identity.clock.now))?.name).toBe('Marijke Jansen');
    expect(identity.announced).toEqual([account]);
  });

  it('with its reason on the log of each organisation that the person has to do with (R14, R30)', async () => {
    const clientId = await identity.rows.client();
    const relation = await identity.rows.relation({ accountId: account, clientId, role: 'CONTACT' });
    await toEmail();
    const record = { kind: 'ACCOUNT_CHANGED', action: 'U', role: 'ADMINISTRATOR', justification: REASON };
    expect(identity.log).toEqual([
      { ...record, kind: 'RELATION_CHANGED', organisation: 'vivium', client: clientId, relation, categories: ['HELD'] },
      expect.objectContaining({ ...record, organisation: 'rozelaar', categories: ['EMAIL', account] }),
      expect.objectContaining({ ...record, organisation: 'vivium', categories: ['EMAIL', account] }),
    ]);
  });

  it('not to an address that is somebody’s already: nothing changes (V6, V7)', async () => {
    const [before, email] = [await now(), fresh()];
    await identity.rows.account({ email });
    await expect(toEmail(email)).rejects.toEqual(refused('EMAIL_TAKEN'));
    expect(await now()).toEqual(before);
    expect(await told()).toEqual([]);
  });

  it('not of who has nothing to do with the organisation, nor of who is not there', async () => {
    await expect(toEmail(fresh(), vivium)).rejects.toEqual(refused('ACCESS_REFUSED'));
    await expect(toNumber(freshNumber(), vivium)).rejects.toEqual(refused('ACCESS_REFUSED'));
    await expect(toName('Jan', 'Jansen', vivium)).rejects.toEqual(refused('ACCESS_REFUSED'));
    account = '00000000-0000-4000-8000-000000000000';
    await expect(toEmail()).rejects.toEqual(refused('ACCESS_REFUSED'));
  });

  it('not of oneself, not by a mediator, not without a reason', async () => {
    const mediator = await staffOf(identity, 'rozelaar', 'MEDIATOR');
    await expect(toEmail(fresh(), mediator)).rejects.toEqual(refused('ACCESS_REFUSED'));
    await expect(toEmail(fresh(), rozelaar, ' ')).rejects.toEqual(refused('BAD_INPUT'));
    account = rozelaar.account;
    await expect(toEmail()).rejects.toEqual(refused('ACCESS_REFUSED'));
    await expect(toNumber()).rejects.toEqual(refused('ACCESS_REFUSED'));
    await expect(toName('Jan', 'Jansen')).rejects.toEqual(refused('ACCESS_REFUSED'));
  });

  it('and a colleague like anyone else', async () => {
    const colleague = await staffOf(identity, 'rozelaar', 'MEDIATOR');
    account = colleague.account;
    expect(await toEmail('collega@voorbeeld.example')).toMatchObject({ email: 'collega@voorbeeld.example' });
  });

  it('not to what cannot be right', async () => {
    const before = await now();
    await expect(toEmail('geen adres')).rejects.toMatchObject({ details: { fields: ['email'] } });
    await expect(toNumber('0900 1234')).rejects.toMatchObject({ details: { fields: ['mobileNumber'] } });
    await expect(toName('', '123')).rejects.toMatchObject({ details: { fields: ['given', 'family'] } });
    expect(await now()).toEqual(before);
  });
});
