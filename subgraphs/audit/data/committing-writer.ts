/**
 * The one writer of the log. Events become records as they come; what was made while a batch is being committed makes up
 * the next batch, so a lone record never waits and a crowd shares its commits.
 */
import type { DataSource } from 'typeorm';
import type { AuditEvent } from '../../../schema/audit-event.js';
import type { AuditTrail } from '../../ledger.js';
import { LogEnd } from './log-end.js';
import type { LogEntry } from './log-entry.js';
import type { RecordMaker } from './record-maker.js';
import { Rooms } from './rooms.js';
import { isAboutValues, isKnown, isWithoutRoom } from './sql-state.js';

/** In a batch. */
const MOST_COMMITTED = 256;
/** Made into records before a commit under way gets its turn: fewer, so that making and committing go on side by side. */
const MOST_MADE = 128;
const ATTEMPTS = 3;

interface Caller {
  resolve: () => void;
  reject: (reason: unknown) => void;
}

interface Waiting extends Caller {
  events: readonly AuditEvent[];
}

interface Ready extends Caller {
  entries: readonly LogEntry[];
}

export class CommittingWriter implements AuditTrail {
  private waiting: Waiting[] = [];
  private making: Promise<void> | undefined;
  private ready: Ready[] = [];
  private committing: Promise<void> | undefined;
  private readonly end: LogEnd;

  constructor(
    private readonly database: DataSource,
    private readonly maker: RecordMaker,
    private readonly clock: () => Date,
    private readonly rooms = new Rooms(database),
  ) {
    this.end = new LogEnd(database);
  }

  /** Resolves once the events are committed; an event whose id is known is not written again. */
  record(events: readonly AuditEvent[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ events, resolve, reject });
      this.making ??= this.makeAll();
    });
  }

  /** Resolves once all that was taken has been written. */
  async settled(): Promise<void> {
    await this.making;
    await this.committing;
  }

  private async makeAll(): Promise<void> {
    while (this.waiting.length > 0) {
      await new Promise(setImmediate); // whoever records in this same turn is in the first batch
      await together(
        take(this.waiting, MOST_MADE, ({ events }) => events.length),
        (callers) => this.make(callers),
      );
      if (this.ready.length > 0) this.committing ??= this.commitAll();
    }
    this.making = undefined; // in the turn in which nothing was waiting: whoever comes later starts anew
  }

  private async make(callers: readonly Waiting[]): Promise<void> {
    const events = callers.flatMap((caller) => caller.events);
    const entries = await this.maker.make(this.database, events, this.clock());
    let next = 0;
    for (const { events: own, resolve, reject } of callers) {
      this.ready.push({ entries: entries.slice(next, (next += own.length)), resolve, reject });
    }
  }

  private async commitAll(): Promise<void> {
    while (this.ready.length > 0) {
      await together(
        take(this.ready, MOST_COMMITTED, ({ entries }) => entries.length),
        async (callers) => {
          await this.write(onceEach(callers.flatMap(({ entries }) => entries)));
          // once the next step is on its way
          setImmediate(() => callers.forEach(({ resolve }) => resolve()));
        },
      );
    }
    this.committing = undefined;
  }

  /** Seldom is an event there already, or a room gone that was there, so first it is tried as if that never happened. */
  private async write(entries: readonly LogEntry[]): Promise<void> {
    let someKnown = false;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.rooms.make(entries);
        await this.end.append(entries, this.clock(), someKnown);
        return;
      } catch (error) {
        if (attempt === ATTEMPTS || !(isKnown(error) || isWithoutRoom(error))) throw error;
        someKnown ||= isKnown(error);
        if (!isWithoutRoom(error)) continue;
        this.rooms.forget(entries);
        this.end.forgetRooms();
      }
    }
  }
}

/** Takes from the front at least one, and as many more as fit. */
function take<T>(queue: T[], most: number, weightOf: (item: T) => number): T[] {
  let size = 0;
  const end = queue.findIndex((item, index) => (size += weightOf(item)) > most && index > 0);
  return queue.splice(0, end === -1 ? queue.length : end);
}

/** One caller's value that the log cannot hold is no reason to refuse the others: then in halves, and so on. */
async function together<T extends Caller>(
  callers: readonly T[],
  work: (callers: readonly T[]) => Promise<void>,
): Promise<void> {
  try {
    await work(callers);
  } catch (error) {
    if (callers.length > 1 && isAboutValues(error)) {
      const half = callers.length >> 1;
      await together(callers.slice(0, half), work);
      await together(callers.slice(half), work);
    } else for (const { reject } of callers) reject(error);
  }
}

/** The first of each id. */
function onceEach(entries: readonly LogEntry[]): readonly LogEntry[] {
  const first = new Map<string, LogEntry>();
  for (const entry of entries) if (!first.has(entry.id)) first.set(entry.id, entry);
  return first.size === entries.length ? entries : [...first.values()];
}
