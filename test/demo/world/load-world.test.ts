import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readContent } from '../../../demo/world/content.js';
import { clientId } from '../../../demo/world/identity-rows.js';
import { loadWorld } from '../../../demo/world/load-world.js';
import { DEMO_PEOPLE } from '../../../demo/world/people.js';
import { createPasswordHasher } from '../../../subgraphs/identity/data/argon2-password-hasher.js';
import { hashBsn, isBsn } from '../../../subgraphs/identity/domain/first-steps/bsn.js';
import { createEmptyWorld, NOW, rowsOf, type EmptyWorld } from './loaded-world.js';

const DAY = 86_400_000;
const FINGERPRINT = `
  SELECT md5(string_agg(t::text, '|' ORDER BY id)) AS reports,
         (SELECT md5(string_agg(a::text, '|' ORDER BY id)) FROM zorgdossier.agenda_afspraken a) AS appointments
  FROM zorgdossier.rapportages t`;
const ACCOUNTS = "SELECT count(*)::int AS count, md5(string_agg(a::text, '|' ORDER BY id)) AS content FROM account a";

let world: EmptyWorld;
const ecd = (query: string, values?: unknown[]) => rowsOf(world.ecd, query, values);
const identity = (query: string, values?: unknown[]) => rowsOf(world.identity, query, values);

beforeAll(async () => {
  world = await createEmptyWorld();
  await loadWorld(world.options);
});
afterAll(() => world.drop());

describe('loading the made-up world', () => {
  it('does nothing when the world is there', async () => {
    const before = [await ecd(FINGERPRINT), await identity(ACCOUNTS)];
    expect(await loadWorld({ ...world.options, now: new Date(NOW.getTime() + 3 * DAY) })).toBe(false);
    expect([await ecd(FINGERPRINT), await identity(ACCOUNTS)]).toEqual(before);
  });

  it('is the same for two who load at once', async () => {
    const other = await createEmptyWorld();
    try {
      const answers = await Promise.all([loadWorld(other.options), loadWorld(other.options)]);
      expect(answers).toContain(true);
      expect(await rowsOf(other.ecd, FINGERPRINT)).toEqual(await ecd(FINGERPRINT));
      expect(await rowsOf(other.identity, 'SELECT count(*)::int AS count FROM account')).toEqual([
        { count: DEMO_PEOPLE.length },
      ]);
    } finally {
      await other.drop();
    }
  });

  it('moves its days along with the day of loading', async () => {
    const later = await createEmptyWorld();
    try {
      await loadWorld({ ...later.options, now: new Date(NOW.getTime() + 100 * DAY) });
      const newest = 'SELECT max(tijdstip) AS newest FROM zorgdossier.rapportages';
      const [then] = await rowsOf(later.ecd, newest);
      const [now] = await ecd(newest);
      const moved = ((then?.['newest'] as Date).getTime() - (now?.['newest'] as Date).getTime()) / DAY;
      expect(Math.round(moved)).toBe(100);
    } finally {
      await later.drop();
    }
  });
});

