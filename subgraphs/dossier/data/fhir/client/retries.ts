/** Asks again what can have an answer a moment later: a few times, further apart, and never past the time there is. */
import { endedBy, FhirFault } from './fhir-fault.js';

export interface RetryOptions {
  /** The first one counts. */
  attempts: number;
  baseMs: number;
  mostMs: number;
  clock: () => number;
  /** Rejects when the signal fires. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** From 0 up to 1. */
  random: () => number;
  onRetry: (cause: FhirFault) => void;
}

/** Only for what may be asked twice. @param deadline on the clock of the options. */
export async function retrying<T>(
  attempt: () => Promise<T>,
  options: RetryOptions,
  deadline: number,
  signal: AbortSignal,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof FhirFault) || !error.passes || tried >= options.attempts) throw error;
      const waitMs = waitBeforeNext(error, tried, options);
      if (options.clock() + waitMs >= deadline) throw error;
      options.onRetry(error);
      await asleep(waitMs, options, signal);
    }
  }
}

/** Full jitter, so that those who failed together do not come back together; what the server asks for comes first. */
function waitBeforeNext({ retryAfter }: FhirFault, tried: number, options: RetryOptions): number {
  const { baseMs, mostMs, random, clock } = options;
  const jittered = random() * Math.min(mostMs, baseMs * 2 ** (tried - 1));
  return (retryAfterMs(retryAfter, clock()) ?? 0) + jittered;
}

/** RFC 9110 §10.2.3: seconds or a date. Null when there is none that can be read. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1_000;
  const moment = Date.parse(header);
  return Number.isNaN(moment) ? null : Math.max(0, moment - now);
}

async function asleep(ms: number, { sleep }: RetryOptions, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, signal);
  } catch (error) {
    throw signal.aborted ? endedBy(signal) : error;
  }
}
