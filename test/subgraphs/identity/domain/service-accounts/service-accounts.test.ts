import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  addServiceAccountKey,
  endServiceAccount,
  retireServiceAccountKey,
} from '../../../../../subgraphs/identity/domain/service-accounts/change-service-account.js';
import { listServiceAccounts } from '../../../../../subgraphs/identity/domain/service-accounts/list-service-accounts.js';
import { registerServiceAccount } from '../../../../../subgraphs/identity/domain/service-accounts/register-service-account.js';
import type { Occasion } from '../../../../../subgraphs/identity/domain/occasion.js';
import { openIdentity, type IdentityInTest } from '../../support/identity-in-test.js';
import { administrator, toolKey } from '../../support/reporting-tool.js';

let identity: IdentityInTest;
let vivium: Occasion;
let rozelaar: Occasion;

beforeAll(async () => {
  identity = await openIdentity();
  vivium = (await administrator(identity)).occasion();
  rozelaar = (await administrator(identity, 'rozelaar')).occasion();
});
afterAll(() => identity.close());

const reason = 'maandcijfers';

async function register(change: object = {}, occasion = vivium) {
  const { text } = await toolKey();
  const wanted = {
    organisation: 'vivium',
    name: 'Cijferbeeld',
    scopes: ['REPORTER' as const],
    publicKey: text,
    reason,
  };
  return registerServiceAccount(identity.needs, { ...wanted, ...change }, occasion);
}

