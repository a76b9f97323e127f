import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The log, to which the working role can only add, and apart from it the names of persons, which can be forgotten. */
export class AuditTables1763800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...INDICES, ...GRANTS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_event, audit_person');
  }
}

const TABLES = [
  `CREATE TABLE audit_event (
    sequence     bigint PRIMARY KEY CHECK (sequence > 0),
    id           uuid NOT NULL UNIQUE,
    recorded_at  timestamptz NOT NULL,
    occurred_at  timestamptz NOT NULL,
    kind         text NOT NULL,
    action       text NOT NULL CHECK (action IN ('C', 'R', 'U', 'D', 'E')),
    outcome      text NOT NULL CHECK (outcome IN ('OK', 'REFUSED', 'ERROR')),
    reason       text,
    organisation text,
    account      text,
    role         text,
    relation     text,
    session      text,
    client       text,
    categories   text[] NOT NULL,
    search       jsonb,
    purpose      text NOT NULL,
    policy       text NOT NULL,
    source       text NOT NULL,
    address      text,
    trace        text NOT NULL
  )`,
  `CREATE TABLE audit_person (
    account text PRIMARY KEY,
    name    text NOT NULL
  )`,
];

const INDICES = [
  'CREATE INDEX audit_event_client ON audit_event (client, occurred_at, sequence) WHERE client IS NOT NULL',
  'CREATE INDEX audit_event_organisation ON audit_event (organisation, occurred_at, sequence)',
  'CREATE INDEX audit_event_account ON audit_event (account, occurred_at, sequence) WHERE account IS NOT NULL',
  `CREATE INDEX audit_event_sign_in ON audit_event (organisation, occurred_at)
    WHERE kind = 'SIGN_IN' AND outcome = 'OK'`,
];

const GRANTS = [
  'GRANT SELECT, INSERT ON audit_event TO inzage_audit',
  'GRANT SELECT, INSERT, UPDATE, DELETE ON audit_person TO inzage_audit',
];
