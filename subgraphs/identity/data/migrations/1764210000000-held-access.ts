import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Access that waits because another organisation changed how its holder is reached. */
export class HeldAccess1764210000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE relation ADD held_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE relation DROP held_at');
  }
}
