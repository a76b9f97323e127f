import { randomBytes, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ClientEntity } from '../../../../../subgraphs/identity/data/entities/client.entity.js';
import { newLink } from '../../../../../subgraphs/identity/domain/credentials/one-time-link.js';
import { mailTo } from '../../../../../subgraphs/identity/domain/messages/write-to.js';
import { NAME_KEEPERS } from '../../../../../subgraphs/identity/domain/upkeep/forward-forgetting.js';
import { openIdentity, settled, type IdentityInTest } from '../../support/identity-in-test.js';
import { upkeepOf } from '../../support/upkeep-in-test.js';

const DEPARTED = '2026-01-10';
/** The end of the forty-second day after, in Amsterdam. */
const END = new Date('2026-02-21T23:00:00Z');
const PERSON = {
  email: 'wilhelmina.voss@voorbeeld.example',
  mobileNumber: '+31612349876',
  givenName: 'Wilhelmina',
  familyName: 'Voss',
  nameText: 'Wilhelmina Voss',
};

let identity: IdentityInTest;
let upkeep: ReturnType<typeof upkeepOf>;
let client: string;
let person: Awaited<ReturnType<typeof settled>>;

beforeEach(async () => {
  identity = await openIdentity();
  upkeep = upkeepOf(identity);
  client = await identity.rows.client({ organisation: 'rozelaar' });
  person = await settled(identity, 'CONTACT', client, {}, PERSON);
  await identity.rows.accepted(person.account, 'rozelaar', '3');
  await identity.signedIn(person.account);
  await identity.database.getRepository(ClientEntity).update({ id: client }, { departedOn: DEPARTED });
});
afterEach(() => identity.close());

const runAt = async (moment: Date) => {
  identity.clock.now = moment;
  identity.log.length = 0;
  await upkeep.run();
};
const exists = async () => (await identity.needs.accounts.find(person.account)) !== null;

/** Everything that stands in identity's database, as text. */
async function dump(): Promise<Map<string, string>> {
  const tables = await identity.database.query<{ name: string }[]>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'",
  );
  const contents = new Map<string, string>();
  for (const { name } of tables) {
    const rows = await identity.database.query<{ row: string }[]>(`SELECT t::text AS row FROM "${name}" t`);
    contents.set(name, rows.map(({ row }) => row).join('\n'));
  }
  return contents;
}
const holding = async (...texts: string[]) =>
  [...(await dump())].filter(([, rows]) => texts.some((text) => rows.includes(text))).map(([name]) => name);

