/** Figures drawn: bars of months, lines of weeks and days, in words of the reader's language. */
import { barChart, lineChart } from '../../program/chart.js';
import type { Language } from '../../schema/caller.js';
import type { FigureKind, FigureTable, IntervalUnit } from '../../schema/figures.js';
import type { FigureRequest } from './figure-request.js';
import { seriesOf, type FigureSeries } from './figure-series.js';

type Series = FigureSeries['series'];

/** More cannot be told apart: the largest are drawn, and all are in the table. */
const MOST_SERIES = 8;

interface Words {
  of: Readonly<Record<FigureKind, string>>;
  by: Readonly<Record<IntervalUnit, string>>;
  from: (start: string, end: string) => string;
  hidden: string;
  about: (series: number, intervals: number, withheld: number) => string;
  drawn: (all: number) => string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  nl: {
    of: { SIGN_INS: 'Aanmeldingen', ACCOUNTS: 'Actieve accounts', SECTIONS: 'Inzages', REFUSALS: 'Weigeringen' },
    by: { day: 'dag', week: 'week', month: 'maand' },
    from: (start, end) => `${start} tot en met ${end}`,
    hidden: 'verborgen: te weinig mensen',
    about: (series, intervals, withheld) =>
      `${series} reeksen, ${intervals} tijdvakken; ${withheld} waarden zijn verborgen omdat ze over te weinig mensen gaan. Getallen zijn afgerond.`,
    drawn: (all) => ` De ${MOST_SERIES} grootste van ${all} reeksen zijn getekend; alle staan in de tabel (CSV).`,
  },
  en: {
    of: { SIGN_INS: 'Sign-ins', ACCOUNTS: 'Active accounts', SECTIONS: 'Looks', REFUSALS: 'Refusals' },
    by: { day: 'day', week: 'week', month: 'month' },
    from: (start, end) => `${start} to ${end}`,
    hidden: 'hidden: too few people',
    about: (series, intervals, withheld) =>
      `${series} series, ${intervals} intervals; ${withheld} values are hidden because they are about too few people. Numbers are rounded.`,
    drawn: (all) => ` The ${MOST_SERIES} largest of ${all} series are drawn; all are in the table (CSV).`,
  },
};

export function drawFigures({ question }: FigureRequest, table: FigureTable, language: Language): string {
  const words = WORDS[language];
  const { labels, series: all } = seriesOf(question, table);
  const series = largestOf(all);
  const withheld = series.flatMap(({ values }) => values).filter((value) => value === null).length;
  const { of, by, start, end } = question;
  const draw = by === 'month' ? barChart : lineChart;
  return draw({
    title: `${words.of[of]} / ${words.by[by]}, ${words.from(start, end)}`,
    description:
      words.about(series.length, labels.length, withheld) + (all.length > series.length ? words.drawn(all.length) : ''),
    hidden: words.hidden,
    labels: by === 'month' ? labels.map((label) => label.slice(0, 'yyyy-mm'.length)) : labels,
    ...{ language, series },
  });
}

/** In the order in which they stand. */
function largestOf(series: Series): Series {
  const sumOf = ({ values }: Series[number]) => values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const largest = new Set([...series].sort((one, other) => sumOf(other) - sumOf(one)).slice(0, MOST_SERIES));
  return series.filter((some) => largest.has(some));
}
