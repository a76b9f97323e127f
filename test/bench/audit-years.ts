/**
 * Years of a log, written by SQL: much looking into dossiers, some signing in, now and then a refusal or the work of
 * staff, of five organisations that are not alike in size. Valid in shape; of no record is there a hash.
 */
import type { Client } from 'pg';

export const MONTHS = 62;
/** The last of the months. */
export const LATEST = '2026-10';
const ORGANISATIONS = ['vivium', 'rozelaar', 'bench-3', 'bench-4', 'bench-5'];

/** A client of `vivium`, and an account there. */
export const A_CLIENT = "md5('client' || 4210)::uuid::text";
export const AN_ACCOUNT = "md5('account' || 4210)::uuid::text";

/** Unless they are there. The indexes are made when all is written, which takes a third of the time. */
export async function writeYears(owner: Client, records: number): Promise<void> {
  const { rows: known } = await owner.query<{ last: string }>('SELECT last FROM audit_batch');
  if (known[0] !== undefined) {
    expectRecords(Number(known[0].last), records);
    return;
  }
  const { rows: indexes } = await owner.query<{ name: string; definition: string }>(INDEXES);
  await owner.query(`DROP INDEX ${indexes.map(({ name }) => name).join()}`);
  const each = Math.ceil(records / MONTHS);
  for (let month = 0; month < MONTHS; month += 1) {
    const { rows } = await owner.query<{ start: Date }>(START, [`${LATEST}-01`, MONTHS - 1 - month]);
    for (const organisation of ORGANISATIONS) {
      await owner.query('SELECT audit_make_room($1, $2)', [organisation, rows[0]?.start]);
    }
    await owner.query(FILL, [month * each, each, rows[0]?.start]);
  }
  for (const { definition } of indexes) await owner.query(definition.replace(' ON ONLY ', ' ON '));
  await owner.query(CLIENT_ROOMS);
  await owner.query('VACUUM ANALYZE audit_event, audit_client_room');
  await owner.query(WRITTEN, [records, '']);
}

function expectRecords(there: number, asked: number): void {
  if (there !== asked) throw new Error(`the log in that folder has ${there} records: ask for so many, or name another`);
}

const INDEXES = `
  SELECT indexname AS name, indexdef AS definition FROM pg_indexes
  WHERE schemaname = 'public' AND tablename = 'audit_event'`;

/** A log that says how long it is was written to its end. */
const WRITTEN = `
  INSERT INTO audit_batch (last, first, recorded_at, leaves) SELECT $1::bigint, $1::bigint, now(), sha256($2)`;

const START = "SELECT ($1::date - make_interval(months => $2::int)) AT TIME ZONE 'UTC' AS start";

const CLIENT_ROOMS = `
  INSERT INTO audit_client_room (client, organisation, month)
  SELECT DISTINCT client, organisation, date_trunc('month', occurred_at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
  FROM audit_event WHERE client IS NOT NULL`;

/** Half of it is of the first organisation; a client has two persons who look, each with a relation. */
const FILL = `
  INSERT INTO audit_event (sequence, id, recorded_at, occurred_at, kind, action, outcome, reason, organisation, account,
    pseudonym, sealed_name, role, relation, session, client, categories, purpose, policy, source, address, trace, salt)
  SELECT n, gen_random_uuid(), moment, moment, kind, CASE kind WHEN 'DOSSIER_READ' THEN 'R' ELSE 'E' END,
    CASE WHEN refused THEN 'REFUSED' ELSE 'OK' END, CASE WHEN refused THEN 'ACCESS_REFUSED' END,
    CASE WHEN person < 10000 THEN 'vivium' WHEN person < 15000 THEN 'rozelaar' ELSE 'bench-' || 3 + person % 3 END,
    md5('account' || person)::uuid::text, left(md5(person::text), 16), repeat('x', 72),
    CASE WHEN kind IN ('LOG_READ', 'ACCOUNT_CHANGED') THEN 'AUDITOR'
      ELSE (ARRAY['CLIENT', 'REPRESENTATIVE', 'CONTACT'])[1 + person % 3] END,
    CASE WHEN kind = 'DOSSIER_READ' THEN md5('relation' || person)::uuid::text END,
    md5('session' || n / 7)::uuid::text,
    CASE WHEN kind NOT IN ('SIGN_IN', 'SIGN_OUT') THEN md5('client' || person / 2 * 2)::uuid::text END,
    CASE kind WHEN 'DOSSIER_READ' THEN ARRAY['REPORTS', 'CARE_PLAN'] ELSE '{}' END,
    'PATRQT', 'access-matrix/1', 'dossier', '192.0.2.7', md5(n::text), 'AAECAwQFBgcICQoLDA0ODw=='
  FROM (
    SELECT n, $3::timestamptz + (n - $1::bigint) * interval '27.9 days' / $2::bigint AS moment,
      floor(20000 * random())::int AS person, random() < 0.01 AS refused,
      CASE WHEN n % 10000 = 17 THEN 'ACCOUNT_CHANGED' WHEN n % 1000 = 3 THEN 'LOG_READ' WHEN n % 25 = 1 THEN 'SIGN_IN'
        WHEN n % 50 = 2 THEN 'SIGN_OUT' WHEN n % 40 = 7 THEN 'THREAD_READ' ELSE 'DOSSIER_READ' END AS kind
    FROM generate_series($1::bigint + 1, $1::bigint + $2::bigint) AS n
  ) AS looks`;
