import type { Log } from '../../../../program/log.js';
import { runUpkeep, type UpkeepNeeds } from './upkeep.js';

/** Does the work when no other copy of the program is at it. */
export type Alone = (work: () => Promise<void>) => Promise<void>;

const EVERY_MS = 60_000;

/** Runs the upkeep each minute, and when told to. */
export class Caretaker {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private readonly ending = new AbortController();

  constructor(private readonly needs: UpkeepNeeds & { alone: Alone; log: Pick<Log, 'error'> }) {}

  start(): void {
    if (this.ending.signal.aborted) return;
    this.timer = setTimeout(() => void this.run().then(() => this.start()), EVERY_MS).unref();
  }

  /** One run, after the one that goes on. */
  run(): Promise<void> {
    this.running = this.running.then(() => this.runNow());
    return this.running;
  }

  /** Begins nothing more, and waits for what goes on. */
  async close(): Promise<void> {
    this.ending.abort();
    clearTimeout(this.timer);
    await this.running;
  }

  private async runNow(): Promise<void> {
    if (this.ending.signal.aborted) return;
    const { alone, clock, log } = this.needs;
    try {
      await alone(() => runUpkeep(this.needs, clock(), log, this.ending.signal));
    } catch (error) {
      log.error({ err: error }, 'the upkeep could not be begun');
    }
  }
}
