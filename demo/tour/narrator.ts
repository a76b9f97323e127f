/** Tells the tour on the terminal, and stops it where what was told does not hold. */
import type { Ask, GraphAnswer } from '../graph-client.js';

/** Whoever asks: someone who signed in, or nobody yet. */
export interface Asker {
  ask: Ask;
}

/** A step did not do what it says. */
export class TourBroken extends Error {
  constructor(step: string, what: string, options?: ErrorOptions) {
    super(`step "${step}": ${what}`, options);
  }
}

const LONGEST_LIST = 3;
const LONGEST_TEXT = 110;
const NEVER_SHOWN = new Set(['accessToken', 'refreshToken', 'password', 'bsn']);

export class Narrator {
  private count = 0;
  private current = 'start';

  /** @param write takes a line; the terminal, or a list in a test. */
  constructor(private readonly write: (line: string) => void) {}

  step(title: string): void {
    this.count += 1;
    this.current = title;
    this.write(`\n${bold(`${this.count}. ${title}`)}`);
  }

  say(text: string): void {
    this.write(text);
  }

  /** Asks the graph, showing the query and the answer. */
  async show<T>(asker: Asker, query: string, variables: Record<string, unknown> = {}): Promise<GraphAnswer<T>> {
    this.write(dim(indent(dedent(query), '  > ')));
    if (Object.keys(variables).length > 0) this.write(dim(`  > variables ${JSON.stringify(shorten(variables))}`));
    const answer = await asker.ask<T>(query, variables);
    if (answer.data !== null) this.write(indent(JSON.stringify(shorten(answer.data), null, 2), '  '));
    for (const { path = [], extensions, message } of answer.errors) {
      this.write(`  ! ${path.join('.') || 'the request'}: ${extensions.code}: ${message}`);
    }
    return answer;
  }

  table(rows: string[][]): void {
    const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
    for (const [index, row] of rows.entries()) {
      const line = `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd();
      this.write(index === 0 ? bold(line) : line);
    }
  }

  /** @throws TourBroken naming the step and what was to hold. */
  holds(what: string, condition: boolean): asserts condition {
    if (!condition) throw new TourBroken(this.current, `it does not hold that ${what}`);
    this.write(`  ✓ ${what}`);
  }

  /** What went wrong, with the step in which it did. */
  broken(error: unknown): TourBroken {
    if (error instanceof TourBroken) return error;
    return new TourBroken(this.current, error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** As the answer is, but fit to read: long lists and texts are cut, secrets are left out. */
function shorten(value: unknown, name = ''): unknown {
  if (NEVER_SHOWN.has(name)) return '…';
  if (typeof value === 'string' && value.length > LONGEST_TEXT) return `${value.slice(0, LONGEST_TEXT)}…`;
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item === 'string')) return value;
    const shown: unknown[] = value.slice(0, LONGEST_LIST).map((item) => shorten(item));
    return value.length > LONGEST_LIST ? [...shown, `… and ${value.length - LONGEST_LIST} more`] : shown;
  }
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shorten(item, key)]));
}

function dedent(text: string): string {
  const lines = text.replace(/^\n/, '').trimEnd().split('\n');
  const margin = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(margin)).join('\n');
}

function indent(text: string, margin: string): string {
  return text
    .split('\n')
    .map((line) => margin + line)
    .join('\n');
}

const styled = process.stdout.isTTY;

function bold(text: string): string {
  return styled ? `\u001B[1m${text}\u001B[0m` : text;
}

function dim(text: string): string {
  return styled ? `\u001B[2m${text}\u001B[0m` : text;
}
