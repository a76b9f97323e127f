/**
 * Which search criteria a record can name, and in which form (NEN 7513: search). A closed list: what somebody typed to
 * search by is nowhere in it, only that there was such a text.
 */
const WORD = /^[A-Z][A-Z0-9_]{0,79}$/;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MOMENT = /^\d{4}-\d{2}-\d{2}(T[\d:.]{5,12}Z)?$/;
/** As an organisation's policy names itself, its terms and its own settings; never the number of anybody. */
const NAME = /^(?!\d{7,}$)[A-Za-z0-9][\w.:/=-]{0,119}$/;

const text = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value);
const list = (pattern: RegExp) => (value: unknown) => Array.isArray(value) && value.every(text(pattern));

export const FORMS = {
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

const LOG = {
  ...({ client: 'id', account: 'id', kinds: 'words', outcome: 'word', roles: 'words', reasons: 'words' } as const),
  ...({ start: 'moment', end: 'moment', from: 'moment', until: 'moment', categories: 'words' } as const),
  ...({ relation: 'id', session: 'id', trace: 'name', anomalies: 'words' } as const),
  ...({ format: 'word', after: 'count', size: 'count', sequence: 'count', first: 'count' } as const),
};

export const SEARCHES = {
  dossier: { start: 'moment', end: 'moment', types: 'words', text: 'flag' },
  copy: { form: 'word', format: 'word' },
  people: {
    ...{ text: 'flag', first: 'count', status: 'word', role: 'word', version: 'name' },
    ...{ inCare: 'flag', incapacitated: 'flag', withoutAccount: 'flag' },
  },
  policy: { digest: 'name', matrix: 'name', changed: 'names', parts: 'names' },
  told: { accounts: 'count' },
  retention: { month: 'moment', records: 'count', first: 'count', last: 'count', earlier: 'count' },
  log: LOG,
  logExport: { ...LOG, records: 'count', last: 'count', whole: 'flag' },
  figures: { from: 'moment', until: 'moment', by: 'name', format: 'word', of: 'word', roles: 'words' },
} as const satisfies Record<string, SearchForm>;
