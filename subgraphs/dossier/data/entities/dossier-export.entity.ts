import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../../../../schema/caller.js';
import type { ErrorCode } from '../../../../schema/error-codes.js';
import type { ExportFormat, ExportStatus } from '../../domain/export/dossier-export.js';
import type { ExportPart } from '../../domain/export/export-parts.js';

/** A copy of the dossier that somebody asked for; the file itself is in a table of its own. */
@Entity('dossier_export')
export class DossierExportEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  organisation: string;

  @Column('uuid', { name: 'client_id' })
  clientId: string;

  @Column('uuid', { name: 'account_id' })
  accountId: string;

  @Column('text', { name: 'relation_id' })
  relationId: string;

  @Column('text')
  role: Role;

  @Column('text')
  format: ExportFormat;

  @Column('text', { array: true })
  parts: ExportPart[];

  @Column('bytea', { name: 'link_hash' })
  linkHash: Buffer;

  @Column('text')
  status: ExportStatus;

  /** Of `requestedBy` and `ecdClient`; gone when it has been made. */
  @Column('bytea', { nullable: true })
  sealed: Buffer | null;

  @Column('smallint', { default: 0 })
  progress: number;

  /** How often it was taken up. */
  @Column('smallint', { default: 0 })
  attempts: number;

  /** The copy of the program that is making it. */
  @Column('uuid', { nullable: true })
  holder: string | null;

  @Column('timestamptz', { name: 'requested_at' })
  requestedAt: Date;

  /** From when it may be taken up: by anyone when it waits, by another copy when its holder gave no sign of life. */
  @Column('timestamptz', { name: 'free_at' })
  freeAt: Date;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt: Date | null;

  @Column('text', { nullable: true })
  failure: ErrorCode | null;
}
