/** Sees to it that exports are made, in each copy of the program, one at a time. */
import { randomUUID } from 'node:crypto';
import type { Log } from '../../../../program/log.js';
import { makeNextExport, madeOf, type MakingNeeds } from './make-export.js';

const LOOK_EVERY_MS = 1_000;
const SWEEP_EVERY_MS = 60_000;

export class ExportMaker {
  private readonly holder = randomUUID();
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private sweptAt = 0;

  constructor(private readonly needs: MakingNeeds & { log: Pick<Log, 'error'> }) {}

  start(): void {
    if (this.stopping.signal.aborted) return;
    this.timer = setTimeout(() => void this.run().then(() => this.start()), LOOK_EVERY_MS).unref();
  }

  /** Makes all that waits, after what goes on. */
  run(): Promise<void> {
    this.running = this.running.then(() => this.runNow());
    return this.running;
  }

  /** Breaks off what goes on, for another copy or the next start to take up. */
  async close(): Promise<void> {
    this.stopping.abort();
    clearTimeout(this.timer);
    await this.running;
  }

  private async runNow(): Promise<void> {
    const { needs, holder, stopping } = this;
    try {
      await this.sweep();
      while (!stopping.signal.aborted && (await makeNextExport(needs, holder, stopping.signal)));
    } catch (error) {
      needs.log.error({ err: error }, 'exports could not be seen to');
    }
  }

  private async sweep(): Promise<void> {
    const now = this.needs.clock();
    if (now.getTime() - this.sweptAt < SWEEP_EVERY_MS) return;
    await this.needs.inOwnStep(now, async ({ exports }, record) => {
      for (const failed of await exports.sweep(now)) record.add(madeOf(failed, failed.failure));
    });
    this.sweptAt = now.getTime();
  }
}
