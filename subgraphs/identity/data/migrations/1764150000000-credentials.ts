import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Devices that signed in before, changes of mobile number that wait for their code, and recoveries that were asked for. */
export class Credentials1764150000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...SESSIONS, ...GRANTS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE known_device, number_change, recovery_request');
  }
}

const TABLES = [
  `CREATE TABLE known_device (
    hash bytea PRIMARY KEY CHECK (length(hash) = 32),
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
  )`,
  'CREATE INDEX known_device_account ON known_device (account_id, created_at)',
  `CREATE TABLE number_change (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    mobile_number text NOT NULL CHECK (mobile_number ~ '^[+][1-9][0-9]{6,14}$'),
    code_hash bytea NOT NULL CHECK (length(code_hash) = 32),
    expires_at timestamptz NOT NULL,
    tries integer NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 5),
    used_at timestamptz
  )`,
  'CREATE INDEX number_change_account ON number_change (account_id)',
  // of known and unknown addresses alike, until it is seen to
  `CREATE TABLE recovery_request (
    id uuid PRIMARY KEY,
    email text NOT NULL,
    created_at timestamptz NOT NULL
  )`,
  'CREATE INDEX recovery_request_oldest ON recovery_request (created_at, id)',
];

const SESSIONS = [
  'ALTER TABLE session DROP CONSTRAINT session_ended_reason_check',
  `ALTER TABLE session ADD CONSTRAINT session_ended_reason_check CHECK (ended_reason IN
    ('SIGNED_OUT', 'REFRESH_REUSED', 'ACCESS_ENDED', 'PASSWORD_CHANGED', 'ACCOUNT_CHANGED', 'COMPROMISED', 'LOCKED'))`,
];

const GRANTS = [
  'GRANT SELECT, INSERT, DELETE ON known_device TO inzage_identity',
  'GRANT SELECT, INSERT, UPDATE, DELETE ON number_change, recovery_request TO inzage_identity',
];
