import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who made a reporting tool known, and answers for what it does (NEN 7513); the id stays when that account goes. */
export class ServiceResponsible1764530000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE service_account ADD registered_by uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE service_account DROP registered_by');
  }
}
