/** The dossier subgraph's own database. It holds what waits to be recorded; the dossier itself stays in the ECD (V38). */
import type { DataSource } from 'typeorm';
import { AuditOutboxEntry, auditOutboxMigration } from '../../audit-outbox.js';
import { migrate, openDatabase } from '../../database.js';

export async function openDossierDatabase(url: string, ownerUrl: string | undefined): Promise<DataSource> {
  if (ownerUrl !== undefined) await migrate({ ownerUrl, migrations: [auditOutboxMigration('inzage_dossier')] });
  return openDatabase({ url, entities: [AuditOutboxEntry] });
}
