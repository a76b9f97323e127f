/**
 * Where audit events wait, durably and in order, while the audit subgraph does not answer: a table in the caller's own
 * database. Copies of a subgraph share it; one of them at a time delivers.
 */
import {
  Column,
  Entity,
  In,
  IsNull,
  Not,
  PrimaryGeneratedColumn,
  type DataSource,
  type EntityManager,
  type MigrationInterface,
  type QueryRunner,
} from 'typeorm';
import type { AuditEvent } from '../schema/audit-event.js';

const LARGEST_DELIVERY = 256;

@Entity('audit_outbox')
export class AuditOutboxEntry {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' })
  seq: string;

  @Column('uuid', { unique: true })
  id: string;

  @Column('jsonb')
  event: AuditEvent;

  @Column('timestamptz', { default: () => 'now()' })
  created: Date;

  /** When the audit subgraph refused the event for what it says; kept, and tried again after the next start. */
  @Column('timestamptz', { name: 'refused_at', nullable: true })
  refusedAt: Date | null;
}

/** The table of the outbox, for the database of the subgraph whose working role is named. */
export function auditOutboxMigration(role: 'inzage_identity' | 'inzage_dossier'): new () => MigrationInterface {
  return class AuditOutbox1767225600000 implements MigrationInterface {
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(`
        CREATE TABLE audit_outbox (
          seq        bigserial PRIMARY KEY,
          id         uuid NOT NULL UNIQUE,
          event      jsonb NOT NULL,
          created    timestamptz NOT NULL DEFAULT now(),
          refused_at timestamptz
        );
        GRANT SELECT, INSERT, DELETE, UPDATE (refused_at) ON audit_outbox TO ${role};
        GRANT USAGE ON SEQUENCE audit_outbox_seq_seq TO ${role};
      `);
    }

    async down(runner: QueryRunner): Promise<void> {
      await runner.query('DROP TABLE audit_outbox');
    }
  };
}

/** The audit subgraph will not have these events: something in them is wrong, and no retry mends it. */
export class EventsRefused extends Error {}

/** Sends events on and resolves once they are committed. @throws EventsRefused */
export type Send = (events: AuditEvent[]) => Promise<void>;

/** `elsewhere`: another copy is delivering. */
export type Delivery = 'all' | 'some' | 'elsewhere';

/**
 * Puts events into the outbox as part of a transaction that does more. Steps do not wait for each other here: what two
 * of them did at the same moment is told in either order.
 */
export async function putInStep(manager: EntityManager, events: readonly AuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  await manager.query(
    'INSERT INTO audit_outbox (id, event) SELECT * FROM unnest($1::uuid[], $2::jsonb[]) ON CONFLICT DO NOTHING',
    [events.map(({ id }) => id), events.map((event) => JSON.stringify(event))],
  );
}

export class AuditOutbox {
  constructor(private readonly database: DataSource) {}

  /** Commits the events behind those that are there. */
  async put(events: AuditEvent[]): Promise<void> {
    await this.database.transaction(async (manager) => {
      // one writer at a time, so that the order of the numbers is the order of the commits
      await manager.query("SELECT pg_advisory_xact_lock(hashtext('audit-outbox put'))");
      await putInStep(manager, events);
    });
  }

  /** What was sent on is forgotten, unless somebody is delivering it at this moment. */
  async forget(ids: readonly string[]): Promise<void> {
    await this.database.query(
      `DELETE FROM audit_outbox WHERE seq IN
         (SELECT seq FROM audit_outbox WHERE id = ANY($1::uuid[]) FOR UPDATE SKIP LOCKED)`,
      [ids],
    );
  }

  /** Sends the oldest events and forgets them once they are committed on the other side. */
  async deliver(send: Send): Promise<Delivery> {
    return this.database.transaction(async (manager) => {
      const [lock] = await manager.query<{ held: boolean }[]>(
        "SELECT pg_try_advisory_xact_lock(hashtext('audit-outbox deliver')) AS held",
      );
      if (lock?.held !== true) return 'elsewhere';
      const entries = await manager.find(AuditOutboxEntry, {
        where: { refusedAt: IsNull() },
        order: { seq: 'ASC' },
        take: LARGEST_DELIVERY,
      });
      if (entries.length > 0) await deliverEntries(manager, entries, send);
      return entries.length < LARGEST_DELIVERY ? 'all' : 'some';
    });
  }

  /** Makes refused events wait for delivery again: a newer audit subgraph may know what an older one did not. */
  async retryRefused(): Promise<void> {
    await this.database.getRepository(AuditOutboxEntry).update({ refusedAt: Not(IsNull()) }, { refusedAt: null });
  }
}

/** All at once; when that is refused one by one, so that a faulty event does not hold up the rest. */
async function deliverEntries(manager: EntityManager, entries: AuditOutboxEntry[], send: Send): Promise<void> {
  try {
    await send(entries.map(({ event }) => event));
    await manager.delete(AuditOutboxEntry, { seq: In(entries.map(({ seq }) => seq)) });
  } catch (error) {
    if (!(error instanceof EventsRefused)) throw error;
    const [only, ...others] = entries;
    if (only !== undefined && others.length === 0) {
      await manager.update(AuditOutboxEntry, { seq: only.seq }, { refusedAt: new Date() });
      return;
    }
    for (const entry of entries) await deliverEntries(manager, [entry], send);
  }
}
