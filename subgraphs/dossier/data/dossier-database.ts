/**
 * The dossier subgraph's own database. It holds what waits to be recorded, what users add (R32), and copies of a dossier
 * for the minutes until they are taken; the dossier itself stays in the ECD (V38).
 */
import type { DataSource, EntityManager } from 'typeorm';
import { AuditOutboxEntry, auditOutboxMigration } from '../../audit-outbox.js';
import type { StepTrail } from '../../audit-trail.js';
import { migrate, openDatabase } from '../../database.js';
import { recordedSteps } from '../../outbox-step.js';
import type { Additions } from '../domain/additions.js';
import type { DossierTables, OneStep } from '../domain/dossier-tables.js';
import type { DossierExportsInStep } from '../domain/export/dossier-export.js';
import type { Writers } from '../domain/writers.js';
import { DossierExportTable } from './tables/dossier-export-table.js';
import { DossierExportContentEntity } from './entities/dossier-export-content.entity.js';
import { DossierExportEntity } from './entities/dossier-export.entity.js';
import { LifeStoryAdditionEntity } from './entities/life-story-addition.entity.js';
import { MessageThreadEntity } from './entities/message-thread.entity.js';
import { ObjectionChangeEntity } from './entities/objection-change.entity.js';
import { ObjectionRequestEntity } from './entities/objection-request.entity.js';
import { ThreadMessageEntity } from './entities/thread-message.entity.js';
import { LifeStoryAdditionTable } from './tables/life-story-addition-table.js';
import { MessageThreadTable } from './tables/message-thread-table.js';
import { WhatUsersAdd1764180000000 } from './migrations/1764180000000-what-users-add.js';
import { DossierExports1764220000000 } from './migrations/1764220000000-dossier-exports.js';
import { namesApart } from './migrations/1764230000000-names-apart.js';
import { LifeStoryAdditions1764230000001 } from './migrations/1764230000001-life-story-additions.js';
import { ObjectionTable } from './tables/objection-table.js';
import { WriterTable } from './tables/writer-names.js';

const ENTITIES = [
  AuditOutboxEntry,
  MessageThreadEntity,
  ThreadMessageEntity,
  ObjectionRequestEntity,
  ObjectionChangeEntity,
  LifeStoryAdditionEntity,
  DossierExportEntity,
  DossierExportContentEntity,
];

export interface OpenDossierDatabase {
  database: DataSource;
  additions: Additions;
  writers: Writers;
  exports: DossierExportsInStep;
  stepsOn: (trail: StepTrail) => OneStep;
}

export async function openDossierDatabase({
  databaseUrl,
  ownerDatabaseUrl,
  sealingKey,
}: {
  databaseUrl: string;
  ownerDatabaseUrl?: string | undefined;
  sealingKey: Buffer;
}): Promise<OpenDossierDatabase> {
  if (ownerDatabaseUrl !== undefined) {
    const migrations = [
      auditOutboxMigration('inzage_dossier'),
      WhatUsersAdd1764180000000,
      DossierExports1764220000000,
      namesApart(sealingKey),
      LifeStoryAdditions1764230000001,
    ];
    await migrate({ ownerUrl: ownerDatabaseUrl, migrations });
  }
  const database = await openDatabase({ url: databaseUrl, entities: ENTITIES });
  const tablesOf = (manager: EntityManager): DossierTables => tablesIn(manager, sealingKey);
  const { exports, ...additions } = tablesOf(database.manager);
  return {
    database,
    additions,
    writers: new WriterTable(database),
    exports,
    stepsOn: (trail) => ({ inOneStep: recordedSteps(database, trail, tablesOf) }),
  };
}

function tablesIn(database: EntityManager, sealingKey: Buffer): DossierTables {
  return {
    exports: new DossierExportTable(database, sealingKey),
    threads: new MessageThreadTable(database, sealingKey),
    objections: new ObjectionTable(database, sealingKey),
    lifeStory: new LifeStoryAdditionTable(database, sealingKey),
  };
}
