import { describe, expect, it } from '@jest/globals';
import { decodeCursor, encodeCursor, pageRequest, toPage } from '../../subgraphs/connection.js';

const keysetOf = (id: string) => ({ time: '2026-05-01T10:00:00.000Z', id });

describe('a page', () => {
  it('holds what was asked for and knows whether more follows', () => {
    const page = toPage(['a', 'b', 'c'], 2, keysetOf);
    expect(page.edges.map(({ node }) => node)).toEqual(['a', 'b']);
    expect(page.pageInfo).toEqual({ hasNextPage: true, endCursor: encodeCursor(keysetOf('b')) });
  });

  it('can be empty', () => {
    expect(toPage([], 2, keysetOf)).toEqual({ edges: [], pageInfo: { hasNextPage: false, endCursor: null } });
  });

  it.each([0, -1, 51, 1_000_000])('of %d entries is refused', (first) => {
    expect(() => pageRequest(first, null)).toThrow('PAGE_TOO_LARGE');
  });
});

describe('a cursor', () => {
  it('comes back as the place it stands for', () => {
    expect(decodeCursor(encodeCursor(keysetOf('a')))).toEqual(keysetOf('a'));
  });

  it.each([
    ['nothing', ''],
    ['noise', 'not a cursor'],
    ['another shape', Buffer.from('{"time":"2026-05-01"}').toString('base64url')],
    ['no time', Buffer.from('["yesterday","a"]').toString('base64url')],
    ['more than a place', Buffer.from('["2026-05-01","a","b"]').toString('base64url')],
  ])('is refused when it is %s', (_what, cursor) => {
    expect(() => decodeCursor(cursor)).toThrow('BAD_CURSOR');
  });
});
