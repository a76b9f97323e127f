/** When a mail that failed is tried again: soon at first, then ever later; about a day in all. */
export const MOST_TRIES = 22;

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 2 * 3_600_000;
/** Up to this part longer, so that all that failed together does not come back together. */
const JITTER = 0.25;

export function nextTryAt(tries: number, now: Date, random: () => number = Math.random): Date {
  const wait = Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS);
  return new Date(now.getTime() + Math.round(wait * (1 + JITTER * random())));
}
