import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who wants to be told by mail that there is news, and who was told when. */
export class NewsMail1764240000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE news_mail_turn');
    await runner.query('ALTER TABLE account DROP news_mail, DROP news_mail_chosen_at');
  }
}

const STATEMENTS = [
  `ALTER TABLE account
    ADD news_mail text NOT NULL DEFAULT 'NEVER' CHECK (news_mail IN ('NEVER', 'DAILY')),
    ADD news_mail_chosen_at timestamptz,
    ADD CHECK (news_mail = 'NEVER' OR news_mail_chosen_at IS NOT NULL)`,
  `CREATE INDEX account_news_mail ON account (id) WHERE news_mail <> 'NEVER'`,
  `CREATE TABLE news_mail_turn (
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    organisation text NOT NULL,
    due_at timestamptz NOT NULL,
    sent_at timestamptz,
    PRIMARY KEY (account_id, organisation)
  )`,
  'GRANT SELECT, INSERT, UPDATE, DELETE ON news_mail_turn TO inzage_identity',
];
