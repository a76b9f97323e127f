import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reporting tools with keys of their own. */
export class ServicesAndProviders1764170000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...SERVICES, ...GRANTS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${[...TABLES].reverse().join(', ')}`);
  }
}

const TABLES = ['service_account', 'service_account_key', 'service_session'];

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

const GRANTS = [`GRANT SELECT, INSERT, UPDATE ON ${TABLES.join(', ')} TO inzage_identity`];
