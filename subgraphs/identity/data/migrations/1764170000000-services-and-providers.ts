import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two other ways in: reporting tools with keys of their own, and people by their organisation's own provider. */
export class ServicesAndProviders1764170000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...SERVICES, ...PROVIDERS, ...GRANTS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE session DROP provider_organisation, DROP provider_audience');
    await runner.query(`DROP TABLE ${[...TABLES].reverse().join(', ')}`);
  }
}

const TABLES = ['service_account', 'service_account_key', 'service_session', 'provider_sign_in', 'provider_identity'];

const SERVICES = [
  `CREATE TABLE service_account (
    id uuid PRIMARY KEY,
    organisation text NOT NULL,
    name text NOT NULL,
    scopes text[] NOT NULL CHECK (scopes <> '{}' AND scopes <@ ARRAY['AUDITOR', 'REPORTER']),
    created_at timestamptz NOT NULL,
    ended_at timestamptz
  )`,
  'CREATE INDEX service_account_organisation ON service_account (organisation, created_at, id)',
  `CREATE TABLE service_account_key (
    account_id uuid NOT NULL REFERENCES service_account,
    kid text NOT NULL,
    algorithm text NOT NULL CHECK (algorithm IN ('EdDSA', 'ES256', 'PS256')),
    jwk jsonb NOT NULL CHECK (NOT jwk ?| ARRAY['d', 'k', 'p', 'q']),
    thumbprint text NOT NULL,
    registered_at timestamptz NOT NULL,
    retired_at timestamptz,
    PRIMARY KEY (account_id, kid),
    UNIQUE (account_id, thumbprint)
  )`,
  `CREATE TABLE service_session (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    kid text NOT NULL,
    scopes text[] NOT NULL CHECK (scopes <> '{}' AND scopes <@ ARRAY['AUDITOR', 'REPORTER']),
    issued_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL CHECK (expires_at > issued_at),
    FOREIGN KEY (account_id, kid) REFERENCES service_account_key
  )`,
];

const PROVIDERS = [
  `CREATE TABLE provider_sign_in (
    id uuid PRIMARY KEY,
    organisation text NOT NULL,
    audience text NOT NULL CHECK (audience IN ('USERS', 'STAFF')),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
  )`,
  `CREATE TABLE provider_identity (
    issuer text NOT NULL,
    subject text NOT NULL,
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (issuer, subject),
    UNIQUE (account_id, issuer)
  )`,
  // what a provider says of someone holds for the organisation whose provider it is, and for nobody else's dossiers
  `ALTER TABLE session
    ADD provider_organisation text, ADD provider_audience text CHECK (provider_audience IN ('USERS', 'STAFF')),
    ADD CHECK ((provider_organisation IS NULL) = (provider_audience IS NULL))`,
];

const GRANTS = [
  `GRANT SELECT, INSERT, UPDATE ON ${TABLES.join(', ')} TO inzage_identity`,
  // what has run out is removed
  'GRANT DELETE ON service_session, provider_sign_in TO inzage_identity',
];
