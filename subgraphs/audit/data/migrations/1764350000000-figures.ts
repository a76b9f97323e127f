/**
 * Figures counted beside the log, so that a year of them is read and not counted. They can be made again from the log at
 * any time, so unlike the log they may be changed.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Figures1764350000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_figure_progress, audit_figure, audit_figure_member');
  }
}

const STATEMENTS = [
  // up to where the log was counted; no row: from its beginning
  `CREATE TABLE audit_figure_progress (
    single  boolean PRIMARY KEY DEFAULT true CHECK (single),
    counted bigint NOT NULL,
    as_of   timestamptz NOT NULL
  )`,
  // role and detail are empty where there is none
  `CREATE TABLE audit_figure (
    organisation text,
    measure      text,
    unit         text,
    start        date,
    role         text,
    detail       text,
    acts         bigint NOT NULL,
    accounts     integer NOT NULL,
    PRIMARY KEY (organisation, measure, unit, start, role, detail)
  )`,
  // whom a count has seen, as a digest of the figure and the member; kept no longer than records can come in that count
  `CREATE TABLE audit_figure_member (
    unit  text,
    start date,
    seen  uuid,
    PRIMARY KEY (unit, start, seen)
  )`,
  'GRANT SELECT, INSERT, UPDATE, DELETE ON audit_figure_progress, audit_figure TO inzage_audit',
  'GRANT SELECT, INSERT, DELETE ON audit_figure_member TO inzage_audit',
];
