import { describe, expect, it } from '@jest/globals';
import { loadOrganisations } from '../../../../../organisations/policy.js';
import type { SessionFacts } from '../../../../../schema/caller.js';
import { figuresOf } from '../../../../../subgraphs/audit/domain/figures/figure.js';
import type { FigureCount } from '../../../../../subgraphs/audit/domain/figures/figure-counts.js';
import { readFigures } from '../../../../../subgraphs/audit/domain/figures/read-figures.js';
import { Rounding } from '../../../../../subgraphs/audit/domain/figures/rounding.js';

const [MAY, JUNE, JULY] = ['2026-05-01', '2026-06-01', '2026-07-01'].map((day) => new Date(day)) as [Date, Date, Date];
const rounding = new Rounding(Buffer.alloc(32, 3));

const count = (start: Date, accounts: number, change: Partial<FigureCount> = {}): FigureCount => ({
  unit: 'month',
  start,
  role: 'CLIENT',
  detail: null,
  acts: accounts * 2,
  accounts,
  ...change,
});
const shown = (counts: FigureCount[]) =>
  figuresOf(counts, {
    of: 'SIGN_INS',
    organisation: 'vivium',
    unit: 'month',
    starts: [MAY, JUNE, JULY],
    limit: 5,
    rounding,
  });

describe('figures', () => {
  it('withhold a group of fewer than five, one, or nobody, all alike', () => {
    const of = (accounts: number) => shown([count(MAY, 10), ...(accounts === 0 ? [] : [count(JUNE, accounts)])]);
    expect(of(4)[1]).toEqual({
      organisation: 'vivium',
      start: JUNE,
      role: 'CLIENT',
      detail: null,
      acts: null,
      accounts: null,
      withheld: true,
    });
    for (const accounts of [0, 1, 2, 3]) expect(of(accounts)).toEqual(of(4));
    expect(of(5)[1]).toMatchObject({ accounts: 5, withheld: false });
  });

  it('name no series of which nothing may be seen', () => {
    expect(shown([count(MAY, 4, { acts: 400 }), count(JUNE, 3), count(MAY, 1, { role: 'CONTACT' })])).toEqual([]);
    const series = shown([count(MAY, 4), count(MAY, 5, { detail: 'REPORTS' })]);
    expect(series.map(({ detail }) => detail)).toEqual(['REPORTS', 'REPORTS', 'REPORTS']);
  });

  it('have a line for each interval and series, in order of time', () => {
    const lines = shown([count(JULY, 5), count(MAY, 5, { role: 'CONTACT' }), count(MAY, 5, { role: null })]);
    expect(lines.map(({ start, role, withheld }) => [start, role, withheld])).toEqual(
      [MAY, JUNE, JULY].flatMap((start) => [
        [start, null, start !== MAY],
        [start, 'CLIENT', start !== JULY],
        [start, 'CONTACT', start !== MAY],
      ]),
    );
  });

  it('are multiples of five, never below', () => {
    for (let accounts = 5; accounts < 40; accounts += 1) {
      const [{ accounts: told } = { accounts: null }] = shown([count(MAY, accounts)]);
      expect([Math.floor(accounts / 5) * 5, Math.ceil(accounts / 5) * 5]).toContain(told);
    }
  });
});

describe('rounding', () => {
  const cells = Array.from({ length: 2_000 }, (_, index) => [`cell ${index}`]);
  const round = (counts: number[], cell: string[], by = rounding, start = MAY) => by.of(cell).round(counts, 5, start);

  it('leaves multiples as they are, and gives the same cell the same answer', () => {
    for (const cell of cells.slice(0, 50)) {
      expect(round([0, 5, 35], cell)).toEqual([0, 5, 35]);
      expect(round([7, 8], cell)).toEqual(round([7, 8], cell));
    }
  });

  it.each([1, 2, 3, 4])('goes up as often as is right for the sum: %d in five', (rest) => {
    const sum = cells.reduce((total, cell) => total + (round([10 + rest], cell)[0] ?? 0), 0);
    expect(Math.abs(sum / cells.length - (10 + rest))).toBeLessThan(0.25);
  });

  it('goes up as often as is right over the days of one series, the last of a leap year included', () => {
    const series = rounding.of(['series']);
    const days = Array.from({ length: 2_000 }, (_, index) => new Date(Date.UTC(2024, 11, 31 - index)));
    const sum = days.reduce((total, day) => total + (series.round([12, 0], 5, day)[0] ?? 0), 0);
    expect(Math.abs(sum / days.length - 12)).toBeLessThan(0.25);
  });

  it('goes another way for another key, another day, and another count of the same cell', () => {
    const other = new Rounding(Buffer.alloc(32, 4));
    const differing = (a: (cell: string[]) => unknown, b: (cell: string[]) => unknown) =>
      cells.filter((cell) => a(cell) !== b(cell)).length;
    expect(
      differing(
        (cell) => round([12], cell)[0],
        (cell) => round([12], cell, other)[0],
      ),
    ).toBeGreaterThan(500);
    const nextDay = new Date(MAY.getTime() + 86_400_000);
    expect(
      differing(
        (cell) => round([12], cell)[0],
        (cell) => round([12], cell, rounding, nextDay)[0],
      ),
    ).toBeGreaterThan(500);
    const [first, second] = [0, 1].map((place) => (cell: string[]) => round([12, 12], cell)[place]);
    expect(first !== undefined && second !== undefined && differing(first, second)).toBeGreaterThan(500);
  });
});

const REPORTER: SessionFacts = {
  session: 'session-1',
  account: 'account-1',
  name: 'Anneke de Wit',
  relations: [],
  staff: [{ organisation: 'vivium', role: 'REPORTER' }],
  authentication: 'PASSWORD_SMS',
};

describe('figures of a log of which much waits to be counted', () => {
  it.each([
    ['are of months that were over at the last record that is counted', '2026-06-20T12:00:00Z', false, [MAY]],
    ['are none before any is', null, false, []],
    ['are of all months that are over once nothing waits', '2026-06-20T12:00:00Z', true, [MAY, JUNE]],
  ])('%s', async (_, asOf, isAll, starts) => {
    const counts = {
      catchUp: () => Promise.resolve({ asOf: asOf === null ? null : new Date(asOf), isAll }),
      count: () => Promise.resolve([count(MAY, 10), count(JUNE, 10), count(JULY, 10)]),
    };
    const occasion = {
      caller: { facts: REPORTER, address: '192.0.2.7', language: 'nl', purpose: 'HSYSADMIN', trace: '' } as const,
      ledger: { add: () => undefined },
      now: new Date('2026-07-05T12:00:00Z'),
    };
    const needs = { counts, organisations: loadOrganisations('organisations'), rounding };
    const asked = { of: 'SIGN_INS', period: { start: MAY, end: JULY }, unit: 'month' } as const;
    expect((await readFigures(needs, occasion, asked)).figures.map(({ start }) => start)).toEqual(starts);
  });
});