describe('accounts after the end of care (R18)', () => {
  it('are deleted when six weeks are over, not a second sooner', async () => {
    await runAt(new Date(END.getTime() - 1000));
    expect(await exists()).toBe(true);
    await runAt(END);
    expect(await exists()).toBe(false);
  });

  it('leave nothing of the person in any table (R18)', async () => {
    const { link } = newLink('RECOVERY', person.account, identity.clock.now);
    await identity.needs.links.open(link, identity.clock.now);
    const account = await identity.needs.accounts.find(person.account);
    const policy = identity.needs.organisations.get('rozelaar');
    if (account === null || policy === undefined) throw new Error('the person is not there');
    await identity.needs.messages.put(mailTo(account, policy, { template: 'NEW_ACCESS' }), identity.clock.now);
    await fillWhatHangsOnIt(link.hash);
    const before = await holding(person.account, ...Object.values(PERSON));
    expect(before).toEqual(
      expect.arrayContaining([
        'account',
        'relation',
        'terms_acceptance',
        'session',
        'sign_in_challenge',
        'one_time_link',
        'second_factor',
        'provider_identity',
        'registration',
        'message',
      ]),
    );
    await runAt(END);
    expect(await holding(person.account, ...Object.values(PERSON), 'wilhelmina')).toEqual([]);
    expect(await orphans()).toEqual([]);
  });

  it('go with every table that holds an account, also one that comes later (R18)', async () => {
    const columns = await identity.database.query<{ table: string }[]>(
      `SELECT table_name AS table FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name = 'account_id'`,
    );
    const cascading = await identity.database.query<{ table: string }[]>(
      `SELECT conrelid::regclass::text AS table FROM pg_constraint
       WHERE contype = 'f' AND confrelid IN ('account'::regclass, 'service_account'::regclass, 'service_account_key'::regclass)
         AND (confdeltype = 'c' OR confrelid <> 'account'::regclass)`,
    );
    const covered = new Set(cascading.map(({ table }) => table));
    // a message goes by a statement of its own; what waits to be forgotten is a pseudonym until the log has forgotten
    const known = ['message', 'forgetting'];
    expect(columns.map(({ table }) => table).filter((table) => !covered.has(table) && !known.includes(table))).toEqual(
      [],
    );
  });

  it('are told of it in a last mail, which names nobody in the table (R18)', async () => {
    await runAt(END);
    const letters = (await identity.letters()).filter(({ notice }) => notice.template === 'ACCOUNT_DELETED');
    expect(letters).toEqual([expect.objectContaining({ to: PERSON.email, account: null, organisation: 'rozelaar' })]);
  });

  it('are on record under a pseudonym, whose name the log and the dossier are made to forget (R18)', async () => {
    await runAt(END);
    expect(identity.log).toEqual([
      { kind: 'ACCOUNT_DELETED', action: 'D', organisation: 'rozelaar', categories: ['ACCOUNT', person.account] },
    ]);
    expect(upkeep.forgotten).toEqual({ audit: [person.account], dossier: [person.account] });
    for (const keeper of NAME_KEEPERS) expect(await identity.needs.forgettings.waiting(keeper, 10)).toEqual([]);
  });

  it('stay when the deletion cannot be recorded, until it can', async () => {
    upkeep.audit.fails = true;
    await runAt(END);
    expect(await exists()).toBe(true);
    expect(upkeep.faults).toEqual(['delete accounts']);
    upkeep.audit.fails = false;
    await runAt(END);
    expect(await exists()).toBe(false);
  });

  it.each(NAME_KEEPERS)('keep being forgotten until %s has done so; the other need not wait', async (late) => {
    const waiting = () => identity.needs.forgettings.waiting(late, 10);
    await identity.needs.forgettings.add(person.account, identity.clock.now);
    upkeep[late].fails = true;
    await upkeep.run();
    expect(await waiting()).toEqual([person.account]);
    expect(upkeep.forgotten).toEqual({ audit: [person.account], dossier: [person.account], [late]: [] });
    upkeep[late].fails = false;
    await upkeep.run();
    expect(await waiting()).toEqual([]);
    expect(upkeep.forgotten).toEqual({ audit: [person.account], dossier: [person.account] });
  });

  it('stay where the organisation does not delete them (V34)', async () => {
    const vivium = await identity.rows.client({ departedOn: DEPARTED });
    const { account } = await settled(identity, 'CLIENT', vivium);
    await runAt(END);
    expect(await identity.needs.accounts.find(account)).not.toBeNull();
  });

  it('stay while the person has access to another client there', async () => {
    const other = await identity.rows.client({ organisation: 'rozelaar' });
    await identity.rows.relation({ accountId: person.account, clientId: other, role: 'CONTACT' });
    await runAt(END);
    expect(await exists()).toBe(true);
    expect((await identity.needs.relations.ofAccount(person.account)).length).toBe(2);
  });

  it('go although access was withdrawn before care ended (R15, R18)', async () => {
    await identity.needs.relations.end(person.relation, 'WITHDRAWN_BY_HOLDER', identity.clock.now);
    await runAt(END);
    expect(await exists()).toBe(false);
  });

  it('of who has access elsewhere lose what belongs there, and nothing else (R18)', async () => {
    const elsewhere = await identity.rows.client();
    const relation = await identity.rows.relation({ accountId: person.account, clientId: elsewhere, role: 'CONTACT' });
    await runAt(END);
    expect((await identity.needs.relations.ofAccount(person.account)).map(({ id }) => id)).toEqual([relation]);
    expect(await holding('rozelaar').then((tables) => tables.includes('terms_acceptance'))).toBe(false);
    expect(upkeep.forgotten).toEqual({ audit: [], dossier: [] });
    expect(identity.log).toEqual([expect.objectContaining({ categories: ['RELATIONS', person.account] })]);
  });

  it('of whose access ended where accounts are kept lose what belongs here, and not why that ended (R18, V36)', async () => {
    const elsewhere = await identity.rows.client();
    const ended = { endedAt: new Date('2026-01-20T00:00:00Z'), endedReason: 'TERMS_BREACHED' as const };
    await identity.rows.relation({ accountId: person.account, clientId: elsewhere, role: 'CONTACT', ...ended });
    await runAt(END);
    expect(await identity.needs.relations.ofAccount(person.account)).toEqual([
      expect.objectContaining({ endedReason: 'TERMS_BREACHED' }),
    ]);
  });

  it('of who works there stay', async () => {
    await identity.rows.staff({ accountId: person.account, organisation: 'rozelaar', role: 'MEDIATOR' });
    await runAt(END);
    expect(await exists()).toBe(true);
    expect(await identity.needs.relations.ofAccount(person.account)).toEqual([]);
  });

  it('are deleted once when two copies do so at the same time', async () => {
    identity.clock.now = END;
    identity.log.length = 0;
    await Promise.all([upkeep.run(), upkeepOf(identity).run()]);
    expect(identity.log).toHaveLength(1);
  });

  it('forget the number by which the dossier was found (V31)', async () => {
    const over = await identity.rows.client({ departedOn: DEPARTED, bsn: '123456782' });
    const inCare = await identity.rows.client({ bsn: '111222333' });
    await runAt(END);
    const hashOf = async (id: string) =>
      (await identity.database.getRepository(ClientEntity).findOneByOrFail({ id })).bsnHash;
    expect(await hashOf(over)).toBeNull();
    expect(await hashOf(inCare)).not.toBeNull();
  });
});

