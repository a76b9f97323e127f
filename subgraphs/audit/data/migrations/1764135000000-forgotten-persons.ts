import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose names were forgotten (R18), so that a record that comes late does not bring one back. */
export class ForgottenPersons1764135000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE audit_forgotten (
      account      text PRIMARY KEY,
      forgotten_at timestamptz NOT NULL
    )`);
    await runner.query('GRANT SELECT, INSERT ON audit_forgotten TO inzage_audit');
  }

  async down(): Promise<void> {
    throw new Error('names that were forgotten would come back');
  }
}
