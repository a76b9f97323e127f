/** The audit subgraph's own database: the log, and the names apart from it. */
import type { DataSource } from 'typeorm';
import { migrate, openDatabase } from '../../database.js';
import { Evidence1764300000000 } from './migrations/1764300000000-evidence.js';
import { Reading1764310000000 } from './migrations/1764310000000-reading.js';
import { Figures1764350000000 } from './migrations/1764350000000-figures.js';
import { Rules1764380000000 } from './migrations/1764380000000-rules.js';
import { Turn1764510000001 } from './migrations/1764510000001-turn.js';
import { ReasonRead1764520000001 } from './migrations/1764520000001-reason-read.js';
import { RoomsRead1764520000000 } from './migrations/1764520000000-rooms-read.js';
import { AuditTables1763800000000 } from './migrations/1763800000000-audit-tables.js';
import { ForgottenPersons1764135000000 } from './migrations/1764135000000-forgotten-persons.js';
import { Justification1764000000000 } from './migrations/1764000000000-justification.js';

export const AUDIT_MIGRATIONS = [
  AuditTables1763800000000,
  Justification1764000000000,
  ForgottenPersons1764135000000,
  Evidence1764300000000,
  Reading1764310000000,
  Figures1764350000000,
  Rules1764380000000,
  Turn1764510000001,
  RoomsRead1764520000000,
  ReasonRead1764520000001,
];

export async function openAuditDatabase(url: string, ownerUrl: string | undefined): Promise<DataSource> {
  if (ownerUrl !== undefined) await migrate({ ownerUrl, migrations: AUDIT_MIGRATIONS });
  return openDatabase({ url, entities: [] });
}

export function isAnswering(database: DataSource): Promise<boolean> {
  return database.query('SELECT 1').then(
    () => true,
    () => false,
  );
}
