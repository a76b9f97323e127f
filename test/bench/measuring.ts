/** Times in milliseconds, and what to say of them. */

/** How long each of a number of turns takes, sorted; one turn goes before, unmeasured. */
export async function timesOf(turns: number, work: () => Promise<unknown>): Promise<number[]> {
  await work();
  const took: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) took.push(await timeOf(work));
  return sorted(took);
}

export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** So many callers, each doing the work again and again until the time is up; the times of their turns, sorted. */
export async function crowdTimes(callers: number, seconds: number, work: () => Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  const end = performance.now() + seconds * 1000;
  const caller = async (): Promise<void> => {
    let start = performance.now();
    while (start < end) {
      await work();
      const now = performance.now();
      took.push(now - start);
      start = now;
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return sorted(took);
}

/** @param part 0.5 for the median, 0.99 for what one in a hundred exceeds. */
export function percentile(times: readonly number[], part: number): number {
  return times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
}

export function inMs(time: number): string {
  return time.toFixed(time < 10 ? 2 : 1);
}

function sorted(times: number[]): number[] {
  return times.sort((one, other) => one - other);
}
