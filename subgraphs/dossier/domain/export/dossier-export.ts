/**
 * A copy of the dossier that somebody asked for as a file: made in the background, taken once, gone soon after (V4, V5,
 * R21). What it holds is what was open to that person when they asked.
 */
import type { Subject } from '../../../../schema/access-decision.js';
import type { Role } from '../../../../schema/caller.js';
import type { ErrorCode } from '../../../../schema/error-codes.js';
import type { PageRequest } from '../../../connection.js';
import type { ExportPart } from './export-parts.js';

export const EXPORT_FORMATS = ['FHIR_BUNDLE', 'PDF'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const EXPORT_STATUSES = ['QUEUED', 'RUNNING', 'READY', 'TAKEN', 'EXPIRED', 'CANCELLED', 'FAILED'] as const;
export type ExportStatus = (typeof EXPORT_STATUSES)[number];

/** How long a file waits for who asked; the same everywhere, for it is a matter of safety and not of policy. */
export const EXPORT_LIFETIME_MS = 15 * 60_000;

/** Of one person and client. */
export const EXPORT_LIMITS = { open: 3, perDay: 20 } as const;

/** How often an export is taken up before it has failed for good, whatever became of who took it up. */
export const MOST_ATTEMPTS = 4;

export interface DossierExport {
  id: string;
  organisation: string;
  client: string;
  account: string;
  relation: string;
  role: Role;
  format: ExportFormat;
  parts: ExportPart[];
  status: ExportStatus;
  /** Of a hundred. */
  progress: number;
  requestedAt: Date;
  /** From when it cannot be taken any more; null until it is ready. */
  expiresAt: Date | null;
  failure: ErrorCode | null;
}

/** What making it takes beside; forgotten as soon as it has been made. */
export interface ExportRequest {
  /** The name of who asked. */
  requestedBy: string;
  /** The client's id in the ECD, from the relation on which it was asked. */
  ecdClient: string;
}

export type NewExport = Pick<
  DossierExport,
  'id' | 'organisation' | 'client' | 'account' | 'relation' | 'role' | 'format' | 'parts' | 'requestedAt'
> &
  ExportRequest;

/** An export that one copy of the program is making, until its lease ends. */
export interface ExportJob extends DossierExport, ExportRequest {
  holder: string;
  /** This time included. */
  attempts: number;
}

/** What only ever happens once, or to the holder alone, happens in one statement: copies of the program share these. */
export interface DossierExports {
  find(id: string): Promise<DossierExport | null>;
  findByLink(hash: Buffer): Promise<DossierExport | null>;
  /** Newest first; one more than asked when there is a next one. */
  ofAccount(client: string, account: string, page: PageRequest): Promise<DossierExport[]>;

  /** The oldest that waits, or whose holder has let the lease lapse. */
  claim(holder: string, now: Date, leaseUntil: Date): Promise<ExportJob | null>;
  /** This and the next three: false when the job is the holder's no longer: cancelled, or taken over. */
  progressed(job: ExportJob, progress: number, leaseUntil: Date): Promise<boolean>;
  /** To be made later; `attempts` is how often it counts as tried. */
  putBack(job: ExportJob, freeAt: Date, attempts: number): Promise<boolean>;
  /** Leaves all that waits for this organisation's ECD until then, so that others have their turn. */
  postpone(organisation: string, freeAt: Date): Promise<void>;
}

/** As a step sees them: changed nowhere else. */
export interface DossierExportsInStep extends DossierExports {
  /** Null when this person already has as many for this client as they may. */
  queue(request: NewExport, linkHash: Buffer, limits: { open: number; perDay: number }): Promise<DossierExport | null>;
  /** Null when it was over already. */
  cancel(id: string): Promise<DossierExport | null>;
  /** The content, once, of one that is ready; null when it is not, or not any more. */
  take(id: string, now: Date): Promise<Buffer | null>;
  finish(job: ExportJob, content: Buffer, expiresAt: Date): Promise<boolean>;
  fail(job: ExportJob, reason: ErrorCode): Promise<boolean>;
  /** Ends what is past its time and forgets what ended long ago. @returns what nobody will make any more. */
  sweep(now: Date): Promise<DossierExport[]>;
}

/** The time rule holds at this moment, with or without a sweep. */
export function statusAt({ status, expiresAt }: DossierExport, now: Date): ExportStatus {
  return status === 'READY' && (expiresAt === null || expiresAt <= now) ? 'EXPIRED' : status;
}

/** What the guard judges an export by. */
export function subjectOfExport({ id, organisation, client, account }: DossierExport): Subject {
  return { organisation, client, account, object: `DossierExport/${id}` };
}

/** What belongs on the log with whatever is done with it. */
export function placeOfExport({ id, organisation, client, relation, role, parts }: DossierExport) {
  return { organisation, client, relation, role, categories: [...parts], object: `DossierExport/${id}` };
}
