import type { LogRecord } from '../../../domain/record/log-record.js';

/** What was searched, as the search of a URL; the log holds no text that anybody typed. */
export function searchText({ categories, search }: LogRecord): string {
  const criteria: NonNullable<LogRecord['search']> = { categories, ...search };
  const text = new URLSearchParams();
  for (const [name, given] of Object.entries(criteria)) {
    for (const value of [given].flat()) text.append(name, String(value));
  }
  return text.toString();
}
