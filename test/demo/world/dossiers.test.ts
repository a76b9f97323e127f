import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TABLES_OF_THE_RECORD } from '../../../demo/ecd/triggers.js';
import { readContent } from '../../../demo/world/content.js';
import { createLoadedWorld, NOW, rowsOf, type EmptyWorld } from './loaded-world.js';

let world: EmptyWorld;
const ecd = (query: string, values?: unknown[]) => rowsOf(world.ecd, query, values);

beforeAll(async () => {
  world = await createLoadedWorld();
});
afterAll(() => world.drop());

const PER_CLIENT = `
  SELECT c.achternaam AS name, c.instelling AS organisation, l.psychogeriatrisch AS pg,
    (SELECT count(*)::int FROM zorgdossier.rapportages r WHERE r.client_id = c.id) AS reports,
    (SELECT count(DISTINCT r.soort)::int FROM zorgdossier.rapportages r WHERE r.client_id = c.id) AS types,
    (SELECT count(DISTINCT m.discipline)::int FROM zorgdossier.rapportages r
       JOIN zorgdossier.medewerkers m ON m.id = r.medewerker_id WHERE r.client_id = c.id) AS disciplines,
    (SELECT count(DISTINCT r.medewerker_id)::int FROM zorgdossier.rapportages r WHERE r.client_id = c.id) AS authors,
    (SELECT count(*)::int FROM zorgdossier.zorgteam_leden z WHERE z.client_id = c.id AND z.evv) AS evv,
    (SELECT count(*)::int FROM zorgdossier.zorgplannen p WHERE p.client_id = c.id AND p.status = 'ACTIEF') AS active,
    (SELECT count(*)::int FROM zorgdossier.zorgplan_regels e JOIN zorgdossier.zorgplannen p ON p.id = e.zorgplan_id
       WHERE p.client_id = c.id AND p.status = 'ACTIEF') AS entries,
    (SELECT count(*)::int FROM zorgdossier.persoonsbeeld b WHERE b.client_id = c.id) AS profile,
    (SELECT count(*)::int FROM zorgdossier.levensverhaal_antwoorden a WHERE a.client_id = c.id) AS life,
    (SELECT count(*)::int FROM zorgdossier.leefplezier_activiteiten a WHERE a.client_id = c.id) AS activities
  FROM zorgdossier.clienten c JOIN zorgdossier.locaties l ON l.id = c.locatie_id`;

/** Counts the rows of one thing, over all clients. */
const count = async (from: string): Promise<number> =>
  Number((await ecd(`SELECT count(*)::int AS count FROM zorgdossier.${from}`))[0]?.['count']);