describe('a reporting tool', () => {
  it('is registered by the client administration, with a reason that stands on the log', async () => {
    const account = await register({ scopes: ['REPORTER', 'AUDITOR'] });
    expect(await identity.needs.serviceAccounts.find(account.id)).toEqual(account);
    expect(account).toMatchObject({ organisation: 'vivium', scopes: ['AUDITOR', 'REPORTER'], endedAt: null });
    expect(account.registeredBy).toBe(vivium.caller.facts?.account);
    expect(identity.log.at(-1)).toMatchObject({
      kind: 'SERVICE_ACCOUNT_CHANGED',
      action: 'C',
      organisation: 'vivium',
      role: 'ADMINISTRATOR',
      justification: reason,
      categories: [account.id, 'AUDITOR', 'REPORTER'],
    });
  });

  it.each([
    ['no name', { name: ' ' }, 'name'],
    ['an e-mail address for a name', { name: 'jan@voorbeeld.example' }, 'name'],
    ['no scope', { scopes: [] }, 'scopes'],
    ['no key', { publicKey: '{}' }, 'publicKey'],
    ['no reason', { reason: '' }, 'reason'],
  ])('is not registered with %s', async (_what, change, field) => {
    const before = await identity.database.getRepository('service_account').count();
    await expect(register(change)).rejects.toMatchObject({ code: 'BAD_INPUT', details: { fields: [field] } });
    expect(await identity.database.getRepository('service_account').count()).toBe(before);
  });

  it('is registered by nobody of another organisation, nor in another role', async () => {
    await expect(register({}, rozelaar)).rejects.toMatchObject({ code: 'ACCESS_REFUSED' });
    const auditor = await identity.rows.account();
    await identity.rows.staff({ accountId: auditor, organisation: 'vivium', role: 'AUDITOR' });
    const { occasion } = await identity.signedIn(auditor);
    await expect(register({}, occasion())).rejects.toMatchObject({ code: 'ACCESS_REFUSED' });
    expect(identity.log.at(-1)).toMatchObject({ kind: 'SERVICE_ACCOUNT_CHANGED', outcome: 'REFUSED' });
  });

  it('takes a second key before the first is retired, and never a third', async () => {
    const { id, keys } = await register();
    const second = await toolKey('ES256');
    const third = await toolKey();
    const withTwo = await addServiceAccountKey(identity.needs, { id, publicKey: second.text, reason }, vivium);
    expect(withTwo.keys.map(({ algorithm }) => algorithm)).toEqual(['EdDSA', 'ES256']);
    const refused = { code: 'BAD_INPUT', details: { fields: ['publicKey'] } };
    const addThird = () => addServiceAccountKey(identity.needs, { id, publicKey: third.text, reason }, vivium);
    await expect(addThird()).rejects.toMatchObject(refused);
    const kid = keys[0]?.kid ?? '';
    const retired = await retireServiceAccountKey(identity.needs, { id, kid, reason }, vivium);
    expect(retired.keys.map(({ retiredAt }) => retiredAt !== null)).toEqual([true, false]);
    expect(identity.announced.at(-1)).toBe(id);
    await addThird();
  });

  it('takes one key of many that are added at the same time', async () => {
    const { id } = await register();
    const more = await Promise.all([1, 2, 3, 4].map(() => toolKey()));
    const added = await Promise.allSettled(
      more.map(({ text }) => addServiceAccountKey(identity.needs, { id, publicKey: text, reason }, vivium)),
    );
    expect(added.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('never takes back a key that was retired, under whatever name', async () => {
    const { text, publicJwk } = await toolKey();
    const { id, keys } = await register({ publicKey: text });
    await retireServiceAccountKey(identity.needs, { id, kid: keys[0]?.kid ?? '', reason }, vivium);
    for (const publicKey of [text, JSON.stringify({ ...publicJwk, kid: 'anders' })]) {
      const again = addServiceAccountKey(identity.needs, { id, publicKey, reason }, vivium);
      await expect(again).rejects.toMatchObject({ code: 'BAD_INPUT' });
    }
    const twice = retireServiceAccountKey(identity.needs, { id, kid: keys[0]?.kid ?? '', reason }, vivium);
    await expect(twice).rejects.toMatchObject({ code: 'BAD_INPUT', details: { fields: ['kid'] } });
  });

  it('is ended for good', async () => {
    const { id } = await register();
    const ended = await endServiceAccount(identity.needs, { id, reason }, vivium);
    expect(ended.endedAt).toEqual(identity.clock.now);
    expect(identity.log.at(-1)).toMatchObject({ action: 'D', categories: [id], justification: reason });
    const { text } = await toolKey();
    const change = addServiceAccountKey(identity.needs, { id, publicKey: text, reason }, vivium);
    await expect(change).rejects.toMatchObject({ code: 'ACCESS_REFUSED' });
  });

  it('of another organisation answers like one that does not exist', async () => {
    const { id } = await register();
    for (const which of [id, '00000000-0000-4000-8000-000000000000', 'geen']) {
      const end = endServiceAccount(identity.needs, { id: which, reason }, rozelaar);
      await expect(end).rejects.toMatchObject({ code: 'ACCESS_REFUSED', details: {} });
    }
    expect((await identity.needs.serviceAccounts.find(id))?.endedAt).toBeNull();
  });
});

describe('the list of reporting tools', () => {
  it("holds the organisation's own, page by page", async () => {
    identity.wait(1_000);
    await register();
    identity.wait(1_000);
    await register();
    const { needs } = identity;
    const one = await listServiceAccounts(needs, 'vivium', { first: 1, after: null }, vivium);
    expect(one.edges).toHaveLength(1);
    expect(one.pageInfo.hasNextPage).toBe(true);
    const all = await listServiceAccounts(needs, 'vivium', { first: 50, after: null }, vivium);
    const [first] = all.edges;
    const time = first?.node.createdAt.toISOString() ?? '';
    const rest = await listServiceAccounts(
      needs,
      'vivium',
      { first: 50, after: { time, id: first?.node.id ?? '' } },
      vivium,
    );
    expect(rest.edges).toEqual(all.edges.slice(1));
    expect((await listServiceAccounts(needs, 'rozelaar', { first: 50, after: null }, rozelaar)).edges).toEqual([]);
  });

  it('is read by the administration of that organisation only', async () => {
    const page = { first: 5, after: null };
    const other = listServiceAccounts(identity.needs, 'vivium', page, rozelaar);
    await expect(other).rejects.toMatchObject({ code: 'ACCESS_REFUSED' });
    const bad = { first: 5, after: { time: '2026-01-01T00:00:00Z', id: 'x' } };
    await expect(listServiceAccounts(identity.needs, 'vivium', bad, vivium)).rejects.toMatchObject({
      code: 'BAD_CURSOR',
    });
  });
});
