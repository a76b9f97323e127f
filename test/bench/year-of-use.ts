/** A log of a year, written by the database itself: one large organisation and many small ones, in hundreds of rooms. */
import type { Client } from 'pg';

export const YEAR = 2025;
export const LARGE = 'vivium';
export const ACCOUNTS = 5_000;
const COMMIT = 256;
const ROWS_AT_ONCE = 100_000;

/** Half of it is of the large organisation; in order of time, as it would have been recorded. */
export async function writeYear(client: Client, organisations: readonly string[], records: number): Promise<void> {
  for (const organisation of organisations) {
    for (let month = 0; month <= 12; month += 1) {
      await client.query('SELECT audit_make_room($1, $2)', [organisation, new Date(Date.UTC(YEAR, month, 2))]);
    }
  }
  for (let from = 1; from <= records; from += ROWS_AT_ONCE) {
    const until = Math.min(records, from + ROWS_AT_ONCE - 1);
    await client.query(RECORDS, [from, until, records, YEAR, organisations, LARGE, ACCOUNTS]);
  }
  await client.query(BATCHES, [records, COMMIT]);
  await client.query('ANALYZE');
}

const RECORDS = `
  INSERT INTO audit_event (sequence, id, recorded_at, occurred_at, kind, action, outcome, reason, organisation, account,
    pseudonym, role, client, categories, purpose, policy, source, address, trace, salt)
  SELECT n, gen_random_uuid(), moment + interval '20 milliseconds', moment, kind,
    CASE kind WHEN 'SIGN_IN' THEN 'E' ELSE 'R' END,
    CASE WHEN refused THEN 'REFUSED' ELSE 'OK' END, CASE WHEN refused THEN 'SECTION_NOT_OFFERED' END, organisation,
    'account-' || who, left(md5(organisation || who), 16), (ARRAY['CLIENT', 'REPRESENTATIVE', 'CONTACT'])[1 + who % 3],
    CASE kind WHEN 'SIGN_IN' THEN NULL ELSE gen_random_uuid() END,
    CASE kind WHEN 'SIGN_IN' THEN '{}'::text[]
      ELSE (ARRAY['REPORTS', 'CARE_PLAN', 'APPOINTMENTS', 'LIFE_STORY'])[1 + n % 4 : 2 + n % 4] END,
    'PATRQT', 'access-matrix/1', 'dossier', '192.0.2.' || who % 250, md5(n::text), ''
  FROM (
    SELECT n, make_timestamptz($4::int, 1, 1, 0, 0, 0, 'UTC') + n * (interval '364 days' / $3::int) AS moment,
      CASE WHEN n % 5 = 0 THEN 'SIGN_IN' ELSE 'DOSSIER_READ' END AS kind, n % 11 = 0 AS refused,
      CASE WHEN n % 2 = 0 THEN $6 ELSE ($5::text[])[1 + n / 2 % cardinality($5::text[])] END AS organisation,
      (random() * random() * $7::int)::int AS who
    FROM generate_series($1::int, $2::int) AS n
  ) AS made`;

/** Leaves of nothing: nobody proves anything here. */
const BATCHES = `
  INSERT INTO audit_batch (last, first, recorded_at, leaves)
  SELECT max(sequence), min(sequence), max(recorded_at), decode(repeat('00', 32 * count(*)::int), 'hex')
  FROM audit_event WHERE sequence <= $1 GROUP BY (sequence - 1) / $2::int`;
