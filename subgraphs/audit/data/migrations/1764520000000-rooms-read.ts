/** Each room is read by its own name, which is less work than through the table that holds them all. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RoomsRead1764520000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [MAKE_ROOM, ROOMS_THAT_ARE]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('nothing to take back: the program of before reads the log as it is');
  }
}

/** As before, and the working role may read the room; it could already, through the log. */
const MAKE_ROOM = `CREATE OR REPLACE FUNCTION audit_make_room(of_organisation text, moment timestamptz) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    month      timestamp := date_trunc('month', moment AT TIME ZONE 'UTC');
    month_room text := 'audit_event_' || to_char(month, 'YYYY_MM');
    room       text := month_room || '_' || coalesce(left(md5(of_organisation), 12), 'nobody');
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('audit-event rooms'));
    IF to_regclass(month_room) IS NULL THEN
      EXECUTE format('CREATE TABLE %I (LIKE audit_event INCLUDING CONSTRAINTS) PARTITION BY LIST (organisation)', month_room);
      EXECUTE format('ALTER TABLE audit_event ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
        month_room, month AT TIME ZONE 'UTC', (month + interval '1 month') AT TIME ZONE 'UTC');
    END IF;
    IF to_regclass(room) IS NULL THEN
      EXECUTE format('CREATE TABLE %I (LIKE audit_event INCLUDING CONSTRAINTS)', room);
      EXECUTE format('COMMENT ON TABLE %I IS %L', room, of_organisation);
      EXECUTE format('GRANT SELECT ON %I TO inzage_audit', room);
      EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES IN (%L)', month_room, room, of_organisation);
    END IF;
  END $$`;

const ROOMS_THAT_ARE = `DO $$
  DECLARE room regclass;
  BEGIN
    FOR room IN
      SELECT of_month.inhrelid FROM pg_inherits of_log JOIN pg_inherits of_month ON of_month.inhparent = of_log.inhrelid
      WHERE of_log.inhparent = 'audit_event'::regclass
    LOOP
      EXECUTE format('GRANT SELECT ON %s TO inzage_audit', room);
    END LOOP;
  END $$`;
