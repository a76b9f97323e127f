import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Devices that signed in before, and recoveries that were asked for. */
export class Credentials1764150000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...GRANTS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE known_device, recovery_request');
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
  // of known and unknown addresses alike, until it is seen to
  `CREATE TABLE recovery_request (
    id uuid PRIMARY KEY,
    email text NOT NULL,
    created_at timestamptz NOT NULL
  )`,
  'CREATE INDEX recovery_request_oldest ON recovery_request (created_at, id)',
];

const GRANTS = [
  'GRANT SELECT, INSERT, DELETE ON known_device TO inzage_identity',
  'GRANT SELECT, INSERT, UPDATE, DELETE ON recovery_request TO inzage_identity',
];
