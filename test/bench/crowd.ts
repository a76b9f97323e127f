/** A large organisation and a small one beside it, written by SQL: made-up people with common Dutch names. */
import type { Client } from 'pg';

export const MANY = 100_000;
export const FEW = 200;

/** Triggers keep the directory one row at a time; for a crowd it is written at once, to the same effect. */
const TRIGGERED = ['relation', 'staff_assignment', 'account'];

const PEOPLE = `
  INSERT INTO account (id, email, mobile_number, password_hash, activated_at, given_name, family_name, name_text,
    locked_at, locked_reason)
  SELECT id, 'gebruiker' || n || '@' || $1 || '.example', '+316' || lpad((10000000 + n)::text, 8, '0'),
    CASE WHEN n % 1000 <> 1 THEN 'none' END, CASE WHEN n % 1000 <> 1 THEN now() END,
    given, family, given || ' ' || family, CASE WHEN n % 2000 = 2 THEN now() END, CASE WHEN n % 2000 = 2 THEN 'bench' END
  FROM (
    SELECT n, md5($1 || n)::uuid AS id,
      (ARRAY['Anna','Bram','Cor','Dirk','Eva','Fatima','Gerrit','Henk','Ida','Jan'])[1 + n % 10] AS given,
      (ARRAY['de Vries','Jansen','van den Berg','Bakker','Visser','Smit','Meijer','de Boer','Mulder','Bos'])[1 + n / 10 % 10]
        || ' ' || chr(65 + n / 100 % 26) || (n / 2600) AS family
    FROM generate_series(1, $2::int) AS n
  ) AS people`;

const CLIENTS = `
  INSERT INTO client (id, organisation, ecd_client_id, departed_on)
  SELECT md5('client' || $1 || n)::uuid, $1, 'C-' || lpad(n::text, 7, '0'), CASE WHEN n % 500 = 0 THEN '2020-01-01'::date END
  FROM generate_series(1, $2::int) AS n`;

/** Of each hundred clients one has nobody. */
const RELATIONS = `
  INSERT INTO relation (account_id, client_id, role, legal_basis, evidence)
  SELECT md5($1 || n)::uuid, md5('client' || $1 || n)::uuid,
    CASE n % 3 WHEN 0 THEN 'CLIENT' WHEN 1 THEN 'REPRESENTATIVE' ELSE 'CONTACT' END,
    CASE n % 3 WHEN 0 THEN 'SELF' WHEN 1 THEN 'MENTORSHIP' ELSE 'DESIGNATION' END, 'bench'
  FROM generate_series(1, $2::int) AS n WHERE n % 100 <> 0`;

const STAFF = `
  INSERT INTO staff_assignment (account_id, organisation, role)
  SELECT md5($1 || n)::uuid, $1, CASE n % 10000 WHEN 0 THEN 'ADMINISTRATOR' ELSE 'MEDIATOR' END
  FROM generate_series(1, $2::int) AS n WHERE n % 100 = 0`;

const REST = [
  `INSERT INTO incapacity (client_id, subject, valid_from, evidence)
    SELECT id, 'DOSSIER_ACCESS', now() - interval '1 day', 'bench' FROM client WHERE right(ecd_client_id, 3) = '123'`,
  `INSERT INTO session (id, account_id, created_at, last_used_at, expires_at, authentication)
    SELECT gen_random_uuid(), id, now(), now(), now(), 'PASSWORD_SMS' FROM account`,
  `INSERT INTO portal_user (organisation, account_id, sort_name, words)
    SELECT organisation, id, plain(coalesce(family_name, name_text)), words_within(organisation, name_text || ' ' || email)
    FROM account JOIN (
      SELECT organisation, account_id FROM staff_assignment
      UNION SELECT organisation, account_id FROM relation JOIN client ON client.id = client_id
    ) AS known ON known.account_id = account.id`,
  'ANALYZE',
];

export async function writeCrowd(owner: Client): Promise<void> {
  for (const table of TRIGGERED) await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  for (const [organisation, people] of [
    ['vivium', MANY],
    ['rozelaar', FEW],
  ]) {
    for (const statement of [PEOPLE, CLIENTS, RELATIONS, STAFF]) await owner.query(statement, [organisation, people]);
  }
  for (const statement of REST) await owner.query(statement);
  for (const table of TRIGGERED) await owner.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
}
