import type { Log } from '../../../../program/log.js';
import { answerRecovery, type AnswerRecoveryNeeds } from './answer-recovery.js';

const TICK_MS = 1_000;

/**
 * Sees to recoveries each second, and never because one was just asked for: how long the answer to that takes says
 * nothing of whether there is such an account.
 */
export class RecoveryDesk {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;
  private isFailing = false;
  private isClosing = false;

  constructor(private readonly needs: AnswerRecoveryNeeds & { clock: () => Date; log: Pick<Log, 'error'> }) {}

  start(): void {
    this.timer = setInterval(() => {
      this.round ??= this.answerAll().finally(() => {
        this.round = undefined;
      });
    }, TICK_MS).unref();
  }

  /** Begins nothing more, and waits for what goes on. */
  async close(): Promise<void> {
    this.isClosing = true;
    clearInterval(this.timer);
    await this.round;
  }

  private async answerAll(): Promise<void> {
    try {
      let isMore = true;
      while (isMore && !this.isClosing) isMore = await answerRecovery(this.needs, this.needs.clock());
      this.isFailing = false;
    } catch (error) {
      // what was asked for stays; told once, not each second
      if (!this.isFailing) this.needs.log.error({ err: error }, 'recoveries cannot be seen to');
      this.isFailing = true;
    }
  }
}
