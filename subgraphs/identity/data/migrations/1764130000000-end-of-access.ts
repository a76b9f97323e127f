import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How access ends: terms are announced, what ends is told in time, and an account goes with all that hangs on it. */
export class EndOfAccess1764130000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TERMS, ...EXTRA_ACCESS, ...DELETION, ...GRANTS]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('what was deleted does not come back: restore a backup');
  }
}

const TERMS = [
  `ALTER TABLE terms_acceptance
    ADD method text NOT NULL DEFAULT 'PORTAL' CHECK (method IN ('PORTAL', 'SIGNED_FORM'))`,
  'CREATE INDEX terms_acceptance_list ON terms_acceptance (organisation, version, accepted_at DESC, account_id DESC)',
  // V3, R33: who was told of which version, so that nobody is told twice
  `CREATE TABLE terms_announcement (
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    organisation text NOT NULL,
    version text NOT NULL,
    announced_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, organisation, version)
  )`,
];

/** R16: of which end the holder was told. */
const EXTRA_ACCESS = [
  'ALTER TABLE relation ADD end_told_for timestamptz',
  'CREATE INDEX relation_extra_end ON relation (valid_until) WHERE extra_reason IS NOT NULL AND ended_at IS NULL',
];

/** R18: what hangs on an account goes with it. */
const HANGS_ON: [table: string, column: string, on: string][] = [
  ['relation', 'account_id', 'account'],
  ['staff_assignment', 'account_id', 'account'],
  ['terms_acceptance', 'account_id', 'account'],
  ['session', 'account_id', 'account'],
  ['sign_in_challenge', 'account_id', 'account'],
  ['one_time_link', 'account_id', 'account'],
  ['refresh_token', 'session_id', 'session'],
  ['sign_in_challenge', 'link_hash', 'one_time_link'],
];

const DELETION = [
  ...HANGS_ON.map(
    ([table, column, on]) =>
      `ALTER TABLE ${table} DROP CONSTRAINT ${table}_${column}_fkey,
        ADD CONSTRAINT ${table}_${column}_fkey FOREIGN KEY (${column}) REFERENCES ${on} ON DELETE CASCADE`,
  ),
  // so that a link can be removed without a look at every challenge
  'CREATE INDEX sign_in_challenge_link ON sign_in_challenge (link_hash) WHERE link_hash IS NOT NULL',
  'CREATE INDEX message_account ON message (account_id) WHERE account_id IS NOT NULL',
  `CREATE INDEX client_after_care ON client (organisation, id) WHERE departed_on IS NOT NULL OR died_on IS NOT NULL`,
  // whose name the log has yet to forget
  'CREATE TABLE forgetting (account_id uuid PRIMARY KEY, since timestamptz NOT NULL)',
];

const GRANTS = [
  'GRANT SELECT, INSERT, DELETE ON terms_announcement, forgetting TO inzage_identity',
  `GRANT DELETE ON account, relation, terms_acceptance, session, refresh_token, sign_in_challenge, one_time_link,
    message, registration TO inzage_identity`,
];
