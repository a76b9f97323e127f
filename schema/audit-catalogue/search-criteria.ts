/**
 * Which search criteria a record can name, and in which form (NEN 7513: search). A closed list: what somebody typed to
 * search by is nowhere in it, only that there was such a text.
 */
import type { AuditEvent } from '../audit-event.js';

const WORD = /^[A-Z][A-Z0-9_]{0,79}$/;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MOMENT = /^\d{4}-\d{2}-\d{2}(T[\d:.]{5,12}Z)?$/;
/** As an organisation's policy names itself, its terms and its own settings. */
const NAME = /^[A-Za-z0-9][\w.:/=-]{0,119}$/;

const text = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value);
const list = (pattern: RegExp) => (value: unknown) => Array.isArray(value) && value.every(text(pattern));

const FORMS = {
  flag: (value: unknown) => typeof value === 'boolean',
  count: (value: unknown) => typeof value === 'number',
  word: text(WORD),
  words: list(WORD),
  id: text(ID),
  moment: text(MOMENT),
  name: text(NAME),
  names: list(NAME),
} as const;

export type SearchForm = Readonly<Record<string, keyof typeof FORMS>>;

export const SEARCHES = {
  dossier: { start: 'moment', end: 'moment', types: 'words', text: 'flag' },
  copy: { form: 'word', format: 'word' },
  people: {
    ...{ text: 'flag', first: 'count', status: 'word', role: 'word', version: 'name' },
    ...{ inCare: 'flag', incapacitated: 'flag', withoutAccount: 'flag' },
  },
  policy: { digest: 'name', matrix: 'name', changed: 'names', parts: 'names' },
  told: { accounts: 'count' },
  log: {
    ...{ client: 'id', account: 'id', kinds: 'words', outcome: 'word', roles: 'words', reasons: 'words' },
    ...{ start: 'moment', end: 'moment', from: 'moment', until: 'moment', categories: 'words' },
    ...{ format: 'word', after: 'count', size: 'count', sequence: 'count', first: 'count' },
  },
  figures: { from: 'moment', until: 'moment', by: 'name', format: 'word', of: 'word', roles: 'words' },
} as const satisfies Record<string, SearchForm>;

/** The criteria that do not belong in such a record: unknown, or not in the form that they have there. */
export function strayCriteria(form: SearchForm | null, search: AuditEvent['search']): string[] {
  return Object.entries(search ?? {}).flatMap(([name, value]) => {
    const known = form !== null && Object.hasOwn(form, name) ? form[name] : undefined;
    return known !== undefined && FORMS[known](value) ? [] : [name];
  });
}

/** Codes, ids and names of fields: what a record can name as its categories. */
export function isCode(category: string): boolean {
  return [WORD, ID, NAME].some((pattern) => pattern.test(category));
}

/** `Type/<id>`: which thing exactly. */
export function isObject(object: string): boolean {
  const [type = '', id = '', ...others] = object.split('/');
  return /^[A-Z][A-Za-z]*$/.test(type) && ID.test(id) && others.length === 0;
}