describe('people of the world', () => {
  it('hold every role and every staff role of both organisations', async () => {
    const roles = await identity(
      'SELECT DISTINCT c.organisation, r.role FROM relation r JOIN client c ON c.id = r.client_id',
    );
    expect(roles).toHaveLength(6);
    expect(await identity('SELECT DISTINCT organisation, role FROM staff_assignment')).toHaveLength(8);
  });

  it('sign in with their own passwords of at least twelve characters', async () => {
    const passwords = await createPasswordHasher(world.options.passwordPepper);
    const [row] = await identity("SELECT password_hash FROM account WHERE email = 'marieke.hofstra@example.org'");
    expect(await passwords.verify('koffie met appeltaart', String(row?.['password_hash']))).toBe(true);
    expect(DEMO_PEOPLE.filter(({ password }) => password.length < 12)).toEqual([]);
    expect(new Set(DEMO_PEOPLE.map(({ password }) => password)).size).toBe(DEMO_PEOPLE.length);
    expect(new Set(DEMO_PEOPLE.map(({ mobile }) => mobile)).size).toBe(DEMO_PEOPLE.length);
  });

  it('have addresses in reserved domains and Dutch mobile numbers only', () => {
    for (const { email, mobile } of DEMO_PEOPLE) {
      expect(email).toMatch(/@(example\.(com|net|org)|[a-z]+\.example)$/);
      expect(mobile).toMatch(/^\+316\d{8}$/);
    }
  });

  it('begin with a representative at Vivium who has yet to accept the terms and confirm the BSN', async () => {
    const [relation] = await identity(
      `SELECT r.role, r.legal_basis, r.bsn_confirmed_at,
              (SELECT count(*)::int FROM incapacity i WHERE i.client_id = r.client_id) AS incapacities,
              (SELECT count(*)::int FROM terms_acceptance t WHERE t.account_id = a.id) AS terms
       FROM relation r JOIN account a ON a.id = r.account_id WHERE a.email = $1`,
      [DEMO_PEOPLE[0]?.email],
    );
    expect(relation).toEqual({
      role: 'REPRESENTATIVE',
      legal_basis: 'MENTORSHIP',
      incapacities: 1,
      bsn_confirmed_at: null,
      terms: 0,
    });
  });

  it('include one who is client, representative and contact of three clients, and one with both organisations', async () => {
    const spread = await identity(
      `SELECT a.email, array_agg(r.role ORDER BY r.role) AS roles, count(DISTINCT c.organisation)::int AS organisations
       FROM relation r JOIN account a ON a.id = r.account_id JOIN client c ON c.id = r.client_id GROUP BY a.email`,
    );
    expect(spread).toContainEqual({
      email: 'willem.dekker@example.org',
      roles: ['CLIENT', 'CONTACT', 'REPRESENTATIVE'],
      organisations: 1,
    });
    expect(spread.find(({ email }) => email === 'sanne.kuipers@example.net')).toMatchObject({ organisations: 2 });
  });

  it('hold at most two accounts per client, a third with an end date at De Rozelaar only', async () => {
    const holders = await identity(
      `SELECT c.organisation, count(*)::int AS holders, count(r.valid_until)::int AS limited
       FROM relation r JOIN client c ON c.id = r.client_id WHERE r.ended_at IS NULL GROUP BY c.id, c.organisation`,
    );
    const thirds = holders.filter(({ holders: count }) => Number(count) > 2);
    expect(thirds).toEqual([{ organisation: 'rozelaar', holders: 3, limited: 1 }]);
  });

  it('are linked to their own entry among the contacts in the ECD', async () => {
    const links = await identity(
      `SELECT c.ecd_client_id, r.related_person, a.name_text FROM relation r
       JOIN client c ON c.id = r.client_id JOIN account a ON a.id = r.account_id WHERE r.related_person IS NOT NULL`,
    );
    expect(links.length).toBeGreaterThan(10);
    for (const { ecd_client_id, related_person, name_text } of links) {
      const [contact] = await ecd('SELECT name AS naam FROM inzage.related_person WHERE id = $1 AND client_id = $2', [
        related_person,
        ecd_client_id,
      ]);
      expect(String(contact?.['naam'])).toContain(String(name_text));
    }
  });
});

describe('BSNs of the world', () => {
  const { clients } = readContent();

  it('pass the elfproef, are each used once, and lie in the range of test numbers', () => {
    expect(clients.filter(({ person }) => !isBsn(person.bsn) || !person.bsn.startsWith('9999'))).toEqual([]);
    expect(new Set(clients.map(({ person }) => person.bsn)).size).toBe(clients.length);
  });

  it('are kept as a keyed hash, and only where the organisation asks for them', async () => {
    for (const client of clients) {
      const [row] = await identity('SELECT bsn_hash FROM client WHERE id = $1', [
        clientId(client.organisation, client.key),
      ]);
      const expected = client.organisation === 'vivium' ? hashBsn(world.options.bsnHashKey, client.person.bsn) : null;
      expect(row?.['bsn_hash']).toEqual(expected);
    }
    expect(await ecd('SELECT 1 FROM zorgdossier.clienten WHERE bsn IS NOT NULL')).toEqual([]);
  });

  it('are what the list of people says has to be typed', () => {
    for (const { relations } of DEMO_PEOPLE) {
      for (const { client, bsn, organisation } of relations) {
        if (bsn === null) continue;
        expect(organisation).toBe('vivium');
        expect(bsn).toBe(clients.find(({ key }) => key === client)?.person.bsn);
      }
    }
  });
});
