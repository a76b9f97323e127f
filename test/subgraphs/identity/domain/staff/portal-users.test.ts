import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ClientEntity } from '../../../../../subgraphs/identity/data/entities/client.entity.js';
import type { RelationEntity } from '../../../../../subgraphs/identity/data/entities/relation.entity.js';
import type { PortalUserStatus } from '../../../../../subgraphs/identity/domain/staff/portal-user.js';
import { findPortalUser, listPortalUsers } from '../../../../../subgraphs/identity/domain/staff/list-portal-users.js';
import { textPageRequest } from '../../../../../subgraphs/identity/domain/text-order.js';
import { openIdentity, settled, type IdentityInTest } from '../../support/identity-in-test.js';
import { staffOf } from '../../support/staff-in-test.js';

type Filter = Partial<Parameters<typeof listPortalUsers>[1]>;

const refused = expect.objectContaining({ code: 'ACCESS_REFUSED', details: {} });
const EVERYTHING = { text: null, status: null, role: null };

let identity: IdentityInTest;
let administrator: Awaited<ReturnType<typeof staffOf>>;
let neighbour: Awaited<ReturnType<typeof staffOf>>;

beforeAll(async () => {
  identity = await openIdentity();
  administrator = await staffOf(identity, 'vivium');
  neighbour = await staffOf(identity, 'rozelaar');
});
afterAll(() => identity.close());

const page = (filter: Filter = {}, first = 50, after: string | null = null, by = administrator) =>
  listPortalUsers(
    identity.needs,
    { organisation: 'vivium', ...EVERYTHING, ...filter },
    textPageRequest(first, after),
    by.occasion(),
  );
const names = async (filter: Filter = {}) => (await page(filter)).edges.map(({ node }) => node.name.text);
const ids = async (filter: Filter = {}) => (await page(filter)).edges.map(({ node }) => node.id);
const person = (given: string, family: string, email: string) => ({
  givenName: given,
  familyName: family,
  nameText: `${given} ${family}`,
  email,
});

