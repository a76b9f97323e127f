/**
 * What else the log is read by. Each index is paid for by every record, so of what is mostly the same only the exceptions
 * are in one: the bulk of the log is looks that were allowed, by people and not by staff, and is found by its moment.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Reading1764310000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...INDICES, ...CLIENT_ROOMS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_client_room');
    await runner.query(
      'DROP INDEX audit_event_kind, audit_event_outcome, audit_event_role, audit_event_session, audit_event_trace',
    );
  }
}

const INDICES = [
  "CREATE INDEX audit_event_kind ON audit_event (kind, occurred_at, sequence) WHERE kind <> 'DOSSIER_READ'",
  "CREATE INDEX audit_event_outcome ON audit_event (outcome, occurred_at, sequence) WHERE outcome <> 'OK'",
  `CREATE INDEX audit_event_role ON audit_event (role, occurred_at, sequence)
    WHERE role NOT IN ('CLIENT', 'REPRESENTATIVE', 'CONTACT')`,
  // few records each, so it does not matter that they are not in order
  'CREATE INDEX audit_event_session ON audit_event USING hash (session) WHERE session IS NOT NULL',
  'CREATE INDEX audit_event_trace ON audit_event USING hash (trace)',
];

/** A row for each month and organisation in which something about a client was recorded. */
const CLIENT_ROOMS = [
  `CREATE TABLE audit_client_room (
    client       text NOT NULL,
    organisation text,
    month        timestamptz NOT NULL,
    UNIQUE NULLS NOT DISTINCT (client, month, organisation)
  )`,
  `INSERT INTO audit_client_room (client, organisation, month)
    SELECT DISTINCT client, organisation, date_trunc('month', occurred_at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
    FROM audit_event WHERE client IS NOT NULL`,
  'GRANT SELECT, INSERT ON audit_client_room TO inzage_audit',
];
