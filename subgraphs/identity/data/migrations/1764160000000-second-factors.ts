import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a session was signed in to, and second factors beside the SMS code. */
export class SecondFactors1764160000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...SESSIONS, ...FACTORS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE second_factor');
    await runner.query('ALTER TABLE session DROP authentication');
  }
}

const SESSIONS = [
  // all that there are began with an SMS code
  `ALTER TABLE session ADD authentication text NOT NULL DEFAULT 'PASSWORD_SMS' CHECK (authentication IN
    ('PASSWORD_SMS', 'PASSWORD_TOTP', 'PASSWORD_PASSKEY', 'OIDC', 'SIGNED_ASSERTION'))`,
  'ALTER TABLE session ALTER authentication DROP DEFAULT',
];

const FACTORS = [
  `CREATE TABLE second_factor (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('TOTP', 'PASSKEY')),
    name text NOT NULL,
    created_at timestamptz NOT NULL,
    confirmed_at timestamptz,
    last_used_at timestamptz,
    secret bytea,
    last_step integer,
    rp_id text,
    credential_id text UNIQUE,
    public_key bytea,
    counter bigint NOT NULL DEFAULT 0 CHECK (counter BETWEEN 0 AND 4294967295),
    transports text[] NOT NULL DEFAULT '{}',
    CHECK ((kind = 'TOTP') = (secret IS NOT NULL)),
    CHECK ((kind = 'PASSKEY') = (rp_id IS NOT NULL)),
    CHECK ((kind = 'PASSKEY' AND confirmed_at IS NOT NULL) = (credential_id IS NOT NULL)),
    CHECK ((credential_id IS NULL) = (public_key IS NULL))
  )`,
  'CREATE INDEX second_factor_account ON second_factor (account_id)',
  // what waits to be confirmed is one of a kind: whoever begins anew lets go of what was begun before
  'CREATE UNIQUE INDEX second_factor_pending ON second_factor (account_id, kind) WHERE confirmed_at IS NULL',
  // a key that opens nothing any more is not kept
  'GRANT SELECT, INSERT, UPDATE, DELETE ON second_factor TO inzage_identity',
];
