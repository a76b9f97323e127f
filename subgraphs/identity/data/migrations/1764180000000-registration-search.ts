import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests are found by name and e-mail address, as the accounts are that came of them. */
export class RegistrationSearch1764180000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX registration_words ON registration
      USING gin (words_within(organisation, given_name || ' ' || family_name || ' ' || email)) WHERE email IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX registration_words');
  }
}
