import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The lists of the client administration: who has to do with which organisation, to be searched and read in order. */
export class PortalUsers1764140000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...WORDS, ...DIRECTORY, ...ENLISTING, ...CLIENTS, ...LOCKS, ...GRANTS]) {
      await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

/** Their bodies are bound to what they name as they are made: an index is built, and restored, with no search path. */
const WORDS = [
  // an accent is no difference; stripped before lower(), which in some locales knows plain letters only
  `CREATE FUNCTION plain(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN lower(regexp_replace(normalize($1, NFD), '[\\u0300-\\u036f]', '', 'g'))`,
  `CREATE FUNCTION plain_words(text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN array_remove(regexp_split_to_array(plain($1), '[^[:alnum:]]+'), '')`,
  // each word with its organisation before it: a search reads the words of one organisation and of no other
  `CREATE FUNCTION words_within(organisation text, words text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN array_to_tsvector(ARRAY(SELECT DISTINCT $1 || ':' || word FROM unnest(plain_words($2)) AS word))`,
  // words that begin like these; null when none is left
  `CREATE FUNCTION search_within(organisation text, words text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (SELECT string_agg(quote_literal($1 || ':' || word) || ':*', ' & ')::tsquery
      FROM unnest(plain_words($2)) AS word)`,
];

const DIRECTORY = [
  `CREATE TABLE portal_user (
    organisation text NOT NULL,
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    sort_name text COLLATE "C" NOT NULL,
    words tsvector NOT NULL,
    PRIMARY KEY (organisation, account_id)
  )`,
  'CREATE INDEX portal_user_name ON portal_user (organisation, sort_name, account_id)',
  'CREATE INDEX portal_user_words ON portal_user USING gin (words)',
  'CREATE INDEX portal_user_account ON portal_user (account_id)',
];

/** Kept by the database itself, so that no program can forget to. */
const ENLISTING = [
  `CREATE FUNCTION enlist(organisation text, account uuid) RETURNS void LANGUAGE sql AS $$
    INSERT INTO portal_user (organisation, account_id, sort_name, words)
      SELECT $1, id, plain(coalesce(family_name, name_text)), words_within($1, name_text || ' ' || email)
      FROM account WHERE id = $2
    ON CONFLICT (organisation, account_id) DO UPDATE SET sort_name = excluded.sort_name, words = excluded.words
  $$`,
  `CREATE FUNCTION strike(organisation text, account uuid) RETURNS void LANGUAGE sql AS $$
    DELETE FROM portal_user WHERE portal_user.organisation = $1 AND account_id = $2
      AND NOT EXISTS (SELECT FROM staff_assignment s WHERE s.account_id = $2 AND s.organisation = $1)
      AND NOT EXISTS (SELECT FROM relation r JOIN client c ON c.id = r.client_id
        WHERE r.account_id = $2 AND c.organisation = $1)
  $$`,
  `CREATE FUNCTION enlist_by_relation() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'INSERT' THEN
      PERFORM enlist(client.organisation, NEW.account_id) FROM client WHERE id = NEW.client_id;
    ELSE
      PERFORM strike(client.organisation, OLD.account_id) FROM client WHERE id = OLD.client_id;
    END IF;
    RETURN NULL;
  END $$`,
  `CREATE FUNCTION enlist_by_staff_assignment() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'INSERT' THEN PERFORM enlist(NEW.organisation, NEW.account_id);
    ELSE PERFORM strike(OLD.organisation, OLD.account_id); END IF;
    RETURN NULL;
  END $$`,
  `CREATE FUNCTION enlist_again() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM enlist(organisation, NEW.id) FROM portal_user WHERE account_id = NEW.id;
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER portal_user_of_relation AFTER INSERT OR DELETE ON relation
    FOR EACH ROW EXECUTE FUNCTION enlist_by_relation()`,
  `CREATE TRIGGER portal_user_of_staff AFTER INSERT OR DELETE ON staff_assignment
    FOR EACH ROW EXECUTE FUNCTION enlist_by_staff_assignment()`,
  `CREATE TRIGGER portal_user_of_account AFTER UPDATE OF family_name, name_text, email ON account
    FOR EACH ROW EXECUTE FUNCTION enlist_again()`,
  `SELECT enlist(organisation, account_id) FROM (
    SELECT organisation, account_id FROM staff_assignment
    UNION SELECT organisation, account_id FROM relation JOIN client ON client.id = client_id
  ) AS known`,
];

const CLIENTS = ['CREATE INDEX client_register ON client (organisation, ecd_client_id COLLATE "C", id)'];

const LOCKS = [
  // null: the system did (R29)
  `ALTER TABLE account ADD locked_by_organisation text,
    ADD CHECK (locked_by_organisation IS NULL OR locked_at IS NOT NULL)`,
  'CREATE INDEX account_blocked ON account (id) WHERE locked_at IS NOT NULL OR ended_at IS NOT NULL',
  'CREATE INDEX relation_over ON relation (account_id) WHERE ended_at IS NOT NULL OR valid_until IS NOT NULL',
  'CREATE INDEX account_invited ON account (id) WHERE activated_at IS NULL',
  'CREATE INDEX staff_assignment_role ON staff_assignment (organisation, role)',
  // a role is held once
  `CREATE UNIQUE INDEX staff_assignment_open ON staff_assignment (account_id, organisation, role)
    WHERE valid_until IS NULL`,
];

const GRANTS = ['GRANT SELECT, INSERT, UPDATE, DELETE ON portal_user TO inzage_identity'];

const DOWN = [
  'DROP TRIGGER portal_user_of_account ON account',
  'DROP TRIGGER portal_user_of_staff ON staff_assignment',
  'DROP TRIGGER portal_user_of_relation ON relation',
  'DROP FUNCTION enlist_again, enlist_by_staff_assignment, enlist_by_relation, strike, enlist',
  'DROP TABLE portal_user',
  'DROP FUNCTION search_within, words_within, plain_words, plain',
  'DROP INDEX client_register, relation_over, account_blocked, account_invited, staff_assignment_role, staff_assignment_open',
  'ALTER TABLE account DROP locked_by_organisation',
];
