import type { MigrationInterface, QueryRunner } from 'typeorm';

/** New mobile numbers that wait for their code, and sessions that end because the administration changed an account. */
export class ContactDetails1764190000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    // a wider check on why sessions ended stays: there may be such by now
    await runner.query('DROP TABLE number_challenge');
  }
}

const UP = [
  `CREATE TABLE number_challenge (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    mobile_number text NOT NULL CHECK (mobile_number ~ '^[+][1-9][0-9]{6,14}$'),
    code_hash bytea NOT NULL CHECK (length(code_hash) = 32),
    expires_at timestamptz NOT NULL,
    tries integer NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 5),
    used_at timestamptz
  )`,
  'CREATE INDEX number_challenge_account ON number_challenge (account_id)',
  'GRANT SELECT, INSERT, UPDATE, DELETE ON number_challenge TO inzage_identity',
  'ALTER TABLE session DROP CONSTRAINT session_ended_reason_check',
  `ALTER TABLE session ADD CONSTRAINT session_ended_reason_check CHECK (ended_reason IN
    ('SIGNED_OUT', 'REFRESH_REUSED', 'ACCESS_ENDED', 'PASSWORD_CHANGED', 'ACCOUNT_CHANGED', 'COMPROMISED', 'LOCKED'))`,
];
