import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { recordEndOfCare } from '../../../../../subgraphs/identity/domain/clients/record-end-of-care.js';
import type { EndOfCare } from '../../../../../subgraphs/identity/domain/clients/client.js';
import { findStanding } from '../../../../../subgraphs/identity/domain/standing.js';
import { openIdentity, settled, type IdentityInTest } from '../../support/identity-in-test.js';
import { REASON, staffOf } from '../../support/staff-in-test.js';

let identity: IdentityInTest;
let administrator: Awaited<ReturnType<typeof staffOf>>;
let client: string;
let resident: Awaited<ReturnType<typeof settled>>;

beforeAll(async () => {
  identity = await openIdentity();
  administrator = await staffOf(identity, 'vivium');
});
afterAll(() => identity.close());
beforeEach(async () => {
  // 00:30 on the third in Amsterdam
  identity.clock.now = new Date('2026-02-02T23:30:00Z');
  client = await identity.rows.client();
  resident = await settled(identity, 'CLIENT', client);
  for (const list of [identity.log, identity.announced]) list.length = 0;
});

const record = (event: EndOfCare, date: string | null, by = administrator, id = client) =>
  recordEndOfCare(identity.needs, { client: id, event, date, reason: REASON }, by.occasion());
const refused = expect.objectContaining({ code: 'ACCESS_REFUSED' });
const endOfAccess = async () =>
  (await findStanding(identity.needs, resident.account, identity.clock.now)).relations[0]?.end;

describe('the end of care, as the administration records it (V34)', () => {
  it.each([
    ['departure', 'DEPARTURE', 'departedOn'],
    ['death', 'DEATH', 'diedOn'],
  ] as const)(
    '%s: access ends thirty days later, and all holders are told to look again',
    async (_name, event, field) => {
      const care = await record(event, '2026-02-01');
      expect(care).toMatchObject({ [field]: '2026-02-01', accessEndsAt: new Date('2026-03-03T23:00:00Z') });
      expect(await endOfAccess()).toEqual(new Date('2026-03-03T23:00:00Z'));
      expect(identity.announced).toEqual([resident.account]);
      expect(identity.log).toEqual([
        {
          kind: 'CLIENT_CHANGED',
          action: 'U',
          organisation: 'vivium',
          role: 'ADMINISTRATOR',
          justification: REASON,
          client,
          categories: [event],
        },
      ]);
    },
  );

  it('can be corrected, and taken back', async () => {
    await record('DEPARTURE', '2026-01-01');
    expect(await record('DEPARTURE', '2026-02-01')).toMatchObject({ departedOn: '2026-02-01' });
    expect(await record('DEPARTURE', null)).toMatchObject({ departedOn: null, accessEndsAt: null });
    expect(await endOfAccess()).toBeNull();
  });

  it('is today at the latest, where the organisation is', async () => {
    await expect(record('DEATH', '2026-02-04')).rejects.toMatchObject({
      code: 'BAD_INPUT',
      details: { fields: ['date'] },
    });
    expect(await record('DEATH', '2026-02-03')).toMatchObject({ diedOn: '2026-02-03' });
  });

  it('is recorded by the administration of the organisation and nobody else', async () => {
    const others = [await staffOf(identity, 'vivium', 'MEDIATOR'), await staffOf(identity, 'rozelaar')];
    for (const by of others) await expect(record('DEATH', '2026-02-01', by)).rejects.toEqual(refused);
    const nobody = '00000000-0000-4000-8000-000000000000';
    await expect(record('DEATH', '2026-02-01', administrator, nobody)).rejects.toEqual(refused);
    await expect(record('DEATH', '2026-02-01', administrator, 'C-1')).rejects.toEqual(refused);
    expect(await endOfAccess()).toBeNull();
  });
});
