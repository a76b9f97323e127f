/** What each chart has: its title and description, the axes, and a legend with a sign and a line of its own for each series. */
import type { Chart } from './series.js';
import { element, escaped, text, titled } from './svg.js';

export const WIDTH = 960;
const PLOT_HEIGHT = 320;
const [LEFT, RIGHT, TOP] = [72, 16, 48];
const [LEGEND_ROW, LEGEND_COLUMN] = [20, 304];
/** Of a letter of a label, about; and between labels. */
const [LETTER, GAP] = [7.5, 12];
const INK = '#333333';

/** Each at least 4.5 : 1 on white (WCAG 2.2, 1.4.3), and told apart by its dashes too (1.4.1). */
const COLOURS = ['#0b5cad', '#b3430e', '#0b7a4b', '#8a2c83', '#5b5b5b', '#7d6200', '#a11d3a', '#00707c'];
const DASHES = ['none', '7 3', '2 3', '9 3 2 3', '4 4'];

export interface Look {
  colour: string;
  dashes: string;
}

export function lookOf(series: number): Look {
  const dashes = DASHES[(series + Math.floor(series / COLOURS.length)) % DASHES.length] ?? 'none';
  return { colour: COLOURS[series % COLOURS.length] ?? INK, dashes };
}

/** Where in the drawing a value is, and a label. */
export interface Places {
  /** Width of what belongs to one label. */
  band: number;
  bottom: number;
  /** The middle of a label. */
  x: (label: number) => number;
  y: (value: number) => number;
  format: (value: number) => string;
}

/** @param marks draws the values; what they need of room is theirs. */
export function frame(chart: Chart, marks: (places: Places) => string[]): string {
  const { title, description, language, labels, series } = chart;
  const highest = topOf(Math.max(0, ...series.flatMap(({ values }) => values.filter((value) => value !== null))));
  const band = (WIDTH - LEFT - RIGHT) / Math.max(1, labels.length);
  const bottom = TOP + PLOT_HEIGHT;
  const numbers = new Intl.NumberFormat(language);
  const places: Places = {
    ...{ band, bottom },
    x: (label) => LEFT + (label + 0.5) * band,
    y: (value) => bottom - (value / highest.value) * PLOT_HEIGHT,
    format: (value) => numbers.format(value),
  };
  const perRow = Math.floor((WIDTH - LEFT) / LEGEND_COLUMN);
  const height = bottom + 40 + Math.ceil((series.length + 1) / perRow) * LEGEND_ROW;
  const size = { width: WIDTH, height, viewBox: `0 0 ${WIDTH} ${height}` };
  const named = { role: 'img', 'aria-labelledby': 'chart-title chart-description', lang: language };
  return element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', ...size, ...named, 'font-family': 'Noto Sans, sans-serif', 'font-size': 13 },
    titled(title, { id: 'chart-title' }),
    element('desc', { id: 'chart-description' }, escaped(description)),
    element('rect', { width: WIDTH, height, fill: '#ffffff' }),
    text(title, { x: LEFT, y: 26, 'font-size': 17, fill: INK }),
    ...valueAxis(places, highest),
    ...labelAxis(places, labels),
    ...marks(places),
    ...legend(chart, perRow, bottom + 48),
  );
}

function valueAxis({ y, format }: Places, { value: highest, step }: Top): string[] {
  const ticks = Array.from({ length: Math.round(highest / step) + 1 }, (_, index) => index * step);
  return ticks.flatMap((value) => [
    element('line', { x1: LEFT, x2: WIDTH - RIGHT, y1: y(value), y2: y(value), stroke: value === 0 ? INK : '#d9d9d9' }),
    text(format(value), { x: LEFT - 8, y: y(value) + 4, 'text-anchor': 'end', fill: INK }),
  ]);
}

function labelAxis({ x, bottom, band }: Places, labels: readonly string[]): string[] {
  const widest = Math.max(...labels.map(({ length }) => length)) * LETTER + GAP;
  const every = Math.max(1, Math.ceil(widest / band));
  return labels.flatMap((label, index) =>
    index % every === 0 ? [text(label, { x: x(index), y: bottom + 18, 'text-anchor': 'middle', fill: INK })] : [],
  );
}

function legend({ series, hidden }: Chart, perRow: number, top: number): string[] {
  const at = (place: number) => ({
    x: LEFT + (place % perRow) * LEGEND_COLUMN,
    y: top + Math.floor(place / perRow) * LEGEND_ROW,
  });
  const signed = series.flatMap(({ name }, index) => {
    const [{ x, y }, { colour, dashes }] = [at(index), lookOf(index)];
    const sign = { x1: x, x2: x + 26, y1: y - 4, y2: y - 4, stroke: colour, 'stroke-width': 4 };
    return [element('line', { ...sign, 'stroke-dasharray': dashes }), text(name, { x: x + 34, y, fill: INK })];
  });
  if (series.every(({ values }) => values.every((value) => value !== null))) return signed;
  const { x, y } = at(series.length);
  return [...signed, hiddenMark(x + 13, y + 2, INK), text(hidden, { x: x + 34, y, fill: INK })];
}

/** Where there is a value that is not shown: a sign of its own, on the axis and not at zero of the series. */
export function hiddenMark(x: number, bottom: number, colour: string, ...inside: readonly string[]): string {
  const box = { x: x - 4, y: bottom - 10, width: 8, height: 8, fill: '#ffffff', stroke: colour };
  return element('rect', { ...box, 'stroke-dasharray': '2 2' }, ...inside);
}

interface Top {
  value: number;
  step: number;
}

/** The first multiple of 1, 2 or 5 times a power of ten that lies above all, in four to ten steps. */
function topOf(most: number): Top {
  if (most <= 0) return { value: 1, step: 1 };
  const power = 10 ** Math.floor(Math.log10(most / 5));
  const step = [1, 2, 5, 10].map((times) => times * power).find((candidate) => most / candidate <= 8) ?? power * 10;
  return { value: Math.ceil(most / step) * step, step };
}
