/** Where a supergraph comes from: a file, or an address from which it can be had by GET. */
import { readFile } from 'node:fs/promises';
import type { Log } from '../program/log.js';

/** @throws Error when it is not there: of which place, and why. */
export async function readSource(place: string): Promise<string> {
  try {
    return await (/^https?:\/\//.test(place) ? fetchText(place) : readFile(place, 'utf8'));
  } catch (error) {
    const { message, cause } = error as Error;
    throw new Error(`${place} cannot be read: ${cause instanceof Error ? cause.message : message}`, { cause: error });
  }
}

async function fetchText(address: string): Promise<string> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`it answered ${answer.status}`);
  return answer.text();
}

export interface Watch {
  place: string;
  everyMs: number;
  /** @throws Error for a text that cannot be used; it is said once, and the next one is tried. */
  use: (text: string) => void;
  log: Log;
}

/** Reads it again and again, and uses what has changed. @returns to stop. */
export function watchSource(text: string, { place, everyMs, use, log }: Watch): () => void {
  let last = text;
  let stopped = false;
  // while it is not there, every look would say so again
  let told: string | null = null;
  const look = async (): Promise<void> => {
    try {
      const found = await readSource(place);
      told = null;
      if (stopped || found === last) return;
      last = found;
      use(found);
      log.info('serving another supergraph');
    } catch (error) {
      const reason = (error as Error).message;
      if (reason !== told) log.error({ reason }, 'the supergraph was not read; the present one stays');
      told = reason;
    }
  };
  // one look at a time: the next is set when this one is done
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    timer = setTimeout(() => void look().then(() => (stopped ? undefined : wait())), everyMs);
  };
  wait();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
