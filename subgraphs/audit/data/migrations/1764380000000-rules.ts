import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The rules of access that the log knows of, as digests; added to, and never changed. */
export class Rules1764380000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_rules (
        number       bigserial PRIMARY KEY,
        id           uuid NOT NULL,
        organisation text NOT NULL,
        at           timestamptz NOT NULL,
        rules        jsonb NOT NULL,
        before       jsonb
      );
      CREATE INDEX audit_rules_organisation ON audit_rules (organisation, number);
      GRANT SELECT, INSERT ON audit_rules TO inzage_audit;
      GRANT USAGE ON SEQUENCE audit_rules_number_seq TO inzage_audit;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_rules');
  }
}
