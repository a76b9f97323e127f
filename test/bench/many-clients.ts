/** An ECD of very many clients, written by the database itself. Each has the same amount of everything. */
import type { Client } from 'pg';
import { ECD_DDL } from '../../demo/ecd/database.js';

export const ORGANISATION = 'vivium';
const CLIENTS_AT_ONCE = 50_000;
const REPORTS = 8;

async function openEcd(ecd: Client): Promise<void> {
  await ecd.query(ECD_DDL);
  await ecd.query(`
    INSERT INTO zorgdossier.locaties (instelling, naam, straat, huisnummer, postcode, plaats, psychogeriatrisch)
      SELECT '${ORGANISATION}', 'Locatie ' || n, 'Lindelaan', n::text, '1234 AB', 'Voorbeeldstad', n % 2 = 0
      FROM generate_series(1, 50) n;
    INSERT INTO zorgdossier.teams (locatie_id, naam) SELECT id, 'Team ' || id FROM zorgdossier.locaties;
    INSERT INTO zorgdossier.medewerkers (instelling, naam, discipline)
      SELECT '${ORGANISATION}', 'Medewerker ' || n, 'Verpleegkundige' FROM generate_series(1, 500) n;`);
}

/** Fills an ECD until there are so many; one that was filled halfway is filled further. */
export async function growTo(ecd: Client, clients: number): Promise<void> {
  const there = await clientsIn(ecd);
  for (let first = there + 1; first <= clients; first += CLIENTS_AT_ONCE) {
    const last = Math.min(clients, first + CLIENTS_AT_ONCE - 1);
    await inOneStep(ecd, async () => {
      if (first === 1) await openEcd(ecd);
      for (const rows of ROWS) await ecd.query(rows, [first, last]);
    });
  }
  if (there < clients) await ecd.query('VACUUM ANALYZE');
}

async function clientsIn(ecd: Client): Promise<number> {
  const { rows } = await ecd.query<{ there: boolean }>(
    "SELECT to_regclass('zorgdossier.clienten') IS NOT NULL AS there",
  );
  if (rows[0]?.there !== true) return 0;
  const last = await ecd.query<{ last: string | null }>('SELECT max(id) AS last FROM zorgdossier.clienten');
  return Number(last.rows[0]?.last ?? 0);
}

async function inOneStep(ecd: Client, work: () => Promise<void>): Promise<void> {
  await ecd.query('BEGIN');
  await work(); // when it fails the connection ends, and the step with it
  await ecd.query('COMMIT');
}

const ROWS = [
  `INSERT INTO zorgdossier.clienten (id, instelling, roepnaam, achternaam, geboortedatum, locatie_id, team_id)
     SELECT n, '${ORGANISATION}', 'Voornaam ' || n, 'Achternaam ' || n, DATE '1935-01-01' + (n % 9000)::int,
       1 + n % 50, 1 + n % 50
     FROM generate_series($1::bigint, $2) n`,
  `INSERT INTO zorgdossier.zorgteam_leden (client_id, medewerker_id, evv)
     SELECT n, 1 + (n + k * 7) % 500, k = 0 FROM generate_series($1::bigint, $2) n, generate_series(0, 2) k`,
  `INSERT INTO zorgdossier.contactpersonen (client_id, naam, relatie, rolcode, volgorde)
     SELECT n, 'Contact ' || k, 'dochter', '01', k FROM generate_series($1::bigint, $2) n, generate_series(1, 2) k`,
  `INSERT INTO zorgdossier.zorgplannen (id, client_id, titel, status, begindatum)
     SELECT n, n, 'Zorgplan', 'ACTIEF', DATE '2026-01-01' FROM generate_series($1::bigint, $2) n`,
  `INSERT INTO zorgdossier.zorgplan_regels (id, zorgplan_id, probleem, volgorde)
     SELECT n * 2 + k, n, 'Mobiliteit', k FROM generate_series($1::bigint, $2) n, generate_series(0, 1) k`,
  `INSERT INTO zorgdossier.doelen (zorgplan_regel_id, titel)
     SELECT n * 2 + k, 'Zelfstandig lopen' FROM generate_series($1::bigint, $2) n, generate_series(0, 1) k`,
  `INSERT INTO zorgdossier.interventies (zorgplan_regel_id, omschrijving)
     SELECT n * 2 + k, 'Elke dag oefenen' FROM generate_series($1::bigint, $2) n, generate_series(0, 1) k`,
  // spread over time as they come: the reports of one client lie far apart in the table
  `INSERT INTO zorgdossier.rapportages (client_id, medewerker_id, tijdstip, soort, tekst, vertrouwelijk, verborgen)
     SELECT n, 1 + n % 500, TIMESTAMPTZ '2026-01-01' + k * interval '9 days', 'ALG',
       'Mevrouw heeft rustig geslapen en goed gegeten. ' || k, false, false
     FROM generate_series(1, ${REPORTS}) k, generate_series($1::bigint, $2) n`,
  `INSERT INTO zorgdossier.agenda_afspraken (client_id, titel, begin_tijd, status, vertrouwelijk)
     SELECT n, 'Fysiotherapie', TIMESTAMPTZ '2026-05-01' + k * interval '7 days', 'GEPLAND', false
     FROM generate_series(1, 3) k, generate_series($1::bigint, $2) n`,
];
