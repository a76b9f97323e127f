/**
 * Charts as SVG: from numbers to text and nothing else, for whoever has no program to draw with. What is drawn is read out
 * too: a title and description of the whole, and of each value its label, series and number.
 */
import { frame, hiddenMark, lookOf, type Places } from './chart/frame.js';
import type { Chart } from './chart/series.js';
import { element, titled } from './chart/svg.js';

export type { Chart } from './chart/series.js';

/** Each point is marked as long as there is room for it. */
const LEAST_ROOM = 6;

/** A bar for each value, those of a label side by side. */
export function barChart(chart: Chart): string {
  return frame(chart, (places) => {
    const width = (places.band * 0.8) / Math.max(1, chart.series.length);
    return chart.series.flatMap(({ values }, index) =>
      values.map((value, label) => {
        const left = places.x(label) - places.band * 0.4 + index * width;
        const { colour } = lookOf(index);
        const said = titled(sayingOf(chart, index, label, places));
        if (value === null) return hiddenMark(left + width / 2, places.bottom, colour, said);
        const height = places.bottom - places.y(value);
        const bar = { x: left, y: places.y(value), width: Math.max(0.5, width - 1), height };
        return element('rect', { ...bar, fill: colour }, said);
      }),
    );
  });
}

/** A line for each series, broken where a value is not shown. */
export function lineChart(chart: Chart): string {
  return frame(chart, (places) =>
    chart.series.flatMap(({ values }, index) => {
      const { colour, dashes } = lookOf(index);
      const stroke = { fill: 'none', stroke: colour, 'stroke-width': 2, 'stroke-dasharray': dashes };
      const lines = stretchesOf(values).map((labels) => {
        const points = labels.map(
          (label) => `${places.x(label).toFixed(1)},${places.y(values[label] ?? 0).toFixed(1)}`,
        );
        return element('polyline', { ...stroke, points: points.join(' ') });
      });
      return [...lines, ...pointsOf(chart, index, places)];
    }),
  );
}

function pointsOf(chart: Chart, series: number, places: Places): string[] {
  const { colour } = lookOf(series);
  return (chart.series[series]?.values ?? []).map((value, label) => {
    const said = titled(sayingOf(chart, series, label, places));
    if (value === null) return hiddenMark(places.x(label), places.bottom, colour, said);
    const point = { cx: places.x(label), cy: places.y(value), r: places.band >= LEAST_ROOM ? 3 : 1 };
    return element('circle', { ...point, fill: colour }, said);
  });
}

/** The places of values that stand side by side. */
function stretchesOf(values: readonly (number | null)[]): number[][] {
  const stretches: number[][] = [[]];
  for (const [label, value] of values.entries()) {
    if (value === null) stretches.push([]);
    else stretches.at(-1)?.push(label);
  }
  return stretches.filter(({ length }) => length > 1);
}

function sayingOf({ labels, series, hidden }: Chart, index: number, label: number, { format }: Places): string {
  const { name, values } = series[index] ?? { name: '', values: [] };
  const value = values[label] ?? null;
  return `${labels[label] ?? ''} ${name}: ${value === null ? hidden : format(value)}`;
}