async function fillWhatHangsOnIt(link: Buffer): Promise<void> {
  await identity.database.query(
    `INSERT INTO sign_in_challenge (id, account_id, code_hash, created_at, expires_at, last_sent_at, address, link_hash, new_password_hash)
     VALUES ($1, $2, $3, now(), now(), now(), '203.0.113.7', $4, 'hash')`,
    [randomUUID(), person.account, randomBytes(32), link],
  );
  await identity.database.query(
    `INSERT INTO second_factor (id, account_id, kind, name, created_at, confirmed_at, secret)
     VALUES ($1, $2, 'TOTP', 'Wilhelmina', now(), now(), $3)`,
    [randomUUID(), person.account, randomBytes(20)],
  );
  await identity.database.query(
    `INSERT INTO provider_identity (issuer, subject, account_id, created_at) VALUES ('https://id.example', 'voss', $1, now())`,
    [person.account],
  );
  await identity.database.query(
    `INSERT INTO registration (organisation, status, created_at, changed_at, role, legal_basis, client_id, evidence,
       verified_by, verified_at, form_signer, form_signed_on, form_terms_version, form_evidence, account_id, relation_id)
     VALUES ('rozelaar', 'ACTIVE', now(), now(), 'CONTACT', 'DESIGNATION', $1, 'formulier',
       $4, now(), 'Wilhelmina Voss', now(), '3', 'map 4', $2, $3)`,
    [client, person.account, person.relation, randomUUID()],
  );
}

/** Rows that point at a session or an account that is not there. */
async function orphans(): Promise<unknown[]> {
  return identity.database.query(
    `SELECT session_id FROM refresh_token WHERE session_id NOT IN (SELECT id FROM session)
     UNION SELECT account_id FROM session WHERE account_id NOT IN (SELECT id FROM account)`,
  );
}
