import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { StaffRole } from '../../../../../schema/caller.js';
import { appointFirst } from '../../../../../subgraphs/identity/domain/staff/appoint-first.js';
import { appointStaff } from '../../../../../subgraphs/identity/domain/staff/appoint-staff.js';
import { endStaffRole } from '../../../../../subgraphs/identity/domain/staff/end-staff-role.js';
import { openIdentity, type IdentityInTest } from '../../support/identity-in-test.js';
import { REASON, staffOf } from '../../support/staff-in-test.js';

type Staff = Awaited<ReturnType<typeof staffOf>>;

const refused = expect.objectContaining({ code: 'ACCESS_REFUSED', details: {} });

let identity: IdentityInTest;
let administrator: Staff;
let sequence = 0;

beforeAll(async () => {
  identity = await openIdentity();
});
afterAll(() => identity.close());

beforeEach(async () => {
  await identity.database.query('UPDATE staff_assignment SET valid_until = $1', [identity.clock.now]);
  administrator = await staffOf(identity, 'vivium');
  for (const list of [identity.log, identity.announced]) list.length = 0;
});

const someone = () => {
  sequence += 1;
  const email = `collega${sequence}@werk.example`;
  return { given: 'Noor', family: 'Smit', email, mobileNumber: `06 2${String(sequence).padStart(7, '0')}` };
};
const appoint = (person = someone(), role: StaffRole = 'MEDIATOR', by = administrator, organisation = 'vivium') =>
  appointStaff(identity.needs, { ...person, organisation, role, reason: REASON }, by.occasion());
const end = (id: string, by = administrator) => endStaffRole(identity.needs, { id, reason: REASON }, by.occasion());
const roleOf = async (account: string): Promise<string> => {
  const [row] = await identity.database.query<{ id: string }[]>(
    'SELECT id FROM staff_assignment WHERE account_id = $1 AND valid_until IS NULL',
    [account],
  );
  return row?.id ?? 'none';
};
const lettersTo = async (account: string) =>
  (await identity.letters()).filter((message) => message.account === account).map(({ notice }) => notice.template);

describe('appointing a member of staff', () => {
  it('opens an account that is activated by a link, never by a password in mail (V29), with its reason on the log', async () => {
    const user = await appoint();
    expect(user).toMatchObject({ status: 'INVITED', name: { text: 'Noor Smit' }, roles: [{ role: 'MEDIATOR' }] });
    expect(await lettersTo(user.id)).toEqual(['ACTIVATION']);
    expect(identity.log).toEqual([
      expect.objectContaining({
        kind: 'STAFF_CHANGED',
        action: 'C',
        organisation: 'vivium',
        role: 'ADMINISTRATOR',
        justification: REASON,
        categories: ['MEDIATOR', user.id],
      }),
    ]);
  });

  it('takes the account that the person has (V6): one person, one account', async () => {
    const person = someone();
    const account = await identity.rows.account({ email: person.email, mobileNumber: '+31620000099' });
    expect((await appoint({ ...person, mobileNumber: '0620000099' })).id).toBe(account);
    expect(await lettersTo(account)).toEqual(['NEW_ACCESS']);
  });

  it('tells nothing of an account of another organisation to who does not know its number', async () => {
    const person = someone();
    const account = await identity.rows.account({ email: person.email });
    await expect(appoint(person)).rejects.toMatchObject({ code: 'MOBILE_NUMBER_DIFFERS', details: {} });
    expect([await lettersTo(account), await roleOf(account)]).toEqual([[], 'none']);
  });

  it('is for the own organisation, and not for oneself', async () => {
    await expect(appoint(someone(), 'MEDIATOR', administrator, 'rozelaar')).rejects.toEqual(refused);
    await expect(appoint(someone(), 'MEDIATOR', await staffOf(identity, 'vivium', 'AUDITOR'))).rejects.toEqual(refused);
    const own = await identity.needs.accounts.find(administrator.account);
    const self = { ...someone(), email: own?.email ?? '', mobileNumber: own?.mobileNumber ?? '' };
    await expect(appoint(self, 'AUDITOR')).rejects.toMatchObject({ code: 'BAD_INPUT', details: { fields: ['email'] } });
  });

  it('names every field that is wrong (V9, R11), and does nothing', async () => {
    const wrong = { given: '', family: 'a@b', email: 'geen adres', mobileNumber: '020 1234567' };
    const fields = ['given', 'family', 'email', 'mobileNumber'];
    await expect(appoint(wrong)).rejects.toMatchObject({ code: 'BAD_INPUT', details: { fields } });
  });

  it('gives a role once, also at once', async () => {
    const person = someone();
    const results = await Promise.allSettled([appoint(person), appoint(person), appoint(person)]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('ending a staff role', () => {
  it('ends it at once, with the sessions of who has nothing left', async () => {
    const mediator = await staffOf(identity, 'vivium', 'MEDIATOR');
    await end(await roleOf(mediator.account));
    const live = await identity.needs.sessions.findLive(mediator.session.id, identity.clock.now, new Date(0));
    expect(live).toBeNull();
    expect(identity.announced).toEqual([mediator.account]);
    expect(identity.log.at(-1)).toMatchObject({ kind: 'STAFF_CHANGED', action: 'D', justification: REASON });
  });

  it('of another organisation is refused as one that does not exist', async () => {
    const stranger = await staffOf(identity, 'rozelaar');
    await expect(end(await roleOf(stranger.account))).rejects.toEqual(refused);
    await expect(end('4f0f6a3e-0000-4000-8000-000000000000')).rejects.toEqual(refused);
    expect(await roleOf(stranger.account)).not.toBe('none');
  });

  it('never takes away the last administrator who can act', async () => {
    const last = expect.objectContaining({ code: 'LAST_ADMINISTRATOR' });
    const own = await roleOf(administrator.account);
    await expect(end(own)).rejects.toEqual(last);
    await appoint(someone(), 'ADMINISTRATOR'); // has yet to choose a password
    const locked = await staffOf(identity, 'vivium');
    await identity.database.query("UPDATE account SET locked_at = now(), locked_reason = 'x' WHERE id = $1", [
      locked.account,
    ]);
    await expect(end(own)).rejects.toEqual(last);
    await staffOf(identity, 'vivium');
    await end(own);
  });

  it('of two administrators who end each other at once, one remains', async () => {
    const other = await staffOf(identity, 'vivium');
    const [a, b] = [await roleOf(administrator.account), await roleOf(other.account)];
    const results = await Promise.allSettled([end(b), end(a, other)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('the first administrator of a new system', () => {
  const first = { ...someone(), organisation: 'rozelaar', role: 'ADMINISTRATOR' } as const;

  it('is appointed by whoever runs it, on the log, and can do the rest', async () => {
    const held = await appointFirst(identity.needs, first, identity.clock.now);
    expect(held).toMatchObject({ organisation: 'rozelaar', role: 'ADMINISTRATOR' });
    expect(await lettersTo(held.account)).toEqual(['ACTIVATION']);
    const categories = ['ADMINISTRATOR', held.account];
    expect(identity.log).toEqual([{ kind: 'STAFF_CHANGED', action: 'C', organisation: 'rozelaar', categories }]);
  });

  it('is not appointed at an organisation that does not exist', async () => {
    const nowhere = appointFirst(identity.needs, { ...first, organisation: 'elders' }, identity.clock.now);
    await expect(nowhere).rejects.toMatchObject({ code: 'BAD_INPUT', details: { fields: ['organisation'] } });
  });
});
