import type { MigrationInterface, QueryRunner } from 'typeorm';

/** R18: beside the log the dossier forgets a name too, each in its own time. */
export class ForgettingElsewhere1764230000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('who has yet to be forgotten would be kept: restore a backup');
  }
}

const STATEMENTS = [
  `ALTER TABLE forgetting ADD keeper text NOT NULL DEFAULT 'audit' CHECK (keeper IN ('audit', 'dossier'))`,
  'ALTER TABLE forgetting ALTER keeper DROP DEFAULT, DROP CONSTRAINT forgetting_pkey, ADD PRIMARY KEY (account_id, keeper)',
  // whoever waits for the log waits for the dossier too
  `INSERT INTO forgetting (account_id, keeper, since) SELECT account_id, 'dossier', since FROM forgetting`,
];