describe("the users of an organisation's portal", () => {
  let zoe: string;
  let shared: string;
  let former: string;

  beforeAll(async () => {
    const { rows } = identity;
    const client = await rows.client();
    const elsewhere = await rows.client({ organisation: 'rozelaar' });
    zoe = (await settled(identity, 'CONTACT', client, {}, person('Zoë', 'Ångström', 'zoe@noord.example'))).account;
    shared = (await settled(identity, 'CLIENT', client, {}, person('Piet', 'Hein', 'piet.hein@zuid.example'))).account;
    await rows.relation({ accountId: shared, clientId: elsewhere, role: 'CONTACT' });
    await settled(identity, 'CLIENT', elsewhere, {}, person('Rosa', 'Rozelaar', 'rosa@west.example'));
    former = await rows.account(person('Frits', 'Voorbij', 'frits@oost.example'));
    const over = { endedAt: new Date('2026-01-20T00:00:00Z'), endedReason: 'WRITTEN_NOTICE' as const };
    await rows.relation({ accountId: former, clientId: client, role: 'CONTACT', ...over });
  });

  it('are told with what they have to do here, and nothing of another organisation (R14)', async () => {
    const user = await findPortalUser(identity.needs, { organisation: 'vivium', id: shared }, administrator.occasion());
    expect(user).toMatchObject({
      status: 'ACTIVE',
      email: 'piet.hein@zuid.example',
      mobileNumber: expect.stringMatching(/^\+316/),
      termsAccepted: true,
      bsnBlocked: false,
      roles: [],
    });
    expect(user.relations.map(({ client }) => client.organisation)).toEqual(['vivium']);
  });

  it('of another organisation are refused as those who do not exist, in list and one by one (R14)', async () => {
    expect(await names()).not.toContain('Rosa Rozelaar');
    await expect(page({ organisation: 'rozelaar' })).rejects.toEqual(refused);
    const [stranger] = (await page({ organisation: 'rozelaar', text: 'rosa' }, 50, null, neighbour)).edges;
    for (const id of [stranger?.node.id ?? '', '4f0f6a3e-0000-4000-8000-000000000000', 'no id']) {
      const asked = findPortalUser(identity.needs, { organisation: 'vivium', id }, administrator.occasion());
      await expect(asked).rejects.toEqual(refused);
    }
  });

  it('are not shown to who is not of the administration', async () => {
    for (const role of ['AUDITOR', 'REPORTER'] as const) {
      const other = await staffOf(identity, 'vivium', role);
      await expect(page({}, 50, null, other)).rejects.toEqual(refused);
    }
    const mediator = await staffOf(identity, 'vivium', 'MEDIATOR');
    expect((await page({ text: 'hein' }, 50, null, mediator)).edges).toHaveLength(1);
  });

  it('are found by the beginnings of words of name and e-mail address, whatever the accents and capitals', async () => {
    for (const text of ['zoe', 'ZOË', 'angst', 'zoë ang', 'ångström', 'zoe@noord', 'noord.exa']) {
      expect(await names({ text })).toEqual(['Zoë Ångström']);
    }
    expect(await names({ text: 'oord' })).toEqual([]);
    expect(await names({ text: 'zoe hein' })).toEqual([]);
    expect(await names({ text: "'|:*& " })).toEqual([]);
    await expect(page({ text: 'zo' })).rejects.toMatchObject({ code: 'SEARCH_TOO_SHORT' });
    await expect(page({ text: 'zoe\0' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('are found by their name of today', async () => {
    const account = await identity.rows.account(person('Anna', 'Oudenaam', 'anna@oud.example'));
    await identity.rows.staff({ accountId: account, organisation: 'vivium', role: 'REPORTER' });
    await identity.database.query(
      "UPDATE account SET family_name = 'Nieuw', name_text = 'Anna Nieuw', email = 'anna@nieuw.example' WHERE id = $1",
      [account],
    );
    expect(await ids({ text: 'anna nieuw' })).toEqual([account]);
    expect(await ids({ text: 'oudenaam' })).toEqual([]);
    await identity.database.query("UPDATE staff_assignment SET valid_until = '2026-01-01' WHERE account_id = $1", [
      account,
    ]);
  });

  it('who have no access here any more keep their address to themselves (R14)', async () => {
    const [user] = (await page({ text: 'frits' })).edges;
    expect(user?.node).toMatchObject({ id: former, status: 'NO_ACCESS', email: null, mobileNumber: null });
  });

  it('leave the list when their relations were deleted (R18)', async () => {
    const client = await identity.rows.client();
    const gone = await settled(identity, 'CONTACT', client, {}, person('Wim', 'Weg', 'wim@weg.example'));
    expect(await ids({ text: 'weg' })).toEqual([gone.account]);
    await identity.database.query('DELETE FROM relation WHERE id = $1', [gone.relation]);
    expect(await ids({ text: 'weg' })).toEqual([]);
  });

  it('go on the log with what was searched by, the text itself left out', async () => {
    identity.log.length = 0;
    await page({ text: 'hein', status: 'ACTIVE', role: 'CLIENT' }, 10);
    expect(identity.log).toEqual([
      expect.objectContaining({
        kind: 'ACCOUNT_READ',
        action: 'R',
        organisation: 'vivium',
        role: 'ADMINISTRATOR',
        search: { text: true, status: 'ACTIVE', role: 'CLIENT', first: 10 },
      }),
    ]);
    expect(JSON.stringify(identity.log)).not.toContain('hein');
  });

  it('are selected by role, for a client or as staff', async () => {
    expect(await ids({ role: 'CLIENT' })).toContain(shared);
    expect(await ids({ role: 'CLIENT' })).not.toContain(zoe);
    expect(await ids({ role: 'ADMINISTRATOR' })).toEqual([administrator.account]);
    expect(await ids({ role: 'CONTACT' })).not.toContain(former);
  });
});

describe('the status of a user', () => {
  it('selects exactly those of whom the list says it, also where time alone ended access (V34, R18)', async () => {
    const { rows } = identity;
    const cases: [client: Partial<ClientEntity>, relation: Partial<RelationEntity>][] = [
      [{ departedOn: '2026-01-01' }, {}], // thirty days and more ago
      [{ departedOn: '2026-01-03' }, {}], // the last moment is still to come
      [{ departedOn: '2026-01-02' }, {}],
      [{ diedOn: '2025-12-01' }, {}],
      [{}, { validUntil: new Date('2026-02-01T00:00:00Z') }],
      [{}, { validFrom: new Date('2026-03-01T00:00:00Z') }],
    ];
    for (const [client, relation] of cases) {
      await settled(identity, 'REPRESENTATIVE', await rows.client(client), relation);
    }
    const open = await rows.client();
    await settled(identity, 'CONTACT', open, {}, { passwordHash: null, activatedAt: null });
    await settled(identity, 'CONTACT', open, {}, { lockedAt: new Date(), lockedReason: 'test' });
    await settled(
      identity,
      'CONTACT',
      open,
      {},
      { passwordHash: null, activatedAt: null, endedAt: new Date(), endedReason: 'x' },
    );
    const all = (await page()).edges.map(({ node }) => node);
    const seen = new Set<string>();
    for (const status of ['INVITED', 'ACTIVE', 'LOCKED', 'NO_ACCESS'] satisfies PortalUserStatus[]) {
      const expected = all.filter((user) => user.status === status).map(({ id }) => id);
      expect(expected.length).toBeGreaterThan(0);
      expect(await ids({ status })).toEqual(expected);
      for (const id of expected) seen.add(id);
    }
    expect(seen.size).toBe(all.length);
  });
});

describe('the pages of the list', () => {
  it('have no gap and no double, also between people of one name, while others come and go', async () => {
    const crowd: string[] = [];
    for (let index = 0; index < 23; index += 1) {
      const account = await identity.rows.account(
        person('Jan', index % 2 === 0 ? 'Jansen' : 'de Wit', `m${index}@menigte.example`),
      );
      await identity.rows.staff({ accountId: account, organisation: 'vivium', role: 'REPORTER' });
      crowd.push(account);
    }
    const read: string[] = [];
    let after: string | null = null;
    do {
      const { edges, pageInfo } = await page({ text: 'menigte' }, 4, after);
      read.push(...edges.map(({ node }) => node.id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      const late = await identity.rows.account(person('Aad', 'Aarts', `l${read.length}@menigte.example`));
      await identity.rows.staff({ accountId: late, organisation: 'vivium', role: 'REPORTER' });
    } while (after !== null);
    expect(new Set(read).size).toBe(read.length);
    expect(new Set(read)).toEqual(new Set(crowd));
  });

  it('take only their own cursors, and no more than fifty users', async () => {
    for (const cursor of [
      'x',
      Buffer.from('["a"]').toString('base64url'),
      Buffer.from('["a","b"]').toString('base64url'),
    ]) {
      expect(() => textPageRequest(10, cursor)).toThrow(expect.objectContaining({ code: 'BAD_CURSOR' }));
    }
    expect(() => textPageRequest(51, null)).toThrow(expect.objectContaining({ code: 'PAGE_TOO_LARGE' }));
  });
});
