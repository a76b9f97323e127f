import type { EntityManager } from 'typeorm';
import type { ErrorCode } from '../../../../schema/error-codes.js';
import type { PageRequest } from '../../../connection.js';
import {
  MOST_ATTEMPTS,
  type DossierExport,
  type DossierExportsInStep,
  type ExportJob,
  type ExportRequest,
  type NewExport,
} from '../../domain/export/dossier-export.js';
import { ClientSeal } from './client-seal.js';
import { DossierExportContentEntity } from '../entities/dossier-export-content.entity.js';
import { DossierExportEntity } from '../entities/dossier-export.entity.js';

const DAY = "interval '1 day'";
/** That there was one can be seen for so long; the audit log keeps it. */
const REMEMBERED = "interval '30 days'";

const COLUMNS = `id, organisation, client_id AS "clientId", account_id AS "accountId", relation_id AS "relationId", role,
  format, parts, status, sealed, progress, attempts, holder, requested_at AS "requestedAt", expires_at AS "expiresAt",
  failure`;

const CLAIM = `
  UPDATE dossier_export SET status = 'RUNNING', holder = $1, attempts = attempts + 1, free_at = $3 WHERE id = (
    SELECT id FROM dossier_export
    WHERE status IN ('QUEUED', 'RUNNING') AND free_at <= $2 AND attempts < ${MOST_ATTEMPTS}
    ORDER BY requested_at LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING ${COLUMNS}`;

/** Ready, or being made, or waiting: what its holder, or time, can still end. */
const OPEN = "status IN ('QUEUED', 'RUNNING', 'READY')";

const TAKE = `
  WITH taken AS (
    UPDATE dossier_export SET status = 'TAKEN'
    WHERE id = $1 AND status = 'READY' AND expires_at > $2 RETURNING id, client_id)
  DELETE FROM dossier_export_content USING taken WHERE export_id = taken.id
  RETURNING dossier_export_content.sealed, taken.client_id AS client`;

/** Whoever had it in hand too often, or for longer than anybody waits, has not made it. */
const SWEEP = `
  WITH ended AS (
    UPDATE dossier_export SET sealed = NULL, holder = NULL,
      status = CASE status WHEN 'READY' THEN 'EXPIRED' ELSE 'FAILED' END,
      failure = CASE status WHEN 'READY' THEN NULL ELSE 'TIMED_OUT' END
    WHERE (status = 'READY' AND expires_at <= $1)
      OR (status = 'RUNNING' AND free_at <= $1 AND attempts >= ${MOST_ATTEMPTS})
      OR (status IN ('QUEUED', 'RUNNING') AND free_at <= $1 AND requested_at <= $1 - ${DAY})
    RETURNING dossier_export.*),
  gone AS (DELETE FROM dossier_export_content USING ended WHERE export_id = ended.id)
  SELECT ${COLUMNS} FROM ended WHERE status = 'FAILED'`;

type Row = Omit<DossierExportEntity, 'linkHash' | 'freeAt'>;

export class DossierExportTable implements DossierExportsInStep {
  constructor(
    private readonly database: EntityManager,
    private readonly key: Buffer,
  ) {}

  find(id: string): Promise<DossierExport | null> {
    return this.only('id = $1', id);
  }

  findByLink(hash: Buffer): Promise<DossierExport | null> {
    return this.only('link_hash = $1', hash);
  }

  async ofAccount(client: string, account: string, { first, after }: PageRequest): Promise<DossierExport[]> {
    const rows = await this.database.query<Row[]>(
      `SELECT ${COLUMNS} FROM dossier_export WHERE account_id = $1 AND client_id = $2
         AND ($3::timestamptz IS NULL OR (requested_at, id) < ($3, $4::uuid))
       ORDER BY requested_at DESC, id DESC LIMIT $5`,
      [account, client, after && new Date(after.time), after?.id, first + 1],
    );
    return rows.map(toExport);
  }

  async queue(
    request: NewExport,
    linkHash: Buffer,
    limits: { open: number; perDay: number },
  ): Promise<DossierExport | null> {
    const { id, organisation, client, account, relation, role, format, parts, requestedAt } = request;
    return this.database.transaction(async (manager) => {
      if (!(await hasRoom(manager, request, limits))) return null;
      const { requestedBy, ecdClient } = request;
      const sealed = new ClientSeal(this.key, client).close(requestRow(id), { requestedBy, ecdClient });
      await manager.insert(DossierExportEntity, {
        ...{ id, organisation, clientId: client, accountId: account, relationId: relation, role, format, parts },
        ...{ linkHash, status: 'QUEUED', sealed, requestedAt, freeAt: requestedAt },
      });
      const row = await manager.findOneByOrFail(DossierExportEntity, { id });
      return toExport(row);
    });
  }

