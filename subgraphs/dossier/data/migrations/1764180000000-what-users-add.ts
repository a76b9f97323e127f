import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What users add, beside the dossier: messages with the care team (R27, R32) and objection requests (V33). */
export class WhatUsersAdd1764180000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...MESSAGES, ...OBJECTIONS, ...GRANTS]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('what people wrote cannot be taken back: restore a backup');
  }
}

const MESSAGES = [
  `CREATE TABLE message_thread (
    id uuid PRIMARY KEY,
    organisation text NOT NULL,
    client_id uuid NOT NULL,
    account_id uuid NOT NULL,
    role text NOT NULL CHECK (role IN ('CLIENT', 'REPRESENTATIVE', 'CONTACT')),
    sealed bytea NOT NULL,
    started_at timestamptz NOT NULL,
    last_message_at timestamptz NOT NULL CHECK (last_message_at >= started_at),
    user_read_at timestamptz,
    staff_read_at timestamptz
  )`,
  'CREATE INDEX message_thread_account ON message_thread (client_id, account_id, last_message_at DESC, id DESC)',
  'CREATE INDEX message_thread_organisation ON message_thread (organisation, last_message_at DESC, id DESC)',
  `CREATE TABLE thread_message (
    id uuid PRIMARY KEY,
    thread_id uuid NOT NULL REFERENCES message_thread,
    account_id uuid NOT NULL,
    role text NOT NULL CHECK (role IN ('CLIENT', 'REPRESENTATIVE', 'CONTACT', 'STAFF')),
    sealed bytea NOT NULL,
    sent_at timestamptz NOT NULL,
    hidden_at timestamptz,
    hidden_by uuid,
    hidden_reason_sealed bytea,
    CHECK ((hidden_at IS NULL) = (hidden_by IS NULL) AND (hidden_at IS NULL) = (hidden_reason_sealed IS NULL))
  )`,
  'CREATE INDEX thread_message_thread ON thread_message (thread_id, sent_at DESC, id DESC)',
];

const OBJECTIONS = [
  `CREATE TABLE objection_request (
    id uuid PRIMARY KEY,
    organisation text NOT NULL,
    client_id uuid NOT NULL,
    account_id uuid NOT NULL,
    role text NOT NULL CHECK (role IN ('CLIENT', 'REPRESENTATIVE')),
    kind text NOT NULL CHECK (kind IN ('CORRECTION', 'OWN_STATEMENT', 'DESTRUCTION', 'INSPECTION')),
    status text NOT NULL CHECK (status IN ('RECEIVED', 'IN_PROGRESS', 'GRANTED', 'REFUSED', 'WITHDRAWN')),
    sealed bytea NOT NULL,
    received_at timestamptz NOT NULL,
    due_on date NOT NULL,
    extended boolean NOT NULL DEFAULT false,
    steps integer NOT NULL CHECK (steps >= 1)
  )`,
  'CREATE INDEX objection_request_client ON objection_request (client_id, received_at DESC, id DESC)',
  'CREATE INDEX objection_request_due ON objection_request (organisation, due_on, id)',
  `CREATE TABLE objection_change (
    request_id uuid NOT NULL REFERENCES objection_request,
    step integer NOT NULL CHECK (step >= 1),
    changed_at timestamptz NOT NULL,
    account_id uuid NOT NULL,
    role text NOT NULL CHECK (role IN ('CLIENT', 'REPRESENTATIVE', 'STAFF')),
    status text NOT NULL CHECK (status IN ('RECEIVED', 'IN_PROGRESS', 'GRANTED', 'REFUSED', 'WITHDRAWN')),
    due_on date NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (request_id, step)
  )`,
];

/** Nothing that was written is changed or removed; what may change is what is known of it. */
const GRANTS = [
  'GRANT SELECT, INSERT ON message_thread, thread_message, objection_request, objection_change TO inzage_dossier',
  'GRANT UPDATE (last_message_at, user_read_at, staff_read_at) ON message_thread TO inzage_dossier',
  'GRANT UPDATE (hidden_at, hidden_by, hidden_reason_sealed) ON thread_message TO inzage_dossier',
  'GRANT UPDATE (status, due_on, extended, steps) ON objection_request TO inzage_dossier',
];
