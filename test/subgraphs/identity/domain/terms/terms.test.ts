import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { OrganisationPolicy } from '../../../../../organisations/policy.js';
import { acceptTerms } from '../../../../../subgraphs/identity/domain/first-steps/accept-terms.js';
import { listAcceptances } from '../../../../../subgraphs/identity/domain/terms/list-acceptances.js';
import { findStanding } from '../../../../../subgraphs/identity/domain/standing.js';
import { HOUR, openIdentity, settled, type IdentityInTest } from '../../support/identity-in-test.js';
import { staffOf } from '../../support/staff-in-test.js';
import { upkeepOf } from '../../support/upkeep-in-test.js';

const EFFECTIVE = new Date('2026-06-01T00:00:00Z');
const DAY = 24 * HOUR;

let identity: IdentityInTest;
let upkeep: ReturnType<typeof upkeepOf>;
let client: string;
let resident: Awaited<ReturnType<typeof settled>>;

beforeEach(async () => {
  identity = await openIdentity();
  upkeep = upkeepOf(identity);
  const { terms } = identity.needs.organisations.get('vivium') as OrganisationPolicy;
  const next = {
    version: '2026-1',
    effectiveAt: EFFECTIVE.toISOString(),
    parentDocument: null,
    text: { nl: 'Nieuw.', en: 'New.' },
  };
  identity.changePolicy('vivium', { terms: [...terms, next] });
  client = await identity.rows.client();
  resident = await settled(identity, 'CLIENT', client);
});
afterEach(() => identity.close());

const at = (ms: number) => (identity.clock.now = new Date(EFFECTIVE.getTime() + ms));
const told = async () => (await identity.letters()).filter(({ notice }) => notice.template === 'TERMS_ANNOUNCED');
const toldAccounts = async () => (await told()).map(({ account }) => account);

describe('new terms are announced (V3, R33)', () => {
  it('thirty days before they take effect and not sooner, as the organisation says', async () => {
    at(-30 * DAY - 1000);
    await upkeep.run();
    expect(await told()).toEqual([]);
    at(-30 * DAY);
    await upkeep.run();
    expect(await told()).toEqual([
      expect.objectContaining({
        account: resident.account,
        organisation: 'vivium',
        channel: 'MAIL',
        notice: { template: 'TERMS_ANNOUNCED', effectiveAt: EFFECTIVE.toISOString() },
      }),
    ]);
  });

  it('each in time, also when another takes effect before it (V3)', async () => {
    const { terms } = identity.needs.organisations.get('vivium') as OrganisationPolicy;
    const [next] = terms.slice(-1) as [OrganisationPolicy['terms'][number]];
    const later = { ...next, version: '2026-2', effectiveAt: new Date(EFFECTIVE.getTime() + 15 * DAY).toISOString() };
    identity.changePolicy('vivium', { terms: [...terms, later] });
    at(-15 * DAY - 1000);
    await upkeep.run();
    expect(await told()).toHaveLength(1);
    at(-15 * DAY);
    await upkeep.run();
    expect((await told()).map(({ notice }) => notice)).toContainEqual({
      template: 'TERMS_ANNOUNCED',
      effectiveAt: later.effectiveAt,
    });
  });

  it('when that can be recorded, and not before', async () => {
    at(-10 * DAY);
    upkeep.audit.fails = true;
    await upkeep.run();
    expect(await told()).toEqual([]);
    upkeep.audit.fails = false;
    await upkeep.run();
    expect(await toldAccounts()).toEqual([resident.account]);
    expect(identity.log.map(({ kind }) => kind)).toEqual(['TERMS_ANNOUNCED']);
  });

  it('once to each user, whoever runs how often', async () => {
    at(-10 * DAY);
    await Promise.all([upkeep.run(), upkeepOf(identity).run()]);
    await upkeep.run();
    expect(await toldAccounts()).toEqual([resident.account]);
  });

  it('also to who comes later, and who waits for a step; not to whom nothing is open any more', async () => {
    at(-20 * DAY);
    await upkeep.run();
    const late = await settled(identity, 'CONTACT', client, { bsnConfirmedAt: null });
    const ended = { endedAt: identity.clock.now, endedReason: 'WRITTEN_NOTICE' } as const;
    await settled(identity, 'CONTACT', client, ended);
    await settled(identity, 'CONTACT', client, { validUntil: new Date('2026-03-01T00:00:00Z') });
    await settled(identity, 'CLIENT', await identity.rows.client({ departedOn: '2026-03-01' }));
    await settled(identity, 'CLIENT', await identity.rows.client({ organisation: 'rozelaar' }));
    await upkeep.run();
    expect((await toldAccounts()).sort()).toEqual([resident.account, late.account].sort());
  });

  it('is on record with the version and how many, not whom', async () => {
    at(-10 * DAY);
    await upkeep.run();
    await upkeep.run();
    expect(identity.log).toEqual([
      {
        kind: 'TERMS_ANNOUNCED',
        action: 'E',
        organisation: 'vivium',
        categories: ['vivium:2026-1'],
        search: { accounts: 1 },
      },
    ]);
  });

  it('not once they are in force', async () => {
    at(0);
    await upkeep.run();
    expect(await told()).toEqual([]);
  });
});

