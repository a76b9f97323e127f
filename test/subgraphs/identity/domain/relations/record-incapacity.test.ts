import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { permitClientAccess } from '../../../../../subgraphs/identity/domain/relations/permit-client-access.js';
import {
  endIncapacity,
  listIncapacities,
  recordIncapacity,
  type FindingToRecord,
} from '../../../../../subgraphs/identity/domain/relations/record-incapacity.js';
import { shareSections } from '../../../../../subgraphs/identity/domain/relations/share-sections.js';
import { findSessionFacts } from '../../../../../subgraphs/identity/domain/session/session-facts.js';
import { findStanding } from '../../../../../subgraphs/identity/domain/standing.js';
import { HOUR, openIdentity, settled, type IdentityInTest } from '../../support/identity-in-test.js';
import { REASON, staffOf } from '../../support/staff-in-test.js';

type Person = Awaited<ReturnType<typeof settled>>;

let identity: IdentityInTest;
let administrator: Awaited<ReturnType<typeof staffOf>>;
let client: string;
let resident: Person;
let mentor: Person;

beforeAll(async () => {
  identity = await openIdentity();
  administrator = await staffOf(identity, 'vivium');
});
afterAll(() => identity.close());
beforeEach(async () => {
  client = await identity.rows.client();
  resident = await settled(identity, 'CLIENT', client);
  mentor = await settled(identity, 'REPRESENTATIVE', client);
  for (const list of [identity.log, identity.announced]) list.length = 0;
});

const refused = expect.objectContaining({ code: 'ACCESS_REFUSED' });
const finding = (values: Partial<FindingToRecord> = {}): FindingToRecord => ({
  client,
  subject: 'DOSSIER_ACCESS',
  validFrom: identity.clock.now,
  validUntil: null,
  evidence: 'Specialist ouderengeneeskunde, verslag MDO 2026-004',
  reason: REASON,
  ...values,
});
const record = (values: Partial<FindingToRecord> = {}, by = administrator) =>
  recordIncapacity(identity.needs, finding(values), by.occasion());
const statusOf = async ({ account }: Person) =>
  (await findStanding(identity.needs, account, identity.clock.now)).relations[0]?.status;
const permit = async (by: Person, permitted = true, relationId = resident.relation) =>
  permitClientAccess(identity.needs, { relationId, permitted }, (await identity.signedIn(by.account)).occasion());
const opens = async ({ account }: Person) => {
  const { session } = await identity.signedIn(account);
  return (await findSessionFacts(identity.needs, session.id, identity.clock.now))?.relations.length;
};

