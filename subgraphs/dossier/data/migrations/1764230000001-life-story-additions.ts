import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people add to the life story, beside it (R32). Its author may change and remove it; staff may hide it (R27). */
export class LifeStoryAdditions1764230000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('what people wrote cannot be taken back: restore a backup');
  }
}

const STATEMENTS = [
  `CREATE TABLE life_story_addition (
    id uuid PRIMARY KEY,
    organisation text NOT NULL,
    client_id uuid NOT NULL,
    account_id uuid NOT NULL,
    role text NOT NULL CHECK (role IN ('CLIENT', 'REPRESENTATIVE', 'CONTACT')),
    sealed bytea NOT NULL,
    name_sealed bytea,
    written_at timestamptz NOT NULL,
    changed_at timestamptz,
    hidden_at timestamptz,
    hidden_by uuid,
    hidden_reason_sealed bytea,
    CHECK ((hidden_at IS NULL) = (hidden_by IS NULL) AND (hidden_at IS NULL) = (hidden_reason_sealed IS NULL))
  )`,
  'CREATE INDEX life_story_addition_client ON life_story_addition (client_id, written_at DESC, id DESC)',
  'CREATE INDEX life_story_addition_organisation ON life_story_addition (organisation, written_at DESC, id DESC)',
  'CREATE INDEX life_story_addition_writer ON life_story_addition (account_id) WHERE name_sealed IS NOT NULL',
  'GRANT SELECT, INSERT, DELETE ON life_story_addition TO inzage_dossier',
  `GRANT UPDATE (sealed, name_sealed, changed_at, hidden_at, hidden_by, hidden_reason_sealed) ON life_story_addition
    TO inzage_dossier`,
];
