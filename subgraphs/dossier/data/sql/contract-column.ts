/** What the view contract can say of a column, and with it which rows are served: a row that lacks an answer is not. */

/** The kinds of value, each with the PostgreSQL types that may hold it. */
export const COLUMN_TYPES = {
  /** Any type that identifies; compared as the ECD's own type, so that its indices are used. */
  id: ['text', 'character varying', 'character', 'uuid', 'bigint', 'integer'],
  text: ['text', 'character varying', 'character'],
  texts: ['ARRAY'],
  /** Only with a time zone: without one nobody knows when it was. */
  time: ['timestamp with time zone'],
  date: ['date'],
  number: ['integer', 'smallint'],
  flag: ['boolean'],
} as const;
export type ColumnKind = keyof typeof COLUMN_TYPES;

interface Values {
  id: string;
  text: string;
  texts: string[];
  /** ISO 8601, UTC, to the microsecond: a `Date` would round it and a keyset would then skip rows. */
  time: string;
  /** `YYYY-MM-DD`: a `Date` would shift it by the process's time zone. */
  date: string;
  number: number;
  flag: boolean;
}

export interface Column {
  kind: ColumnKind;
  meaning: string;
  /**
   * required: a row without a value is not served, nor one with a time or date that no calendar knows.
   * optional: NULL is an answer. false: a row is served only when it is FALSE.
   */
  rule: 'required' | 'optional' | 'false';
  /** The only words that are served; a row with another is not. */
  words?: readonly string[];
}

export type View = Record<string, Column>;

export function required<K extends ColumnKind>(kind: K, meaning: string) {
  return { kind, meaning, rule: 'required' } as const;
}

export function optional<K extends ColumnKind>(kind: K, meaning: string) {
  return { kind, meaning, rule: 'optional' } as const;
}

export function mustBeFalse(meaning: string) {
  return { kind: 'flag', meaning, rule: 'false' } as const;
}

export function oneOf<const W extends readonly string[]>(words: W, meaning: string) {
  return { kind: 'text', meaning, rule: 'required', words } as const;
}

type ValueOf<C extends Column> = C extends { words: infer W extends readonly string[] }
  ? W[number]
  : C['rule'] extends 'optional'
    ? Values[C['kind']] | null
    : Values[C['kind']];

/** A served row of a view, as it comes out of the reader. */
export type RowOf<V extends View> = { [C in keyof V]: ValueOf<V[C]> };