describe('a finding of incapacity (V21–V25)', () => {
  it('takes the decision on access from the client, at once, and suspends their own access (V24, V25)', async () => {
    expect(await statusOf(resident)).toBe('ACTIVE');
    await record();
    expect(await statusOf(resident)).toBe('SUSPENDED');
    expect(await opens(resident)).toBe(0);
    expect(identity.announced.sort()).toEqual([resident.account, mentor.account].sort());
  });

  it('is on record with who, what about and why', async () => {
    await record();
    expect(identity.log).toEqual([
      {
        kind: 'INCAPACITY_CHANGED',
        action: 'C',
        organisation: 'vivium',
        role: 'ADMINISTRATOR',
        justification: REASON,
        client,
        categories: ['DOSSIER_ACCESS'],
      },
    ]);
  });

  it('lets the representative decide, and a contact of the client is theirs to share with (V24)', async () => {
    const contact = await settled(identity, 'CONTACT', client);
    const share = async ({ account }: Person) =>
      shareSections(
        identity.needs,
        { relationId: contact.relation, sections: ['REPORTS'] },
        (await identity.signedIn(account)).occasion(),
      );
    await expect(share(mentor)).rejects.toEqual(refused);
    await record();
    await expect(share(resident)).rejects.toEqual(refused);
    expect(await share(mentor)).toMatchObject({ sections: ['REPORTS'] });
  });

  it('about care or money leaves access to the client', async () => {
    await record({ subject: 'CARE' });
    await record({ subject: 'FINANCES' });
    expect(await statusOf(resident)).toBe('ACTIVE');
  });

  it('holds for its period, to the second', async () => {
    const validFrom = new Date(identity.clock.now.getTime() + HOUR);
    await record({ validFrom, validUntil: new Date(validFrom.getTime() + HOUR) });
    const start = identity.clock.now;
    const seen: unknown[] = [];
    for (const ms of [HOUR - 1000, HOUR, 2 * HOUR - 1000, 2 * HOUR]) {
      identity.clock.now = new Date(start.getTime() + ms);
      seen.push(await statusOf(resident));
    }
    expect(seen).toEqual(['ACTIVE', 'SUSPENDED', 'SUSPENDED', 'ACTIVE']);
  });

  it('can be ended: the client decides again', async () => {
    const { id } = await record();
    identity.wait(HOUR);
    identity.announced.length = 0;
    const ended = await endIncapacity(
      identity.needs,
      { id, at: identity.clock.now, reason: REASON },
      administrator.occasion(),
    );
    expect(ended).toMatchObject({ validUntil: identity.clock.now, organisation: 'vivium' });
    expect(await statusOf(resident)).toBe('ACTIVE');
    expect(identity.announced).toContain(resident.account);
  });

  it('is not ended before it begins, nor made longer', async () => {
    const { id, validFrom } = await record({ validUntil: new Date(identity.clock.now.getTime() + HOUR) });
    for (const at of [validFrom, new Date(validFrom.getTime() + 2 * HOUR)]) {
      const ending = endIncapacity(identity.needs, { id, at, reason: REASON }, administrator.occasion());
      await expect(ending).rejects.toMatchObject({ code: 'BAD_INPUT', details: { fields: ['at'] } });
    }
  });

  it('is listed for the administration and the mediator of the organisation, which is on record', async () => {
    const { id } = await record({ subject: 'CARE' });
    identity.log.length = 0;
    for (const role of ['ADMINISTRATOR', 'MEDIATOR'] as const) {
      const list = await listIncapacities(identity.needs, client, (await staffOf(identity, 'vivium', role)).occasion());
      expect(list).toEqual([expect.objectContaining({ id, subject: 'CARE' })]);
    }
    expect(identity.log.map(({ kind }) => kind)).toEqual(['CLIENT_READ', 'CLIENT_READ']);
    const stranger = await staffOf(identity, 'rozelaar');
    await expect(listIncapacities(identity.needs, client, stranger.occasion())).rejects.toEqual(refused);
  });

  it('is recorded by the administration of the organisation and nobody else', async () => {
    const mediator = await staffOf(identity, 'vivium', 'MEDIATOR');
    const stranger = await staffOf(identity, 'rozelaar');
    for (const by of [mediator, stranger]) await expect(record({}, by)).rejects.toEqual(refused);
    await expect(record({ client: '00000000-0000-4000-8000-000000000000' })).rejects.toEqual(refused);
    expect(await statusOf(resident)).toBe('ACTIVE');
  });

  it.each([
    ['evidence', { evidence: ' ' }],
    ['validUntil', { validUntil: new Date('2020-01-01T00:00:00Z') }],
    ['reason', { reason: '' }],
  ])('is refused without a sound %s', async (field, values) => {
    await expect(record(values)).rejects.toMatchObject({ code: 'BAD_INPUT', details: { fields: [field] } });
    expect(await identity.needs.incapacities.ofClient(client)).toEqual([]);
  });
});

describe("the representative's permission for the client's own access (V25)", () => {
  it('opens it at once, and closes it at once when it is taken back', async () => {
    await record();
    expect(await permit(mentor)).toMatchObject({ status: 'ACTIVE', permittedAt: identity.clock.now });
    expect(await opens(resident)).toBe(1);
    expect(identity.announced).toContain(resident.account);
    expect(await permit(mentor, false)).toMatchObject({ status: 'SUSPENDED', permittedAt: null });
    expect(await opens(resident)).toBe(0);
  });

  it('is given by the representative who decides: not by the client, nor by one of lower rank', async () => {
    await record();
    const son = await settled(identity, 'REPRESENTATIVE', client, { legalBasis: 'CHILD' });
    for (const by of [resident, son]) await expect(permit(by)).rejects.toEqual(refused);
    expect(await statusOf(resident)).toBe('SUSPENDED');
  });

  it('is not for anybody while the client decides', async () => {
    await expect(permit(mentor)).rejects.toEqual(refused);
  });

  it('is about the access of the client, not of a contact', async () => {
    const contact = await settled(identity, 'CONTACT', client);
    await record();
    await expect(permit(mentor, true, contact.relation)).rejects.toEqual(refused);
  });

  it('does not outlive the finding that it was given under', async () => {
    const { id } = await record();
    await permit(mentor);
    identity.wait(HOUR);
    await endIncapacity(identity.needs, { id, at: identity.clock.now, reason: REASON }, administrator.occasion());
    expect(await statusOf(resident)).toBe('ACTIVE');
    identity.wait(HOUR);
    await record();
    expect(await statusOf(resident)).toBe('SUSPENDED');
  });
});
