import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Copies of the dossier that people asked for (V5, R21). A file waits here for minutes, sealed; what is kept longer says
 * that there was one, and nothing of what was in it.
 */
export class DossierExports1764220000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE dossier_export_content');
    await runner.query('DROP TABLE dossier_export');
  }
}

const STATEMENTS = [
  `CREATE TABLE dossier_export (
    id uuid PRIMARY KEY,
    organisation text NOT NULL,
    client_id uuid NOT NULL,
    account_id uuid NOT NULL,
    relation_id text NOT NULL,
    role text NOT NULL CHECK (role IN ('CLIENT', 'REPRESENTATIVE')),
    format text NOT NULL CHECK (format IN ('FHIR_BUNDLE', 'PDF')),
    parts text[] NOT NULL CHECK (cardinality(parts) > 0),
    link_hash bytea NOT NULL UNIQUE,
    status text NOT NULL CHECK (
      status IN ('QUEUED', 'RUNNING', 'READY', 'TAKEN', 'EXPIRED', 'CANCELLED', 'FAILED')
    ),
    sealed bytea CHECK ((sealed IS NOT NULL) = (status IN ('QUEUED', 'RUNNING'))),
    progress smallint NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
    attempts smallint NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    holder uuid CHECK ((holder IS NOT NULL) = (status = 'RUNNING')),
    requested_at timestamptz NOT NULL,
    free_at timestamptz NOT NULL,
    expires_at timestamptz CHECK (status <> 'READY' OR expires_at IS NOT NULL),
    failure text CHECK ((failure IS NOT NULL) = (status = 'FAILED'))
  )`,
  'CREATE INDEX dossier_export_account ON dossier_export (account_id, client_id, requested_at DESC, id DESC)',
  `CREATE INDEX dossier_export_waiting ON dossier_export (requested_at) WHERE status IN ('QUEUED', 'RUNNING', 'READY')`,
  'CREATE INDEX dossier_export_old ON dossier_export (requested_at)',
  `CREATE TABLE dossier_export_content (
    export_id uuid PRIMARY KEY REFERENCES dossier_export ON DELETE CASCADE,
    sealed bytea NOT NULL
  )`,
  'GRANT SELECT, INSERT, DELETE ON dossier_export, dossier_export_content TO inzage_dossier',
  `GRANT UPDATE (status, sealed, progress, attempts, holder, free_at, expires_at, failure) ON dossier_export
    TO inzage_dossier`,
];
