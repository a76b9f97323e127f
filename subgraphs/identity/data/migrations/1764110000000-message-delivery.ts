import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What one person waits for goes before what goes to everybody; what was given up can be taken off the list. */
export class MessageDelivery1764110000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `ALTER TABLE message ADD bulk boolean NOT NULL DEFAULT false, ADD discarded_at timestamptz,
    ADD CHECK (discarded_at IS NULL OR given_up_at IS NOT NULL)`,
  'DROP INDEX message_due',
  'CREATE INDEX message_due ON message (bulk, next_try_at, id) WHERE sent_at IS NULL AND given_up_at IS NULL',
  'DROP INDEX message_given_up',
  `CREATE INDEX message_undelivered ON message (organisation, given_up_at, id)
    WHERE given_up_at IS NOT NULL AND discarded_at IS NULL`,
];

const DOWN = [
  'DROP INDEX message_undelivered',
  'CREATE INDEX message_given_up ON message (organisation, given_up_at, id) WHERE given_up_at IS NOT NULL',
  'DROP INDEX message_due',
  'CREATE INDEX message_due ON message (next_try_at, id) WHERE sent_at IS NULL AND given_up_at IS NULL',
  'ALTER TABLE message DROP discarded_at, DROP bulk',
];
