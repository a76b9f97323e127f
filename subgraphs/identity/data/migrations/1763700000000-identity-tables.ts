import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of identity. Organisations are policy files, so an organisation is only its id here. */
export class IdentityTables1763700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...PEOPLE, ...RELATIONS, ...SESSIONS, ...GRANTS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${[...TABLES].reverse().join(', ')}`);
  }
}

const TABLES = [
  'account',
  'client',
  'relation',
  'staff_assignment',
  'terms_acceptance',
  'session',
  'refresh_token',
  'sign_in_challenge',
];

const PEOPLE = [
  // V28: these data of a person and nothing more
  `CREATE TABLE account (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    email text NOT NULL UNIQUE CHECK (email = lower(email)),
    mobile_number text NOT NULL CHECK (mobile_number ~ '^[+][1-9][0-9]{6,14}$'),
    password_hash text NOT NULL,
    given_name text,
    family_name text,
    name_text text NOT NULL,
    language text NOT NULL DEFAULT 'nl' CHECK (language IN ('nl', 'en')),
    created_at timestamptz NOT NULL DEFAULT now(),
    locked_at timestamptz,
    locked_reason text,
    ended_at timestamptz,
    ended_reason text,
    CHECK ((locked_at IS NULL) = (locked_reason IS NULL)),
    CHECK ((ended_at IS NULL) = (ended_reason IS NULL))
  )`,
  `CREATE TABLE client (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    organisation text NOT NULL,
    ecd_client_id text NOT NULL,
    bsn_hash bytea CHECK (length(bsn_hash) = 32),
    departed_on date,
    died_on date,
    UNIQUE (organisation, ecd_client_id)
  )`,
  `CREATE TABLE staff_assignment (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    account_id uuid NOT NULL REFERENCES account,
    organisation text NOT NULL,
    role text NOT NULL CHECK (role IN ('ADMINISTRATOR', 'MEDIATOR', 'AUDITOR', 'REPORTER')),
    valid_from timestamptz NOT NULL DEFAULT now(),
    valid_until timestamptz
  )`,
  'CREATE INDEX staff_assignment_account ON staff_assignment (account_id)',
  // V1, R3: which version of the terms binds whom since when
  `CREATE TABLE terms_acceptance (
    account_id uuid NOT NULL REFERENCES account,
    organisation text NOT NULL,
    version text NOT NULL,
    accepted_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, organisation, version)
  )`,
];

const RELATIONS = [
  `CREATE TABLE relation (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    account_id uuid NOT NULL REFERENCES account,
    client_id uuid NOT NULL REFERENCES client,
    role text NOT NULL CHECK (role IN ('CLIENT', 'REPRESENTATIVE', 'CONTACT')),
    legal_basis text NOT NULL,
    evidence text NOT NULL,
    acts_for_client boolean NOT NULL DEFAULT false CHECK (role = 'REPRESENTATIVE' OR NOT acts_for_client),
    related_person text,
    sections text[] NOT NULL DEFAULT '{}' CHECK (role = 'CONTACT' OR sections = '{}'),
    valid_from timestamptz NOT NULL DEFAULT now(),
    valid_until timestamptz CHECK (valid_until > valid_from),
    ended_at timestamptz,
    ended_reason text CHECK (ended_reason IN ('WITHDRAWN_BY_HOLDER', 'WITHDRAWN_BY_CLIENT', 'ENDED_BY_ORGANISATION')),
    bsn_confirmed_at timestamptz,
    bsn_tries integer NOT NULL DEFAULT 0 CHECK (bsn_tries BETWEEN 0 AND 3),
    version integer NOT NULL DEFAULT 1,
    CHECK ((ended_at IS NULL) = (ended_reason IS NULL)),
    CHECK (CASE role
      WHEN 'CLIENT' THEN legal_basis = 'SELF'
      WHEN 'CONTACT' THEN legal_basis = 'DESIGNATION'
      ELSE legal_basis IN ('CURATORSHIP', 'MENTORSHIP', 'WRITTEN_PROXY', 'PARTNER', 'FAMILY')
    END)
  )`,
  'CREATE UNIQUE INDEX relation_active ON relation (account_id, client_id) WHERE ended_at IS NULL',
  'CREATE INDEX relation_account ON relation (account_id)',
  'CREATE INDEX relation_client ON relation (client_id)',
];

const SESSIONS = [
  `CREATE TABLE session (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account,
    created_at timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz,
    ended_reason text CHECK (ended_reason IN ('SIGNED_OUT', 'REFRESH_REUSED', 'ACCESS_ENDED')),
    CHECK ((ended_at IS NULL) = (ended_reason IS NULL))
  )`,
  'CREATE INDEX session_account ON session (account_id, created_at)',
  `CREATE TABLE refresh_token (
    hash bytea PRIMARY KEY CHECK (length(hash) = 32),
    session_id uuid NOT NULL REFERENCES session,
    issued_at timestamptz NOT NULL,
    used_at timestamptz
  )`,
  'CREATE INDEX refresh_token_session ON refresh_token (session_id)',
  `CREATE TABLE sign_in_challenge (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account,
    code_hash bytea NOT NULL CHECK (length(code_hash) = 32),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    tries integer NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 5),
    sends integer NOT NULL DEFAULT 1,
    last_sent_at timestamptz NOT NULL,
    used_at timestamptz,
    address text NOT NULL
  )`,
  'CREATE INDEX sign_in_challenge_account ON sign_in_challenge (account_id)',
];

/** The program adds and changes rows; it deletes none. */
const GRANTS = [`GRANT SELECT, INSERT, UPDATE ON ${TABLES.join(', ')} TO inzage_identity`];
