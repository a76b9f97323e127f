import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { changeClientBsn } from '../../../../../subgraphs/identity/domain/clients/change-client-bsn.js';
import { findClientFile, listClients } from '../../../../../subgraphs/identity/domain/clients/list-clients.js';
import { registerClient } from '../../../../../subgraphs/identity/domain/clients/register-client.js';
import { releaseBsn } from '../../../../../subgraphs/identity/domain/clients/release-bsn.js';
import { confirmBsn } from '../../../../../subgraphs/identity/domain/first-steps/confirm-bsn.js';
import { textPageRequest } from '../../../../../subgraphs/identity/domain/text-order.js';
import { openIdentity, settled, type IdentityInTest } from '../../support/identity-in-test.js';
import { REASON, staffOf } from '../../support/staff-in-test.js';

type Staff = Awaited<ReturnType<typeof staffOf>>;
type Filter = Partial<Parameters<typeof listClients>[1]>;

const BSN = '999990111';
const OTHER_BSN = '999990123';
const refused = expect.objectContaining({ code: 'ACCESS_REFUSED', details: {} });
const bad = (...fields: string[]) => expect.objectContaining({ code: 'BAD_INPUT', details: { fields } });

let identity: IdentityInTest;
let vivium: Staff;
let rozelaar: Staff;
let sequence = 0;

beforeAll(async () => {
  identity = await openIdentity();
  vivium = await staffOf(identity, 'vivium');
  rozelaar = await staffOf(identity, 'rozelaar');
});
afterAll(() => identity.close());
beforeEach(() => {
  for (const list of [identity.log, identity.announced]) list.length = 0;
});

const register = (values: { ecdClientId?: string; bsn?: string | null; organisation?: string } = {}, by = vivium) => {
  sequence += 1;
  const client = { organisation: 'vivium', ecdClientId: `ECD-${sequence}`, bsn: BSN, reason: REASON, ...values };
  return registerClient(identity.needs, client, by.occasion());
};
const list = async (filter: Filter = {}, by = vivium, first = 50, after: string | null = null) =>
  listClients(
    identity.needs,
    { organisation: 'vivium', text: null, inCare: null, incapacitated: null, withoutAccount: null, ...filter },
    textPageRequest(first, after),
    by.occasion(),
  );
const ecdIds = async (filter: Filter) => (await list(filter)).edges.map(({ node }) => node.ecdClientId);

describe('registering a client', () => {
  it('keeps the BSN as a keyed hash only (V31), and nothing of it on the log', async () => {
    const client = await register();
    expect(client).toMatchObject({ organisation: 'vivium', bsnKnown: true, relations: [] });
    expect(JSON.stringify([client, identity.log])).not.toContain(BSN);
    const [row] = await identity.database.query<object[]>('SELECT * FROM client WHERE id = $1', [client.id]);
    expect(JSON.stringify(row)).not.toContain(BSN);
    expect(identity.log).toEqual([
      expect.objectContaining({ kind: 'CLIENT_CHANGED', action: 'C', client: client.id, justification: REASON }),
    ]);
  });

  it('asks for a BSN that passes the elfproef where the first sign-in does (V31), and for none elsewhere (R11)', async () => {
    for (const bsn of [null, '', '123456789', '99999011', 'x'])
      await expect(register({ bsn })).rejects.toEqual(bad('bsn'));
    const away = { organisation: 'rozelaar' };
    await expect(register({ ...away, bsn: BSN }, rozelaar)).rejects.toEqual(bad('bsn'));
    expect(await register({ ...away, bsn: null }, rozelaar)).toMatchObject({ bsnKnown: false });
  });

  it('takes an id of the ECD once for an organisation, and no BSN for one', async () => {
    await register({ ecdClientId: 'K-7' });
    await expect(register({ ecdClientId: ' K-7 ' })).rejects.toEqual(bad('ecdClientId'));
    await register({ ecdClientId: 'K-7', organisation: 'rozelaar', bsn: null }, rozelaar);
    for (const ecdClientId of ['', 'a b', BSN, 'x'.repeat(65), "k'7"]) {
      await expect(register({ ecdClientId })).rejects.toEqual(bad('ecdClientId'));
    }
  });

  it('is for the administration of that organisation (R14)', async () => {
    await expect(register({}, rozelaar)).rejects.toEqual(refused);
    await expect(register({}, await staffOf(identity, 'vivium', 'MEDIATOR'))).rejects.toEqual(refused);
  });
});

