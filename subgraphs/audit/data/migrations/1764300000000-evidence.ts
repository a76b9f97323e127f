/**
 * The log as evidence: records in a room for each month and organisation, beside them the hashes of a Merkle tree over
 * all of them, and of persons no name but the key that opens it. Takes the place of the log of before any release.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Evidence1764300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [row] = (await runner.query('SELECT count(*)::int AS records FROM audit_event')) as { records: number }[];
    if (row?.records !== 0)
      throw new Error('the log was kept by a version before the first release: start with an empty database');
    for (const statement of [...BEFORE, ...TABLES, ...INDICES, ROOMS, ...GRANTS]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('a log is not thrown away');
  }
}

const BEFORE = ['DROP TABLE audit_event, audit_person'];

const TABLES = [
  `CREATE TABLE audit_event (
    sequence         bigint NOT NULL CHECK (sequence > 0),
    id               uuid NOT NULL,
    recorded_at      timestamptz NOT NULL,
    occurred_at      timestamptz NOT NULL,
    kind             text NOT NULL,
    action           text NOT NULL CHECK (action IN ('C', 'R', 'U', 'D', 'E')),
    outcome          text NOT NULL CHECK (outcome IN ('OK', 'REFUSED', 'ERROR')),
    reason           text,
    justification    text,
    organisation     text,
    account          text,
    pseudonym        text,
    sealed_name      text,
    role             text,
    relation         text,
    checks           json,
    consent          text,
    responsible      text,
    responsible_role text,
    session          text,
    client           text,
    categories       text[] NOT NULL,
    object           text,
    sensitivity      text,
    search           json,
    purpose          text NOT NULL,
    policy           text NOT NULL,
    source           text NOT NULL,
    address          text,
    trace            text NOT NULL,
    salt             text NOT NULL
  ) PARTITION BY RANGE (occurred_at)`,
  // a row for each commit of the writer: the leaves that it added to the tree
  `CREATE TABLE audit_batch (
    last        bigint PRIMARY KEY,
    first       bigint NOT NULL,
    recorded_at timestamptz NOT NULL,
    leaves      bytea NOT NULL CHECK (octet_length(leaves) = 32 * (last - first + 1))
  )`,
  // hashes do not get smaller: nothing is tried
  'ALTER TABLE audit_batch ALTER leaves SET STORAGE EXTERNAL',
  `CREATE TABLE audit_node (
    level smallint,
    index bigint,
    hash  bytea NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (level, index)
  )`,
  `CREATE TABLE audit_checkpoint (
    size      bigint PRIMARY KEY,
    root      bytea NOT NULL CHECK (octet_length(root) = 32),
    signed_at timestamptz NOT NULL,
    note      text NOT NULL
  )`,
  `CREATE TABLE audit_person (
    account    text PRIMARY KEY,
    sealed_key bytea NOT NULL
  )`,
];

/** Each room gets them; it holds one organisation only. An event is known by its id, which goes with one moment for good. */
const INDICES = [
  'CREATE UNIQUE INDEX audit_event_once ON audit_event (occurred_at, id, organisation) NULLS NOT DISTINCT',
  'CREATE INDEX audit_event_sequence ON audit_event (sequence)',
  'CREATE INDEX audit_event_client ON audit_event (client, occurred_at, sequence) WHERE client IS NOT NULL',
  'CREATE INDEX audit_event_account ON audit_event (account, occurred_at, sequence) WHERE account IS NOT NULL',
];

/** Makes the room for an organisation's records of a month, in UTC, when it is not there; the writer itself may not. */
const ROOMS = `CREATE FUNCTION audit_make_room(of_organisation text, moment timestamptz) RETURNS void
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
      EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES IN (%L)', month_room, room, of_organisation);
    END IF;
  END $$`;

const GRANTS = [
  'GRANT SELECT, INSERT ON audit_event, audit_batch, audit_node, audit_checkpoint TO inzage_audit',
  // a person is forgotten by doing away with the key
  'GRANT SELECT, INSERT, DELETE ON audit_person TO inzage_audit',
  'REVOKE ALL ON FUNCTION audit_make_room FROM PUBLIC',
  'GRANT EXECUTE ON FUNCTION audit_make_room TO inzage_audit',
];
