/** How many questions a server has before it at once, and how many wait for their turn; first come, first served. */
import { endedBy, FhirFault } from './fhir-fault.js';

export interface TurnLimits {
  atOnce: number;
  waiting: number;
}

export class Turns {
  private taken = 0;
  private readonly queue = new Set<() => void>();

  constructor(private readonly limits: TurnLimits) {}

  /** @throws FhirFault FHIR_CROWDED when too many wait; what the signal says when it fires while waiting. */
  async take<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await this.turn(signal);
    try {
      return await work();
    } finally {
      this.pass();
    }
  }

  private async turn(signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw endedBy(signal);
    if (this.taken < this.limits.atOnce) {
      this.taken += 1;
      return;
    }
    if (this.queue.size >= this.limits.waiting) throw new FhirFault('FHIR_CROWDED');
    await new Promise<void>((resolve, reject) => {
      const begin = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        this.queue.delete(begin);
        reject(endedBy(signal));
      };
      this.queue.add(begin);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  /** Hands the turn to the next, who has it from that moment: nobody can come in between. */
  private pass(): void {
    const [next] = this.queue;
    if (next === undefined) {
      this.taken -= 1;
      return;
    }
    this.queue.delete(next);
    next();
  }
}
