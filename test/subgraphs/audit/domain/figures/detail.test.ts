import { describe, expect, it } from '@jest/globals';
import type { IntervalUnit } from '../../../../../schema/figures.js';
import { Detail, settledFrom, surroundingsOf } from '../../../../../subgraphs/audit/domain/figures/detail.js';

const DAY_MS = 86_400_000;
const at = (day: string) => Date.parse(day);
const day = (moment: Date | number) => new Date(moment).toISOString().slice(0, 10);

/** From Monday 2 June until Sunday 3 August 2025, ten people each day, but otherwise where it is said. */
function detailOf(otherwise: Partial<Record<IntervalUnit, Record<string, number>>> = {}): Detail {
  const days = Array.from({ length: 63 }, (_, index) => at('2025-06-02') + index * DAY_MS);
  const crowd = (unit: IntervalUnit, starts: number[]) =>
    new Map(starts.map((start) => [start, otherwise[unit]?.[day(start)] ?? 10]));
  const mondays = days.filter((_, index) => index % 7 === 0);
  const months = ['2025-06-01', '2025-07-01', '2025-08-01'].map(at);
  return new Detail({ day: crowd('day', days), week: crowd('week', mondays), month: crowd('month', months) }, 5);
}

describe('a month', () => {
  it('of enough people may be seen, whatever of its parts', () => {
    expect(detailOf().isOpen('month', at('2025-07-01'))).toBe(true);
    expect(detailOf({ week: { '2025-07-07': 0 } }).isOpen('month', at('2025-07-01'))).toBe(true);
    expect(detailOf({ month: { '2025-07-01': 4 } }).isOpen('month', at('2025-07-01'))).toBe(false);
  });

  it.each([4, 1, 0])('with a week of %d is not shown by week or day: the others and the month would tell it', (few) => {
    const detail = detailOf({ week: { '2025-07-14': few } });
    for (const monday of ['2025-07-07', '2025-07-14', '2025-07-21']) {
      expect(detail.isOpen('week', at(monday))).toBe(false);
      expect(detail.isOpen('day', at(monday))).toBe(false);
    }
  });

  it('is not shown by week when few came in what is left of it at its end', () => {
    const quiet = { '2025-07-28': 4, '2025-07-29': 0, '2025-07-30': 4, '2025-07-31': 3 };
    expect(detailOf({ day: quiet }).isOpen('week', at('2025-07-14'))).toBe(false);
    expect(detailOf({ day: { ...quiet, '2025-07-30': 5 } }).isOpen('week', at('2025-07-14'))).toBe(true);
  });

  it('is not shown by a week that it shares with a month that is not', () => {
    // June begins on a Sunday, of which nothing is known
    expect(detailOf().isOpen('week', at('2025-06-30'))).toBe(false);
    expect(detailOf().isOpen('week', at('2025-07-07'))).toBe(true);
  });
});

describe('a week', () => {
  it('with a day of few is not shown by day, but as a whole', () => {
    const detail = detailOf({ day: { '2025-07-20': 4 } });
    expect(detail.isOpen('day', at('2025-07-14'))).toBe(false);
    expect(detail.isOpen('week', at('2025-07-14'))).toBe(true);
    expect(detail.isOpen('day', at('2025-07-21'))).toBe(true);
  });
});

describe('what is shown', () => {
  /** Who is in a sum, by their day: of each day of July someone of their own. */
  const daysOf = (unit: IntervalUnit, start: number) => {
    const last = unit === 'month' ? at('2025-07-31') : start + (unit === 'week' ? 6 : 0) * DAY_MS;
    return Array.from({ length: (last - start) / DAY_MS + 1 }, (_, index) => day(start + index * DAY_MS));
  };

  it('leaves no day of few people alone, in any subtraction from the month', () => {
    for (let quiet = 1; quiet <= 31; quiet += 1) {
      const date = `2025-07-${String(quiet).padStart(2, '0')}`;
      const detail = detailOf({ day: { [date]: 2 } });
      const left = new Set(daysOf('month', at('2025-07-01')));
      const july = [...left].map(at);
      for (const start of july.filter((one) => detail.isOpen('day', one))) left.delete(day(start));
      for (const monday of july.filter((one) => new Date(one).getUTCDay() === 1 && detail.isOpen('week', one))) {
        if (daysOf('week', monday).every((one) => left.has(one)))
          for (const one of daysOf('week', monday)) left.delete(one);
      }
      expect([...left]).not.toEqual([date]);
    }
  });
});

describe('figures of a day', () => {
  it('depend on whole months, and on the weeks that touch them', () => {
    const { first, last } = surroundingsOf(new Date('2025-07-01'), new Date('2025-07-09'));
    expect([day(first), day(last)]).toEqual(['2025-05-26', '2025-08-03']);
  });

  it('are settled when these are over', () => {
    expect(day(settledFrom('month', new Date('2025-07-01')))).toBe('2025-08-01');
    expect(day(settledFrom('week', new Date('2025-07-14')))).toBe('2025-08-04');
    expect(day(settledFrom('day', new Date('2025-07-15')))).toBe('2025-08-04');
    expect(day(settledFrom('day', new Date('2025-07-30')))).toBe('2025-09-01');
  });
});