describe('the list of clients', () => {
  it('is of one organisation, and by id a client of another is one that does not exist (R14)', async () => {
    const client = await register({ ecdClientId: 'GRENS-1' });
    expect(await ecdIds({ text: 'GRENS' })).toEqual(['GRENS-1']);
    await expect(list({}, rozelaar)).rejects.toEqual(refused);
    expect((await list({ organisation: 'rozelaar', text: 'GRENS' }, rozelaar)).edges).toEqual([]);
    for (const id of [client.id, '4f0f6a3e-0000-4000-8000-000000000000', 'no id']) {
      const asked = findClientFile(identity.needs, { organisation: 'rozelaar', id }, rozelaar.occasion());
      await expect(asked).rejects.toEqual(refused);
    }
  });

  it('is selected by the beginning of the id, care, incapacity and whether anybody has access', async () => {
    const { rows } = identity;
    const add = (name: string, values = {}) => rows.client({ ecdClientId: `SEL-${name}`, ...values });
    await add('plain');
    await add('left', { departedOn: '2026-01-31' });
    await add('leaves', { departedOn: '2026-02-03' });
    await add('died', { diedOn: '2026-01-01' });
    await rows.incapacity(await add('unable'));
    await rows.incapacity(await add('able-again'), { validUntil: new Date('2026-02-01T00:00:00Z') });
    await rows.incapacity(await add('care-only'), { subject: 'CARE' });
    await settled(identity, 'CONTACT', await add('opened'));
    const past = { validUntil: new Date('2026-02-01T00:00:00Z') };
    await settled(identity, 'CONTACT', await add('run-out'), past);
    const select = async (filter: Filter) => (await ecdIds({ text: 'SEL-', ...filter })).map((id) => id.slice(4));
    expect(await select({ inCare: false })).toEqual(['died', 'left']);
    expect(await select({ incapacitated: true })).toEqual(['unable']);
    expect(await select({ withoutAccount: false })).toEqual(['opened']);
    expect(await select({ withoutAccount: true, inCare: true, incapacitated: false })).toEqual([
      'able-again',
      'care-only',
      'leaves',
      'plain',
      'run-out',
    ]);
    expect(await ecdIds({ text: 'EL-' })).toEqual([]);
    expect(await ecdIds({ text: 'SEL-%' })).toEqual([]);
  });

  it('has pages without gap or double, and goes on the log without the text', async () => {
    for (let index = 0; index < 7; index += 1) await register({ ecdClientId: `BLZ-${index}` });
    identity.log.length = 0;
    const read: string[] = [];
    let after: string | null = null;
    do {
      const { edges, pageInfo } = await list({ text: 'BLZ-' }, vivium, 3, after);
      read.push(...edges.map(({ node }) => node.ecdClientId));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(read).toEqual([0, 1, 2, 3, 4, 5, 6].map((index) => `BLZ-${index}`));
    expect(identity.log[0]).toMatchObject({ kind: 'CLIENT_READ', search: { text: true, first: 3 } });
    expect(JSON.stringify(identity.log)).not.toContain('BLZ');
  });
});

describe('the BSN of a client', () => {
  const awaiting = async () => {
    const client = await identity.rows.client({ bsn: BSN });
    return { client, ...(await settled(identity, 'REPRESENTATIVE', client, { bsnConfirmedAt: null })) };
  };
  const confirm = async (account: string, bsn: string) =>
    confirmBsn(identity.needs, bsn, (await identity.signedIn(account)).occasion());
  const useUp = async (account: string) => {
    for (let tries = 0; tries < 3; tries += 1) await expect(confirm(account, OTHER_BSN)).rejects.toBeDefined();
    await expect(confirm(account, BSN)).rejects.toMatchObject({ code: 'BSN_BLOCKED' });
  };

  it('after three tries is a matter for the client administration, who give three new ones (V31)', async () => {
    const { account, relation } = await awaiting();
    await useUp(account);
    identity.log.length = 0;
    await releaseBsn(identity.needs, { relation, reason: REASON }, vivium.occasion());
    expect(identity.log).toEqual([
      expect.objectContaining({ kind: 'RELATION_CHANGED', relation, justification: REASON, categories: ['BSN_TRIES'] }),
    ]);
    expect(identity.announced).toContain(account);
    await confirm(account, BSN);
  });

  it('is given no new tries by another organisation, nor where there is nothing to confirm', async () => {
    const { relation, account } = await awaiting();
    const release = (by: Staff, id = relation) =>
      releaseBsn(identity.needs, { relation: id, reason: REASON }, by.occasion());
    await expect(release(rozelaar)).rejects.toEqual(refused);
    await expect(release(vivium, '4f0f6a3e-0000-4000-8000-000000000000')).rejects.toEqual(refused);
    await confirm(account, BSN);
    await expect(release(vivium)).rejects.toEqual(refused);
  });

  it('when it was wrong is replaced, and whoever confirmed the wrong one confirms anew (V31)', async () => {
    const { account, client, relation } = await awaiting();
    await confirm(account, BSN);
    const change = (bsn: string, by = vivium) =>
      changeClientBsn(identity.needs, { client, bsn, reason: REASON }, by.occasion());
    await expect(change(OTHER_BSN, rozelaar)).rejects.toEqual(refused);
    await expect(change('123456789')).rejects.toEqual(bad('bsn'));
    expect((await identity.needs.relations.find(relation))?.bsnConfirmedAt).not.toBeNull();
    await change(BSN);
    expect((await identity.needs.relations.find(relation))?.bsnConfirmedAt).not.toBeNull();
    expect((await change(OTHER_BSN)).relations).toMatchObject([{ pending: ['CONFIRM_BSN'] }]);
    expect(identity.announced).toContain(account);
    await expect(confirm(account, BSN)).rejects.toMatchObject({ code: 'BSN_REFUSED' });
    await confirm(account, OTHER_BSN);
    expect(JSON.stringify(identity.log)).not.toMatch(/99999\d{4}/);
  });
});
