/** Refusals for one reason in their order. One record in a hundred is in it, so it costs the writer next to nothing. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ReasonRead1764520000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      "CREATE INDEX audit_event_reason ON audit_event (reason, occurred_at, sequence) WHERE outcome <> 'OK'",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX audit_event_reason');
  }
}
