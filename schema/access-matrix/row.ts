/** A row of the access matrix, and how it is read from a table of words. */
import { ROLES, SECTIONS, STAFF_ROLES } from '../caller.js';

export const COLUMNS = ['anyone', 'account', ...ROLES, ...STAFF_ROLES] as const;
export type Column = (typeof COLUMNS)[number];

export const CONDITIONS = ['yes', 'shared', 'own', 'entries'] as const;
export type Condition = (typeof CONDITIONS)[number];

/** Data categories of the audit log (NEN 7513). The sections are among them. */
export const CATEGORIES = [
  ...SECTIONS,
  'IDENTIFICATION',
  'CARE_TEAM',
  'CONTACTS',
  'RELATIONS',
  'ACCESS_LOG',
  'FIGURES',
  'ACCOUNT',
  'MESSAGES',
  'OBJECTIONS',
  'LEGAL_SITUATIONS',
] as const;
export type Category = (typeof CATEGORIES)[number];

export interface AccessRow {
  type: string;
  /** `*` for every field of the type. */
  field: string;
  categories: Category[];
  /** The type is a piece of its holder; `cells` is then empty. */
  part: boolean;
  cells: Partial<Record<Column, Condition>>;
}

/** Reads a table of rows; throws on any word it does not know, so that a slip of the pen never opens anything. */
export function table(text: string): AccessRow[] {
  const [header, ...lines] = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => line.split(/\s+/));
  const columns = (header ?? []).slice(2).map((word) => known(COLUMNS, word, 'column'));
  const rows = lines.map((words) => row(words, columns));
  const names = rows.map((r) => `${r.type}.${r.field}`);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`access matrix: ${twice} has two rows`);
  return rows;
}

function row([name = '', category = '', ...cells]: string[], columns: Column[]): AccessRow {
  const [type = '', field = '', ...rest] = name.split('.');
  if (type === '' || field === '' || rest.length > 0) throw new Error(`access matrix: "${name}" is not Type.field`);
  if (category === 'part') {
    if (cells.length > 0) throw new Error(`access matrix: ${name} is a part and takes no cells`);
    return { type, field, categories: [], part: true, cells: {} };
  }
  if (cells.length !== columns.length) {
    throw new Error(`access matrix: ${name} has ${cells.length} cells for ${columns.length} columns`);
  }
  const opened = columns.flatMap((column, index) =>
    cells[index] === '–' ? [] : [[column, known(CONDITIONS, cells[index] ?? '', `word in ${name}`)] as const],
  );
  return {
    type,
    field,
    categories: category === '–' ? [] : category.split('|').map((word) => known(CATEGORIES, word, 'category')),
    part: false,
    cells: Object.fromEntries(opened),
  };
}

function known<T extends string>(words: readonly T[], word: string, what: string): T {
  const found = words.find((candidate) => candidate === word);
  if (found === undefined) throw new Error(`access matrix: "${word}" is not a ${what}`);
  return found;
}