describe('dossiers of the world', () => {
  it('are at least six per organisation, each with forty to eighty reports of every type', async () => {
    const clients = await ecd(PER_CLIENT);
    for (const organisation of ['vivium', 'rozelaar']) {
      expect(clients.filter((client) => client['organisation'] === organisation).length).toBeGreaterThanOrEqual(6);
    }
    for (const client of clients) {
      expect(client).toMatchObject({ types: 7, active: 1, evv: 1 });
      expect(client['reports']).toBeGreaterThanOrEqual(40);
      expect(client['reports']).toBeLessThanOrEqual(80);
      expect(client['disciplines']).toBeGreaterThanOrEqual(5);
      expect(client['authors']).toBeGreaterThanOrEqual(7);
      expect([3, 4]).toContain(client['entries']);
    }
  });

  it('hold profile, life story and activities for clients at Vivium’s PG location and for no other of its clients', async () => {
    const clients = (await ecd(PER_CLIENT)).filter(({ organisation }) => organisation === 'vivium');
    const locations = new Set(clients.map(({ pg }) => pg));
    expect(locations).toEqual(new Set([true, false]));
    for (const { pg, profile, life, activities } of clients) {
      expect([profile, life, activities].map((number) => Number(number) > 0)).toEqual([pg, pg, pg]);
    }
  });

  it('tell a legal situation of every client for whom somebody decides', async () => {
    const told = await ecd(`
      SELECT c.achternaam AS name, j.soort AS kind FROM zorgdossier.juridische_situaties j
      JOIN zorgdossier.clienten c ON c.id = j.client_id WHERE j.einddatum IS NULL ORDER BY 1, 2`);
    expect(told.map(({ name, kind }) => [name, kind])).toEqual([
      ['Bosman', 'CUR'],
      ['Dekker-van Loon', 'MEN'],
      ['Hofstra-de Boer', 'MEN'],
      ['Schouten-Prins', 'BEW'],
      ['Schouten-Prins', 'MEN'],
    ]);
  });

  it('hold nothing that was changed after the world was loaded, and reports that are as new as they say', async () => {
    for (const table of TABLES_OF_THE_RECORD) {
      expect([table, await count(`${table} WHERE gewijzigd_op > '${NOW.toISOString()}'`)]).toEqual([table, 0]);
    }
    expect(await count('rapportages WHERE gewijzigd_op <> tijdstip')).toBe(0);
  });

  it('hold a life story for every client of De Rozelaar', async () => {
    const clients = (await ecd(PER_CLIENT)).filter(({ organisation }) => organisation === 'rozelaar');
    expect(clients.filter(({ life }) => life === 0)).toEqual([]);
  });

  it('hold what may never be served: hidden, confidential, a confidential line, a draft, a cancelled appointment', async () => {
    expect(await count('rapportages WHERE verborgen AND verborgen_reden IS NOT NULL')).toBeGreaterThan(5);
    expect(await count('rapportages WHERE vertrouwelijk')).toBeGreaterThan(5);
    expect(await count('rapportage_regels WHERE vertrouwelijk')).toBeGreaterThan(3);
    expect(await count("zorgplannen WHERE status = 'CONCEPT'")).toBe(2);
    expect(await count("agenda_afspraken WHERE status = 'AFGEZEGD'")).toBe(1);
    // each of these has readable neighbours: a confidential line stands in a report with four that are not
    expect(
      await count(`rapportages r WHERE 4 = (SELECT count(*) FROM zorgdossier.rapportage_regels l
        WHERE l.rapportage_id = r.id AND NOT l.vertrouwelijk) AND EXISTS (SELECT FROM zorgdossier.rapportage_regels l
        WHERE l.rapportage_id = r.id AND l.vertrouwelijk)`),
    ).toBeGreaterThan(3);
  });

  it('hold flags, reactions to earlier reports and links to entries of the active plan', async () => {
    expect(await count('rapportages WHERE gemarkeerd')).toBeGreaterThan(10);
    expect(await count('rapportages WHERE reactie_op_id IS NOT NULL')).toBeGreaterThan(10);
    expect(
      await count(
        'rapportages r JOIN zorgdossier.rapportages o ON o.id = r.reactie_op_id WHERE o.tijdstip > r.tijdstip',
      ),
    ).toBe(0);
    expect(await count('rapportages WHERE zorgplan_regel_id IS NOT NULL')).toBeGreaterThan(40);
    expect(
      await count(`rapportages r JOIN zorgdossier.zorgplan_regels e ON e.id = r.zorgplan_regel_id
        JOIN zorgdossier.zorgplannen p ON p.id = e.zorgplan_id WHERE p.status <> 'ACTIEF' OR p.client_id <> r.client_id`),
    ).toBe(0);
  });

  it('hold old plans and signed agreements', async () => {
    expect(await count("zorgplannen WHERE status = 'OUD'")).toBeGreaterThanOrEqual(5);
    expect(await count('zorgafspraken WHERE ondertekend_door IS NULL OR ondertekend_op IS NULL')).toBe(0);
    expect(await count('zorgafspraken')).toBeGreaterThan(14);
  });

  it('hold contacts with codes of one and of two digits, a curator and a mentor', async () => {
    const codes = (await ecd('SELECT DISTINCT rolcode FROM zorgdossier.contactpersonen')).map(({ rolcode }) => rolcode);
    expect(codes).toEqual(expect.arrayContaining(['1', '01', '3', '15', '24', null]));
  });

  it('hold reports and activities of the past only, and appointments past and coming', async () => {
    expect((await ecd('SELECT 1 FROM zorgdossier.rapportages WHERE tijdstip > $1', [NOW])).length).toBe(0);
    expect((await ecd('SELECT 1 FROM zorgdossier.leefplezier_activiteiten WHERE tijdstip > $1', [NOW])).length).toBe(0);
    const agenda = await ecd(
      `SELECT client_id, count(*) FILTER (WHERE begin_tijd < $1)::int AS past, count(*) FILTER (WHERE begin_tijd > $1)::int AS coming
       FROM zorgdossier.agenda_afspraken GROUP BY client_id`,
      [NOW],
    );
    expect(agenda.filter(({ past, coming }) => past === 0 || coming === 0).length).toBe(1); // who died has nothing coming
  });

  it('hold weekly appointments, a row for each week on the same clock time', async () => {
    const series = await ecd(
      `SELECT titel, herhaling, count(*)::int AS weeks,
              count(DISTINCT to_char(begin_tijd AT TIME ZONE 'Europe/Amsterdam', 'D HH24:MI'))::int AS times
       FROM zorgdossier.agenda_afspraken WHERE herhaling IS NOT NULL GROUP BY client_id, titel, herhaling`,
    );
    expect(series.length).toBeGreaterThanOrEqual(8);
    for (const { weeks, times, herhaling } of series) {
      expect(weeks).toBeGreaterThan(3);
      expect(times).toBe(1);
      expect(herhaling).toMatch(/^wekelijks op (maan|dins|woens|donder|vrij)dag$/);
    }
  });

  it('repeat no text within a client, and speak of nobody in braces', async () => {
    expect(
      await ecd(`SELECT client_id, tekst FROM zorgdossier.rapportages WHERE tekst IS NOT NULL
        GROUP BY client_id, tekst HAVING count(*) > 1`),
    ).toEqual([]);
    expect(await count("rapportages WHERE tekst ~ '[{}]'")).toBe(0);
    expect(await count("rapportage_regels WHERE tekst ~ '[{}]'")).toBe(0);
  });

  it('repeat no sentence of everyday care more than twice within a client', async () => {
    const repeated = await ecd(
      `SELECT client_id, sentence, count(*)::int FROM zorgdossier.rapportages,
              regexp_split_to_table(tekst, '(?<=[.!?]) ') AS sentence
       GROUP BY client_id, sentence HAVING count(*) > 2`,
    );
    expect(repeated).toEqual([]);
  });

  it('have everyday care reported by whom the client agreed to', async () => {
    const authors = await ecd(
      `SELECT DISTINCT m.naam FROM zorgdossier.rapportages r JOIN zorgdossier.clienten c ON c.id = r.client_id
         JOIN zorgdossier.medewerkers m ON m.id = r.medewerker_id
       WHERE c.achternaam = 'Yıldız' AND (tekst LIKE 'Nacht: %' OR tekst ~ 'rug en voeten overgenomen|Avondverzorging')`,
    );
    expect(authors.length).toBeGreaterThan(0);
    for (const { naam } of authors) expect(['Joyce Lont', 'Nadia el Idrissi']).toContain(naam);
  });

  it('say nothing that the client’s file rules out', async () => {
    const { clients } = readContent();
    const jaspers = clients.find(({ key }) => key === 'jaspers');
    const told = new Set(jaspers?.reports.map(({ text }) => text));
    const reports = await ecd(
      "SELECT tekst FROM zorgdossier.rapportages r JOIN zorgdossier.clienten c ON c.id = r.client_id WHERE achternaam = 'Jaspers'",
    );
    const everyday = reports.map(({ tekst }) => String(tekst)).filter((text) => !told.has(text));
    expect(everyday.length).toBeGreaterThan(30);
    expect(everyday.filter((text) => text.includes('krant'))).toEqual([]);
  });
});
