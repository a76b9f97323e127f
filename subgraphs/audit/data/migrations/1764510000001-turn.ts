import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The writer's turn, taken in the same message as what it writes; refused when the log is not as the writer left it. */
export class Turn1764510000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [TURN, ...GRANTS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION audit_take_turn');
  }
}

/** What it sees once it has the lock is what was committed by then: each statement of a function has a view of its own. */
const TURN = `CREATE FUNCTION audit_take_turn(known_last bigint, known_leaf bytea) RETURNS void
  LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('audit-event writer'));
    IF NOT EXISTS (
      SELECT FROM (SELECT last, leaves FROM audit_batch ORDER BY last DESC LIMIT 1) log_end
      WHERE last = known_last AND substring(leaves FROM octet_length(leaves) - 31) = known_leaf
    ) THEN
      RAISE EXCEPTION 'the log went on' USING ERRCODE = 'IZ001';
    END IF;
  END $$`;

const GRANTS = [
  'REVOKE ALL ON FUNCTION audit_take_turn FROM PUBLIC',
  'GRANT EXECUTE ON FUNCTION audit_take_turn TO inzage_audit',
];
