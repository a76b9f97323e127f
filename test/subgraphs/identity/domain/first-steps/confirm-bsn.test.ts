import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { confirmBsn } from '../../../../../subgraphs/identity/domain/first-steps/confirm-bsn.js';
import { findSessionFacts } from '../../../../../subgraphs/identity/domain/session/session-facts.js';
import { openIdentity, type IdentityInTest } from '../../support/identity-in-test.js';

const BSN = '123456782';
const OTHER_BSN = '111222333';
const NOBODYS = '999990019';

let identity: IdentityInTest;
let account: string;
let client: string;
let relation: string;

beforeAll(async () => {
  identity = await openIdentity();
});
afterAll(() => identity.close());

beforeEach(async () => {
  account = await identity.rows.account();
  await identity.rows.accepted(account, 'vivium', '2025-1');
  client = await identity.rows.client({ bsn: BSN });
  relation = await identity.rows.relation({ accountId: account, clientId: client, role: 'REPRESENTATIVE' });
  for (const list of [identity.log, identity.announced]) list.length = 0;
});

/** Each time in a session of its own. */
const confirm = async (bsn: string) => confirmBsn(identity.needs, bsn, (await identity.signedIn(account)).occasion());
const pending = async () => {
  const { session } = await identity.signedIn(account);
  const facts = await findSessionFacts(identity.needs, session.id, identity.clock.now);
  return facts?.relations.map(({ pending: steps }) => steps);
};
const refused = expect.objectContaining({ code: 'BSN_REFUSED', details: {} });
const blocked = expect.objectContaining({ code: 'BSN_BLOCKED' });

describe("the client's BSN (V31)", () => {
  it('confirms the relation, which is pushed and recorded', async () => {
    await confirm(` ${BSN} `);
    expect(await pending()).toEqual([[]]);
    expect(identity.announced).toEqual([account]);
    expect(identity.log).toEqual([
      expect.objectContaining({ kind: 'BSN_CONFIRMED', outcome: 'OK', client, relation, organisation: 'vivium' }),
    ]);
  });

  it.each([
    ['of nobody', NOBODYS],
    ['that fails the elfproef', '123456789'],
    ['that is no number', 'abc'],
    ['that is empty', ''],
  ])('is refused alike when it is one %s', async (_what, bsn) => {
    await expect(confirm(bsn)).rejects.toEqual(refused);
    expect(await pending()).toEqual([['CONFIRM_BSN']]);
    expect(identity.log).toEqual([expect.objectContaining({ outcome: 'REFUSED', reason: 'BSN_REFUSED', client })]);
  });

  it("is refused alike when it is another account's client's", async () => {
    await identity.rows.client({ bsn: OTHER_BSN });
    await expect(confirm(OTHER_BSN)).rejects.toEqual(refused);
  });

  it('is refused alike when there is nothing to confirm', async () => {
    await confirm(BSN);
    await expect(confirm(BSN)).rejects.toEqual(refused);
    expect(identity.log.at(-1)).toMatchObject({ kind: 'BSN_CONFIRMED', outcome: 'REFUSED', reason: 'BSN_REFUSED' });
  });

  it('never matches a client of whom no BSN is known', async () => {
    const other = await identity.rows.client();
    const mine = await identity.rows.relation({ accountId: account, clientId: other, role: 'CONTACT' });
    await confirm(BSN);
    await expect(confirm('')).rejects.toEqual(refused);
    const [row] = await identity.database.query<{ bsn_confirmed_at: Date | null }[]>(
      'SELECT bsn_confirmed_at FROM relation WHERE id = $1',
      [mine],
    );
    expect(row?.bsn_confirmed_at).toBeNull();
  });

  it('is not asked by an organisation that does not want it (R11)', async () => {
    const newcomer = await identity.rows.account();
    const resident = await identity.rows.client({ organisation: 'rozelaar' });
    await identity.rows.relation({ accountId: newcomer, clientId: resident, role: 'CLIENT' });
    const { facts } = await identity.signedIn(newcomer);
    expect(facts.relations[0]?.pending).toEqual(['ACCEPT_TERMS']);
  });

  it('is nowhere to be found afterwards', async () => {
    await confirm(BSN);
    const everything = await identity.database.query<unknown[]>(
      'SELECT row_to_json(client) AS client, row_to_json(relation) AS relation FROM client JOIN relation ON client_id = client.id',
    );
    expect(JSON.stringify([everything, identity.log])).not.toContain(BSN);
  });
});

describe('guesses at a BSN (attack case 14)', () => {
  it('are three over all sessions; then the right one is refused too', async () => {
    for (let n = 0; n < 3; n += 1) await expect(confirm(NOBODYS)).rejects.toEqual(refused);
    await expect(confirm(BSN)).rejects.toEqual(blocked);
    expect(await pending()).toEqual([['CONFIRM_BSN']]);
  });

  it('let the right one through as the third', async () => {
    for (let n = 0; n < 2; n += 1) await expect(confirm(NOBODYS)).rejects.toEqual(refused);
    await expect(confirm(BSN)).resolves.toBeUndefined();
  });

  it('are three in all when twenty come at once', async () => {
    const here = await identity.signedIn(account);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => confirmBsn(identity.needs, NOBODYS, here.occasion())),
    );
    const codes = outcomes.map((outcome) =>
      outcome.status === 'rejected' ? (outcome.reason as { code: string }).code : '',
    );
    expect(codes.filter((code) => code === 'BSN_REFUSED')).toHaveLength(3);
    expect(codes.filter((code) => code === 'BSN_BLOCKED')).toHaveLength(17);
    await expect(confirm(BSN)).rejects.toEqual(blocked);
  });

  it('are not used up by confirming one of several clients after another', async () => {
    for (const bsn of [OTHER_BSN, NOBODYS, '123456790', '123456804']) {
      const other = await identity.rows.client({ bsn });
      await identity.rows.relation({ accountId: account, clientId: other, role: 'CONTACT' });
    }
    await confirm(OTHER_BSN);
    await confirm(NOBODYS);
    await confirm(BSN);
    const rows = await identity.database.query<{ bsn_tries: number }[]>(
      'SELECT bsn_tries FROM relation WHERE account_id = $1 AND bsn_confirmed_at IS NULL',
      [account],
    );
    expect(rows).toEqual([{ bsn_tries: 0 }, { bsn_tries: 0 }]);
  });
});
