import { describe, expect, it } from '@jest/globals';
import { dayOf, firstDays, spanOf, wholeIntervals } from '../../../../subgraphs/audit/domain/period.js';

const AMSTERDAM = 'Europe/Amsterdam';
const day = (text: string) => new Date(text);

describe('a period in days', () => {
  it('runs from midnight to midnight where the organisation is', () => {
    expect(spanOf({ start: day('2025-07-01'), end: day('2025-07-01') }, AMSTERDAM)).toEqual({
      from: new Date('2025-06-30T22:00:00.000Z'),
      until: new Date('2025-07-01T22:00:00.000Z'),
    });
  });

  it('takes 23 hours for the day on which summer time begins, and 25 for the day on which it ends', () => {
    const hours = (date: string) => {
      const { from, until } = spanOf({ start: day(date), end: day(date) }, AMSTERDAM);
      return (Number(until) - Number(from)) / 3_600_000;
    };
    expect(hours('2025-03-30')).toBe(23);
    expect(hours('2025-10-26')).toBe(25);
  });

  it('is open where no day is given', () => {
    expect(spanOf(null, AMSTERDAM)).toEqual({ from: null, until: null });
    expect(spanOf({ start: day('2025-01-01') }, AMSTERDAM).until).toBeNull();
    expect(spanOf({ end: day('2025-01-01') }, AMSTERDAM).from).toBeNull();
  });

  it('does not end before it starts', () => {
    expect(() => spanOf({ start: day('2025-01-02'), end: day('2025-01-01') }, AMSTERDAM)).toThrow('BAD_INPUT');
  });
});

describe('whole intervals', () => {
  const period = { start: day('2025-10-08'), end: day('2025-10-14') };

  it.each([
    ['day', '2025-10-07T22:00:00.000Z', '2025-10-14T22:00:00.000Z'],
    ['week', '2025-10-05T22:00:00.000Z', '2025-10-19T22:00:00.000Z'],
    ['month', '2025-09-30T22:00:00.000Z', '2025-10-31T23:00:00.000Z'],
  ] as const)('are the %ss that the period touches', (unit, from, until) => {
    expect(wholeIntervals(period, unit, AMSTERDAM, 366)).toEqual({ from: new Date(from), until: new Date(until) });
  });

  it('are no more than asked for', () => {
    expect(() => wholeIntervals(period, 'day', AMSTERDAM, 7)).not.toThrow();
    expect(() => wholeIntervals(period, 'day', AMSTERDAM, 6)).toThrow('BAD_INPUT');
  });

  it('lie in years in which there can be a log', () => {
    const longAgo = { start: day('0000-01-01'), end: day('0000-01-02') };
    expect(() => wholeIntervals(longAgo, 'day', AMSTERDAM, 7)).toThrow('BAD_INPUT');
  });
});

describe('intervals', () => {
  const year = wholeIntervals({ start: day('2025-01-01'), end: day('2025-12-31') }, 'month', AMSTERDAM, 366);
  const days = (dates: Date[]) => dates.map((date) => date.toISOString().slice(0, 10));

  it('lie in the days of home', () => {
    expect(dayOf(new Date('2025-03-31T21:59:59Z'), AMSTERDAM)).toEqual(day('2025-03-31'));
    expect(dayOf(new Date('2025-03-31T22:00:00Z'), AMSTERDAM)).toEqual(day('2025-04-01'));
  });

  it('are known by their first days, across changes of the clock', () => {
    expect(days(firstDays(year, 'month', AMSTERDAM))).toHaveLength(12);
    expect(days(firstDays(year, 'day', AMSTERDAM))).toHaveLength(365);
    const autumn = wholeIntervals({ start: day('2025-10-25'), end: day('2025-10-27') }, 'day', AMSTERDAM, 366);
    expect(days(firstDays(autumn, 'day', AMSTERDAM))).toEqual(['2025-10-25', '2025-10-26', '2025-10-27']);
    const weeks = wholeIntervals({ start: day('2025-10-22'), end: day('2025-10-28') }, 'week', AMSTERDAM, 366);
    expect(days(firstDays(weeks, 'week', AMSTERDAM))).toEqual(['2025-10-20', '2025-10-27']);
  });
});
