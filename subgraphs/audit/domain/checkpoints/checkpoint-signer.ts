import type { Log } from '../../../../program/log.js';
import { LogTampered } from './log-tampered.js';
import { signCheckpoints, type SigningNeeds } from './sign-checkpoints.js';

/** Does the work when no other copy of the program is at it. */
export type Alone = (work: () => Promise<void>) => Promise<void>;

const EVERY_MS = 10_000;
/** A turn is given up before a copy that died is thought to be signing still; the last one before the program is ended. */
const TURN_LIMIT_MS = 7_000;
const LAST_TURN_LIMIT_MS = 4_000;
/** So long nothing was signed: somebody has to look. */
const ALARM_MS = 60_000;

export interface SignerNeeds extends SigningNeeds {
  alone: Alone;
  log: Pick<Log, 'warn' | 'error'>;
  /** Another interval than ten seconds. */
  everyMs?: number | undefined;
}

/** Signs every ten seconds, at the start and at the end. Beside the writer: nobody waits for it. */
export class CheckpointSigner {
  private fault: LogTampered | undefined;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private ended = false;
  private signedUpTo: number | undefined;
  private lastGood: Date;

  constructor(private readonly needs: SignerNeeds) {
    this.lastGood = needs.clock();
  }

  /** What was signed does not fit with what is there: nothing is signed any more until somebody has looked. */
  get tampered(): boolean {
    return this.fault !== undefined;
  }

  start(): void {
    void this.run().then(() => {
      if (!this.ended) this.timer = setTimeout(() => this.start(), this.needs.everyMs ?? EVERY_MS).unref();
    });
  }

  /** One turn, after the one that goes on. */
  run(limitMs = TURN_LIMIT_MS): Promise<void> {
    this.running = this.running.then(() => this.turn(limitMs));
    return this.running;
  }

  /** Signs once more, so that nothing stays unsigned; a place that cannot be reached is not waited for. */
  async close(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    await this.run(LAST_TURN_LIMIT_MS);
  }

  private async turn(limitMs: number): Promise<void> {
    if (this.fault !== undefined) {
      this.tell(this.fault); // again each turn, or it is overlooked
      return;
    }
    const { alone, clock } = this.needs;
    try {
      await alone(() => within(limitMs, (signal) => this.sign(signal)));
      this.lastGood = clock();
    } catch (error) {
      this.tell(error);
    }
  }

  private async sign(signal: AbortSignal): Promise<void> {
    this.signedUpTo = await signCheckpoints(this.needs, { signal, known: this.signedUpTo });
  }

  private tell(error: unknown): void {
    const { log, clock } = this.needs;
    if (error instanceof LogTampered) {
      this.fault = error;
      log.error({ err: error, size: error.size, fault: error.message }, 'the log was tampered with: nothing is signed');
      return;
    }
    const sinceMs = clock().getTime() - this.lastGood.getTime();
    if (sinceMs < ALARM_MS) log.warn({ err: error }, 'no checkpoint could be signed; it is tried again');
    else log.error({ err: error, sinceMs }, 'no checkpoint can be signed');
  }
}

/** What hangs is left alone, and does nothing more when it comes to itself. */
async function within(limitMs: number, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      ending.abort();
      reject(new Error(`a turn took longer than ${limitMs} ms`));
    }, limitMs);
  });
  try {
    await Promise.race([work(ending.signal), limit]);
  } finally {
    clearTimeout(timer);
  }
}
