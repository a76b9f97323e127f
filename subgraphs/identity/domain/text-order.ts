/** Lists in the order of a text and then an id, a page at a time: the keyset of lists that are not about time. */
import { LARGEST_PAGE, type Page } from '../../connection.js';
import { DomainError } from '../../domain-error.js';
import { isUuid } from '../../uuid.js';

export interface TextKey {
  text: string;
  id: string;
}

export interface TextPageRequest {
  first: number;
  after: TextKey | null;
}

/** @throws DomainError PAGE_TOO_LARGE, BAD_CURSOR. */
export function textPageRequest(first: number, after: string | null | undefined): TextPageRequest {
  if (first < 1 || first > LARGEST_PAGE) throw new DomainError('PAGE_TOO_LARGE', { largest: LARGEST_PAGE });
  return { first, after: after == null ? null : keyOf(after) };
}

/** @param rows one more than the page holds when there is a next page. */
export function toTextPage<T>(rows: T[], first: number, key: (row: T) => TextKey): Page<T> {
  const edges = rows.slice(0, first).map((node) => ({ cursor: cursorOf(key(node)), node }));
  return { edges, pageInfo: { hasNextPage: rows.length > first, endCursor: edges.at(-1)?.cursor ?? null } };
}

function cursorOf({ text, id }: TextKey): string {
  return Buffer.from(JSON.stringify([text, id])).toString('base64url');
}

function keyOf(cursor: string): TextKey {
  try {
    const [text, id, ...rest] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    const isOurs = typeof text === 'string' && typeof id === 'string' && rest.length === 0;
    if (isOurs && isUuid(id) && !text.includes('\0')) return { text, id };
  } catch {
    // falls through: whatever it is, it is not one of our cursors
  }
  throw new DomainError('BAD_CURSOR');
}