describe('a new version of the terms (V1, V3, R3)', () => {
  const pending = async () =>
    (await findStanding(identity.needs, resident.account, identity.clock.now)).relations[0]?.pending;

  it('binds from the moment it takes effect: nothing opens until it is accepted', async () => {
    at(-1000);
    expect(await pending()).toEqual([]);
    at(0);
    expect(await pending()).toEqual(['ACCEPT_TERMS']);
    const { occasion } = await identity.signedIn(resident.account);
    await acceptTerms(identity.needs, 'vivium:2026-1', occasion());
    expect(await pending()).toEqual([]);
  });

  it('cannot be accepted before that', async () => {
    at(-1000);
    const { occasion } = await identity.signedIn(resident.account);
    await expect(acceptTerms(identity.needs, 'vivium:2026-1', occasion())).rejects.toMatchObject({
      code: 'TERMS_NOT_CURRENT',
    });
  });
});

describe('who accepted what when (V1, R3)', () => {
  it('is for the administration to see, newest first, page by page', async () => {
    at(DAY);
    const { occasion } = await identity.signedIn(resident.account);
    await acceptTerms(identity.needs, 'vivium:2026-1', occasion());
    const other = await settled(identity, 'CONTACT', client);
    const acceptedAt = new Date(EFFECTIVE.getTime() - 2 * DAY);
    const form = { account: other.account, organisation: 'vivium', version: '2024-9', method: 'SIGNED_FORM' as const };
    await identity.needs.acceptances.add({ ...form, acceptedAt });
    const administrator = await staffOf(identity, 'vivium');
    identity.log.length = 0;
    const page = (version: string | null, first = 10, after: { time: string; id: string } | null = null) =>
      listAcceptances(identity.needs, { organisation: 'vivium', version }, { first, after }, administrator.occasion());
    const all = (await page(null)).edges.map(({ node }) => node);
    expect(all.slice(0, 2)).toEqual([
      expect.objectContaining({
        account: resident.account,
        version: '2026-1',
        method: 'PORTAL',
        acceptedAt: identity.clock.now,
      }),
      expect.objectContaining({ account: other.account, version: '2024-9', method: 'SIGNED_FORM', acceptedAt }),
    ]);
    expect((await page('2026-1')).edges).toHaveLength(1);
    const first = await page(null, 1);
    expect(first.pageInfo.hasNextPage).toBe(true);
    const after = { time: identity.clock.now.toISOString(), id: resident.account };
    expect((await page(null, 1, after)).edges[0]?.node.account).toBe(other.account);
    expect(identity.log[0]).toMatchObject({ kind: 'ACCOUNT_READ', organisation: 'vivium', role: 'ADMINISTRATOR' });
  });

  it('is not for the administration of another organisation', async () => {
    const stranger = await staffOf(identity, 'rozelaar');
    const listing = listAcceptances(
      identity.needs,
      { organisation: 'vivium', version: null },
      { first: 10, after: null },
      stranger.occasion(),
    );
    await expect(listing).rejects.toMatchObject({ code: 'ACCESS_REFUSED' });
  });
});
