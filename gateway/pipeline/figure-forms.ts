/** Figures in the forms that spreadsheets, reporting tools and chart libraries read. The names of columns are part of the API. */
import { stringify } from 'csv-stringify/sync';
import type { Language } from '../../schema/caller.js';
import type { FigureKind, FigureLine, FigureTable } from '../../schema/figures.js';
import { drawFigures } from './figure-drawing.js';
import type { FigureForm, FigureRequest } from './figure-request.js';
import { seriesOf } from './figure-series.js';

type Value = string | number | boolean | null;
type Column = readonly [name: string, value: (line: FigureLine) => Value];

const BEFORE: readonly Column[] = [
  ['start', ({ start }) => start],
  ['organisation', ({ organisation }) => organisation],
  ['role', ({ role }) => role],
];
const AFTER: readonly Column[] = [
  ['accounts', ({ accounts }) => accounts],
  ['withheld', ({ withheld }) => withheld],
];
const acts = (name: string): Column => [name, (line) => line.acts];
const detail = (name: string): Column => [name, (line) => line.detail];

/** What each kind of figures has of its own. */
const OWN: Readonly<Record<FigureKind, readonly Column[]>> = {
  SIGN_INS: [acts('sign_ins')],
  ACCOUNTS: [],
  SECTIONS: [detail('section'), acts('looks')],
  REFUSALS: [detail('reason'), acts('refusals')],
};

interface Form {
  type: string;
  extension: string;
  write: (request: FigureRequest, table: FigureTable, language: Language) => string;
}

export const FIGURE_FORMS: Readonly<Record<FigureForm, Form>> = {
  csv: { type: 'text/csv; charset=utf-8', extension: 'csv', write: asCsv },
  json: { type: 'application/json; charset=utf-8', extension: 'json', write: asJson },
  chart: { type: 'application/json; charset=utf-8', extension: 'json', write: asChart },
  svg: { type: 'image/svg+xml', extension: 'svg', write: drawFigures },
};

/** RFC 4180, with the mark by which spreadsheets know UTF-8; no cell is taken for a formula. */
function asCsv({ question }: FigureRequest, { lines }: FigureTable): string {
  const columns = columnsOf(question.of);
  const rows = lines.map((line) => columns.map(([, value]) => value(line)));
  return stringify([columns.map(([name]) => name), ...rows], {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
    cast: { boolean: String },
  });
}

function asJson(request: FigureRequest, { asOf, lines }: FigureTable): string {
  const columns = columnsOf(request.question.of);
  const rows = lines.map((line) => Object.fromEntries(columns.map(([name, value]) => [name, value(line)])));
  return JSON.stringify({ ...aboutOf(request, asOf), rows });
}

function asChart(request: FigureRequest, table: FigureTable): string {
  return JSON.stringify({ ...aboutOf(request, table.asOf), ...seriesOf(request.question, table) });
}

function columnsOf(of: FigureKind): Column[] {
  return [...BEFORE, ...OWN[of], ...AFTER];
}

function aboutOf({ name, question: { start, end, by } }: FigureRequest, asOf: string | null) {
  return { figures: name, from: start, until: end, by, asOf };
}
