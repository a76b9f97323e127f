/**
 * The one writer of the log. What arrives while a batch is being committed makes up the next batch, so a lone record
 * never waits and a crowd shares its commits. Other processes wait their turn at a lock, so the numbers have no gap.
 */
import { QueryFailedError, type DataSource, type EntityManager } from 'typeorm';
import type { AuditEvent } from '../../../schema/audit-event.js';
import type { AuditTrail } from '../../ledger.js';
import { insertBatch } from './batch.js';
import { frontierOf } from '../domain/tree/tree-hashes.js';
import { Frontier } from '../domain/tree/frontier.js';
import type { RecordMaker } from './record-maker.js';
import { Rooms } from './rooms.js';
import { SqlTreeHashes } from './sql-tree-hashes.js';

const LARGEST_BATCH = 256;

/** Whoever holds it writes; until the end of the transaction. */
export const WRITER_LOCK = "SELECT pg_advisory_xact_lock(hashtext('audit-event writer'))";

interface Waiting {
  events: AuditEvent[];
  resolve: () => void;
  reject: (reason: unknown) => void;
}

export class CommittingWriter implements AuditTrail {
  private waiting: Waiting[] = [];
  private writing: Promise<void> | undefined;
  /** The tree as this process last left it; another one may have gone on since. */
  private frontier = Frontier.empty();
  private readonly rooms: Rooms;

  constructor(
    private readonly database: DataSource,
    private readonly maker: RecordMaker,
    private readonly clock: () => Date,
  ) {
    this.rooms = new Rooms(database);
  }

  /** Resolves once the events are committed; an event whose id is known is not written again. */
  record(events: AuditEvent[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ events, resolve, reject });
      this.writing ??= this.writeAll();
    });
  }

  /** Resolves once all that was taken has been written. */
  async settled(): Promise<void> {
    await this.writing;
  }

  private async writeAll(): Promise<void> {
    await new Promise(setImmediate); // whoever records in this same turn is in the first batch
    while (this.waiting.length > 0) await this.writeBatch(this.takeBatch());
    this.writing = undefined; // in the turn in which nothing was waiting: whoever comes later starts anew
  }

  private async writeBatch(batch: Waiting[]): Promise<void> {
    try {
      await this.write(batch.flatMap(({ events }) => events));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      if (batch.length > 1 && isAboutValues(error)) {
        // one caller's value that the database cannot hold is no reason to refuse the others
        for (const alone of batch) await this.writeBatch([alone]);
        return;
      }
      for (const { reject } of batch) reject(error);
    }
  }

  /** At least one, and as many more as fit. */
  private takeBatch(): Waiting[] {
    let size = 0;
    const end = this.waiting.findIndex(({ events }, index) => (size += events.length) > LARGEST_BATCH && index > 0);
    return this.waiting.splice(0, end === -1 ? this.waiting.length : end);
  }

  private async write(events: AuditEvent[]): Promise<void> {
    const fresh = [...new Map(events.map((event) => [event.id, event])).values()];
    await this.rooms.make(fresh);
    try {
      await this.commit(fresh);
    } catch (error) {
      if (!isAboutKnown(error)) throw error;
      await this.commit(fresh, true);
    }
  }

  /** @param someKnown looks for events that are there already; seldom is one, so first it is tried without. */
  private async commit(events: AuditEvent[], someKnown = false): Promise<void> {
    const at = this.clock();
    this.frontier = await this.database.transaction(async (manager) => {
      await manager.query(WRITER_LOCK);
      const frontier = await this.frontierNow(manager);
      const fresh = someKnown ? await unknownOf(manager, events) : events;
      if (fresh.length > 0) await insertBatch(manager, frontier, await this.maker.make(manager, fresh, at), at);
      return frontier;
    });
  }

  /** A tree of this step's own: that of the process is replaced only when the step is committed. */
  private async frontierNow(manager: EntityManager): Promise<Frontier> {
    const hashes = new SqlTreeHashes(manager);
    const size = await hashes.size();
    return size === this.frontier.size ? this.frontier.copy() : frontierOf(hashes, size);
  }
}

/** Under the lock nobody else adds an event that is looked for here. */
async function unknownOf(manager: EntityManager, events: AuditEvent[]): Promise<AuditEvent[]> {
  const known = await manager.query<{ id: string }[]>(KNOWN, [
    events.map(({ id }) => id),
    events.map(({ occurredAt }) => occurredAt),
  ]);
  const ids = new Set(known.map(({ id }) => id));
  return events.filter(({ id }) => !ids.has(id.toLowerCase()));
}

/** SQLSTATE class 22, data exception. */
function isAboutValues(error: unknown): boolean {
  return error instanceof QueryFailedError && /^22/.test((error.driverError as { code?: string }).code ?? '');
}

/** SQLSTATE 23505, unique violation. */
function isAboutKnown(error: unknown): boolean {
  return error instanceof QueryFailedError && (error.driverError as { code?: string }).code === '23505';
}

const KNOWN = `
  SELECT known.id FROM unnest($1::uuid[], $2::timestamptz[]) AS given (id, occurred_at)
  JOIN audit_event known ON known.occurred_at = given.occurred_at AND known.id = given.id`;
