import { describe, expect, it } from '@jest/globals';
import { MOST_TRIES, nextTryAt } from '../../../../../subgraphs/identity/domain/messages/tries.js';

const NOW = new Date('2026-02-02T09:00:00Z');
const wait = (tries: number, random = 0) => nextTryAt(tries, NOW, () => random).getTime() - NOW.getTime();

describe('the next try', () => {
  it('comes soon at first, then ever later, and never later than two hours', () => {
    expect([1, 2, 3, 4].map((tries) => wait(tries))).toEqual([5_000, 10_000, 20_000, 40_000]);
    expect(wait(MOST_TRIES)).toBe(2 * 3_600_000);
  });

  it('is spread, so that all that failed together does not come back together', () => {
    expect(wait(1, 0.5)).toBe(5_625);
  });

  it('is not made any more after about a day', () => {
    const whole = Array.from({ length: MOST_TRIES - 1 }, (_, index) => wait(index + 1)).reduce((sum, ms) => sum + ms);
    expect(whole / 3_600_000).toBeGreaterThan(20);
    expect(whole / 3_600_000).toBeLessThan(26);
  });
});