  async cancel(id: string): Promise<DossierExport | null> {
    return this.database.transaction(async (manager) => {
      const [rows] = await manager.query<[Row[], number]>(
        `UPDATE dossier_export SET status = 'CANCELLED', sealed = NULL, holder = NULL WHERE id = $1 AND ${OPEN}
         RETURNING ${COLUMNS}`,
        [id],
      );
      await manager.delete(DossierExportContentEntity, { exportId: id });
      return rows[0] === undefined ? null : toExport(rows[0]);
    });
  }

  async take(id: string, now: Date): Promise<Buffer | null> {
    const [rows] = await this.database.query<[{ sealed: Buffer; client: string }[], number]>(TAKE, [id, now]);
    const [row] = rows;
    return row === undefined ? null : new ClientSeal(this.key, row.client).openBytes(contentRow(id), row.sealed);
  }

  async claim(holder: string, now: Date, leaseUntil: Date): Promise<ExportJob | null> {
    const [rows] = await this.database.query<[Row[], number]>(CLAIM, [holder, now, leaseUntil]);
    const [row] = rows;
    if (row === undefined || row.sealed === null) return null;
    const sealed = new ClientSeal(this.key, row.clientId).open(requestRow(row.id), row.sealed);
    return { ...toExport(row), ...(sealed as unknown as ExportRequest), holder, attempts: row.attempts };
  }

  progressed(job: ExportJob, progress: number, freeAt: Date): Promise<boolean> {
    return held(this.database, job, { progress, freeAt });
  }

  finish(job: ExportJob, content: Buffer, expiresAt: Date): Promise<boolean> {
    return this.database.transaction(async (manager) => {
      if (!(await held(manager, job, { status: 'READY', holder: null, sealed: null, progress: 100, expiresAt })))
        return false;
      const sealed = new ClientSeal(this.key, job.client).closeBytes(contentRow(job.id), content);
      await manager.insert(DossierExportContentEntity, { exportId: job.id, sealed });
      return true;
    });
  }

  fail(job: ExportJob, failure: ErrorCode): Promise<boolean> {
    return held(this.database, job, { status: 'FAILED', holder: null, sealed: null, failure });
  }

  putBack(job: ExportJob, freeAt: Date, attempts: number): Promise<boolean> {
    return held(this.database, job, { status: 'QUEUED', holder: null, progress: 0, freeAt, attempts });
  }

  async postpone(organisation: string, freeAt: Date): Promise<void> {
    await this.database.query(
      "UPDATE dossier_export SET free_at = greatest(free_at, $2) WHERE organisation = $1 AND status = 'QUEUED'",
      [organisation, freeAt],
    );
  }

  async sweep(now: Date): Promise<DossierExport[]> {
    const failed = await this.database.query<Row[]>(SWEEP, [now]);
    await this.database.query(`DELETE FROM dossier_export WHERE requested_at <= $1::timestamptz - ${REMEMBERED}`, [
      now,
    ]);
    return failed.map(toExport);
  }

  private async only(where: string, value: string | Buffer): Promise<DossierExport | null> {
    const [row] = await this.database.query<Row[]>(`SELECT ${COLUMNS} FROM dossier_export WHERE ${where}`, [value]);
    return row === undefined ? null : toExport(row);
  }
}

/** Of requests of the same person at once, one after the other is counted. */
async function hasRoom(
  manager: EntityManager,
  { account, client, requestedAt }: NewExport,
  limits: { open: number; perDay: number },
): Promise<boolean> {
  await manager.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`export ${account} ${client}`]);
  const [count] = await manager.query<{ open: number; today: number }[]>(
    `SELECT count(*) FILTER (WHERE ${OPEN} AND (expires_at IS NULL OR expires_at > $3))::int AS open,
       count(*) FILTER (WHERE requested_at > $3::timestamptz - ${DAY})::int AS today
     FROM dossier_export WHERE account_id = $1 AND client_id = $2`,
    [account, client, requestedAt],
  );
  return count !== undefined && count.open < limits.open && count.today < limits.perDay;
}

/** Changes the job while it is in the hands of who holds it. */
async function held(
  manager: EntityManager,
  { id, holder }: ExportJob,
  set: Partial<DossierExportEntity>,
): Promise<boolean> {
  const result = await manager.update(DossierExportEntity, { id, holder, status: 'RUNNING' }, set);
  return result.affected === 1;
}

function toExport(row: Row | DossierExportEntity): DossierExport {
  const { id, organisation, clientId, accountId, relationId, role, format, parts, status } = row;
  const { progress, requestedAt, expiresAt, failure } = row;
  return {
    ...{ id, organisation, client: clientId, account: accountId, relation: relationId, role, format, parts, status },
    ...{ progress, requestedAt, expiresAt, failure },
  };
}

function requestRow(id: string): string {
  return `${id} export asked`;
}

function contentRow(id: string): string {
  return `${id} export made`;
}
