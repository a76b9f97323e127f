import type { FigureQuestion, FigureTable } from '../../schema/figures.js';

/** Figures as a chart has them. */
export interface FigureSeries {
  labels: string[];
  series: { name: string; values: (number | null)[] }[];
}

/** A label for each interval and a series for each organisation, role and section or reason; null is withheld. */
export function seriesOf({ of }: Pick<FigureQuestion, 'of'>, { lines }: Pick<FigureTable, 'lines'>): FigureSeries {
  const labels = [...new Set(lines.map(({ start }) => start))].sort();
  const places = new Map(labels.map((label, place) => [label, place]));
  const series = new Map<string, (number | null)[]>();
  for (const line of lines) {
    const name = [line.organisation, line.role, line.detail].filter((part) => part !== null).join(' ');
    const values = series.get(name) ?? labels.map(() => null);
    values[places.get(line.start) ?? 0] = of === 'ACCOUNTS' ? line.accounts : line.acts;
    series.set(name, values);
  }
  return { labels, series: [...series].map(([name, values]) => ({ name, values })) };
}
