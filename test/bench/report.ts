/** What a benchmark found: a table for the terminal, the same as Markdown and as data. */
import { availableParallelism, cpus, totalmem } from 'node:os';

export interface Report {
  title: string;
  /** What was measured, on what, and what the reader has to know of it. */
  notes: string[];
  columns: string[];
  rows: string[][];
  /** What the table is made from, where there is more of it than a table shows. */
  data?: unknown;
  /** Written beside the table, by the end of their names. */
  files?: Readonly<Record<string, string>>;
}

export interface Benchmark {
  name: string;
  /** One line, for the list. */
  about: string;
  /** Only for who asks for it. */
  onRequest?: boolean;
  run(options: BenchmarkOptions): Promise<Report>;
}

export interface BenchmarkOptions {
  /** postgres:// address of the administrator of a server to use; without it one is started. */
  adminUrl: string | undefined;
  /** Seconds that each measurement lasts. */
  seconds: number;
  /** Minutes that memory is followed. */
  minutes: number;
  /** Records in the log that is read. */
  records: number;
  /** Clients in the ECD that is read. */
  clients: number;
  /** Where what is read stays once it is written, to be measured again. */
  folder?: string | undefined;
}

export function asText({ title, notes, columns, rows }: Report): string {
  const widths = columns.map((column, index) => Math.max(...[columns, ...rows].map((row) => widthOf(row[index]))));
  const line = (row: string[]): string =>
    row
      .map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0)))
      .join('  ');
  return [title, ...notes, '', line(columns), ...rows.map(line), ''].join('\n');
}

export function asMarkdown({ title, notes, columns, rows }: Report): string {
  const line = (row: string[]): string => `| ${row.join(' | ')} |`;
  const rule = columns.map((_, index) => (index === 0 ? '---' : '---:'));
  return [`# ${title}`, '', notes.join('\n\n'), '', line(columns), line(rule), ...rows.map(line), ''].join('\n');
}

/** As they are before a benchmark keeps this process to one of them. */
const cores = availableParallelism();

/** The machine, for absolute figures hold for one machine only. */
export function machine(): string {
  const model = cpus()[0]?.model ?? 'unknown processor';
  return `${cores} cores (${model}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
}

function widthOf(cell = ''): number {
  return cell.length;
}
