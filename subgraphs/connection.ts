/** Relay connections with keyset cursors: the shape and the rules that all lists of the graph share. */
import { Directive, Field, ObjectType } from 'type-graphql';
import { DomainError } from './domain-error.js';

export const LARGEST_PAGE = 50;
export const USUAL_PAGE = 20;

@Directive('@shareable')
@ObjectType({ description: 'Where a page of a list stands. Relay PageInfo.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'More entries follow (nl: er is meer).' })
  hasNextPage: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the last entry, for `after` (nl: bladwijzer).' })
  endCursor: string | null;
}

/** A place in a list ordered by time and then id: the keyset. */
export interface Keyset {
  time: string;
  id: string;
}

export interface Page<T> {
  edges: { cursor: string; node: T }[];
  pageInfo: PageInfo;
}

export interface PageRequest {
  first: number;
  after: Keyset | null;
}

/** @throws DomainError PAGE_TOO_LARGE, BAD_CURSOR. */
export function pageRequest(first: number, after: string | null | undefined): PageRequest {
  if (first < 1 || first > LARGEST_PAGE) throw new DomainError('PAGE_TOO_LARGE', { largest: LARGEST_PAGE });
  return { first, after: after == null ? null : decodeCursor(after) };
}

/** @param rows one more than the page holds when there is a next page. */
export function toPage<T>(rows: T[], first: number, keysetOf: (row: T) => Keyset): Page<T> {
  const edges = rows.slice(0, first).map((node) => ({ cursor: encodeCursor(keysetOf(node)), node }));
  return { edges, pageInfo: { hasNextPage: rows.length > first, endCursor: edges.at(-1)?.cursor ?? null } };
}

export function encodeCursor({ time, id }: Keyset): string {
  return Buffer.from(JSON.stringify([time, id])).toString('base64url');
}

/** @throws DomainError BAD_CURSOR. */
export function decodeCursor(cursor: string): Keyset {
  try {
    const [time, id, ...rest] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (typeof time === 'string' && typeof id === 'string' && rest.length === 0 && !Number.isNaN(Date.parse(time))) {
      return { time, id };
    }
  } catch {
    // falls through: whatever it is, it is not one of our cursors
  }
  throw new DomainError('BAD_CURSOR');
}
