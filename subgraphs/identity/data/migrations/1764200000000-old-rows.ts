import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is looked for each minute to be removed is found without a look at everything that is kept. */
export class OldRows1764200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...SESSIONS, ...INDICES]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX refresh_token_age, sign_in_challenge_age, provider_sign_in_age');
    await runner.query('DROP INDEX known_device_age, message_sent, message_given_up');
    await runner.query('ALTER TABLE session DROP superseded');
  }
}

const SESSIONS = [
  // not one of the last two sign-ins of its account, which stay
  'ALTER TABLE session ADD superseded boolean NOT NULL DEFAULT false',
  `UPDATE session SET superseded = true WHERE created_at < (
    SELECT created_at FROM session later WHERE later.account_id = session.account_id
    ORDER BY created_at DESC OFFSET 1 LIMIT 1
  )`,
  'CREATE INDEX session_superseded ON session (expires_at) WHERE superseded',
];

/** Of the tables to which each sign-in adds. */
const INDICES = [
  'CREATE INDEX refresh_token_age ON refresh_token (issued_at)',
  'CREATE INDEX sign_in_challenge_age ON sign_in_challenge (expires_at)',
  'CREATE INDEX provider_sign_in_age ON provider_sign_in (expires_at)',
  'CREATE INDEX known_device_age ON known_device (expires_at)',
  'CREATE INDEX message_sent ON message (sent_at) WHERE sent_at IS NOT NULL',
  'CREATE INDEX message_given_up ON message (given_up_at) WHERE given_up_at IS NOT NULL',
];
