import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a member of staff did something, as they gave it. */
export class Justification1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE audit_event ADD justification text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE audit_event DROP justification');
  }
}
