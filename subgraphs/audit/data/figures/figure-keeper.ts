import type { DataSource } from 'typeorm';
import type { Log } from '../../../../program/log.js';
import type { Organisations } from '../../../../organisations/policy.js';
import { isTooLong } from '../sql-state.js';
import { foldStep, forgetFigures, lagOf } from './fold.js';

const EVERY_MS = 5_000;
/** So many records are counted before figures are read; more would keep their reader waiting. */
const SMALL_LAG = 256;
/** Records that are counted in one step; fewer when the database is too busy for so many. */
const [LEAST_STEP, MOST_STEP] = [256, 4_096];

export interface FigureKeeperNeeds {
  database: DataSource;
  organisations: Organisations;
  log: Pick<Log, 'error'>;
}

/** Keeps the figures up with the log: every few seconds, and before they are read. */
export class FigureKeeper {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private closing = false;
  private step = MOST_STEP;

  constructor(private readonly needs: FigureKeeperNeeds) {}

  start(): void {
    if (this.closing) return;
    this.timer = setTimeout(() => void this.count().then(() => this.start()), EVERY_MS).unref();
  }

  /** What was just recorded, when that is done in a moment; the rest is left to the next round, and not waited for. */
  async catchUp(): Promise<void> {
    if ((await this.lag()) <= SMALL_LAG) await this.count();
  }

  /** What was recorded until now, however much it is. */
  count(): Promise<void> {
    return this.inTurn(() => this.foldAll());
  }

  /** Counts the whole log anew: when what is counted, or the time zone of an organisation, has changed. */
  async rebuild(): Promise<void> {
    await this.needs.database.transaction(forgetFigures);
    await this.foldAll();
  }

  /** Begins nothing more, and waits for what goes on. */
  async close(): Promise<void> {
    this.closing = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** After what goes on. Figures that lag behind say so; that is no reason to answer none. */
  private inTurn(work: () => Promise<void>): Promise<void> {
    this.running = this.running.then(work).catch((error: unknown) => {
      this.needs.log.error({ err: error }, 'the figures could not be brought up to date');
    });
    return this.running;
  }

  /** What there is now: on a busy log there would be no end to what comes in meanwhile. */
  private async foldAll(): Promise<void> {
    for (let left = await this.lag(); left > 0 && !this.closing;) {
      const taken = await this.fold();
      if (taken === null || taken === 0) return;
      left -= taken;
    }
  }

  private lag(): Promise<number> {
    return lagOf(this.needs.database.manager);
  }

  /** A step that takes too long is tried again with half of it, and the next ones are larger again. */
  private async fold(): Promise<number | null> {
    const { database, organisations } = this.needs;
    try {
      const taken = await database.transaction((manager) => foldStep(manager, organisations, this.step));
      this.step = Math.min(MOST_STEP, this.step * 2);
      return taken;
    } catch (error) {
      if (!isTooLong(error) || this.step <= LEAST_STEP) throw error;
      this.step /= 2;
      return this.fold();
    }
  }
}
