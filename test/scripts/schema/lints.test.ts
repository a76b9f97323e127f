import { describe, expect, it } from '@jest/globals';
import { lintSchema } from '../../../scripts/schema/lints.js';

const LINK = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@external"])
  @link(url: "https://inzage.example/access/v1.0", import: ["@access"])`;

function faults(...bodies: string[]): string[] {
  return lintSchema(bodies.map((body, index) => ({ name: `s${index + 1}`, sdl: `${LINK}\n${body}` })));
}

describe('a sound contract', () => {
  it('has no faults', () => {
    expect(
      faults(
        `type Query { "The one." a: A @access(account: "yes") }
         "A thing." type A @key(fields: "id") { "Its id." id: ID @access(account: "yes", client: "yes") }`,
        `"A thing." type A @key(fields: "id") { "Its id." id: ID @access(client: "yes", account: "yes") }`,
      ),
    ).toEqual([]);
  });
});

describe('a field that two subgraphs serve', () => {
  it('has the same row in both', () => {
    expect(
      faults(
        '"A." type A { "F." f: Int @access(category: ["REPORTS"], client: "yes") }',
        '"A." type A { "F." f: Int @access(category: ["REPORTS"], client: "yes", contact: "yes") }',
      ),
    ).toEqual([
      'A.f has differing rows (s1: category: ["REPORTS"], client: "yes"; s2: category: ["REPORTS"], client: "yes", contact: "yes")',
    ]);
  });

  it('is not a part in one of them', () => {
    expect(faults('"A." type A { "F." f: Int @access(client: "yes") }', '"A." type A { "F." f: Int }')).toEqual([
      'A.f has differing rows (s1: client: "yes"; s2: part)',
    ]);
  });

  it('may be external in one of them', () => {
    expect(
      faults('"A." type A { "F." f: Int @access(client: "yes") }', '"A." type A { "F." f: Int @external }'),
    ).toEqual([]);
  });
});

describe('an interface', () => {
  it('says the same as the types behind it', () => {
    expect(
      faults(`"I." interface I { "F." f: Int @access(client: "yes") }
              "A." type A implements I { "F." f: Int }`),
    ).toEqual(['A.f and I.f have differing rows in s1']);
    expect(
      faults(`"I." interface I { "F." f: Int }
              "A." type A implements I { "F." f: Int @access(client: "yes") }`),
    ).toEqual(['A.f and I.f have differing rows in s1']);
  });
});

describe('the directive', () => {
  const body = '\n"A." type A { "F." f: Int }';
  it.each([
    [
      'renamed',
      '@link(url: "https://inzage.example/access/v1.0", import: [{ name: "@access", as: "@may" }])',
      's1 does not import @access under its own name',
    ],
    [
      'behind another namespace',
      '@link(url: "https://inzage.example/access/v1.0", as: "acl", import: ["@access"])',
      's1 does not import @access under its own name',
    ],
    [
      'not imported',
      '@link(url: "https://inzage.example/access/v1.0")',
      's1 does not import @access under its own name',
    ],
    [
      'not linked',
      '@link(url: "https://specs.apollo.dev/federation/v2.9")',
      's1 does not import @access under its own name',
    ],
  ])('is refused when %s', (_how, link, fault) => {
    expect(lintSchema([{ name: 's1', sdl: `extend schema ${link}${body}` }])).toEqual([fault]);
  });

  it.each(['import: ["@access"]', 'import: [{ name: "@other", as: "@access" }]'])(
    'is refused of another specification (%s)',
    (imported) => {
      const other = `@link(url: "https://other.example/access/v1.0", ${imported})`;
      expect(lintSchema([{ name: 's1', sdl: `${LINK} ${other}${body}` }])).toEqual([
        's1 imports another thing as @access',
      ]);
    },
  );
});

describe('a field that requires another', () => {
  const requiring = (needed: string, access: string): string[] =>
    faults(
      `"A." type A @key(fields: "id") { "Id." id: ID "N." n: Int ${needed} }`,
      `"A." type A @key(fields: "id") { "Id." id: ID "N." n: Int @external "F." f: Int @requires(fields: "n") ${access} }`,
    );

  it.each([
    ['a role more', '@access(client: "yes")', '@access(client: "yes", contact: "yes")'],
    ['a wider word', '@access(contact: "shared")', '@access(contact: "yes")'],
    [
      'another category',
      '@access(category: ["REPORTS"], contact: "shared")',
      '@access(category: ["CARE_PLAN"], contact: "shared")',
    ],
    ['no row at all', '@access(client: "yes")', ''],
    ['everyone', '@access(account: "yes")', '@access(anyone: "yes")'],
  ])('may not open to %s', (_what, needed, access) => {
    expect(requiring(needed, access)).toEqual(['A.f in s2 requires A.n, which is narrower']);
  });

  it.each([
    ['fewer roles', '@access(client: "yes", contact: "yes")', '@access(client: "yes")'],
    [
      'the same word',
      '@access(category: ["REPORTS"], contact: "shared")',
      '@access(category: ["REPORTS"], contact: "shared")',
    ],
    ['whoever has signed in', '@access(account: "yes")', '@access(client: "yes")'],
    ['a part', '', '@access(client: "yes")'],
  ])('may open to what the other opens to: %s', (_what, needed, access) => {
    expect(requiring(needed, access)).toEqual([]);
  });

  it('is judged by every field below as well', () => {
    expect(
      faults(
        `"A." type A { "B." b: [B!]! @access(client: "yes", contact: "yes") }
         "B." type B { "N." n: Int @access(client: "yes") }`,
        `"A." type A { "B." b: [B!]! @external
           "F." f: Int @requires(fields: "b { ... on B { n } }") @access(client: "yes", contact: "yes") }`,
      ),
    ).toEqual(['A.f in s2 requires B.n, which is narrower']);
  });
});

describe('an element that front ends read', () => {
  it('says what it is', () => {
    expect(
      faults(`type Query { f: Int } type A { "G." g: Int } "In." input In { h: Int } enum E { X } scalar S
              interface I { "J." j: Int } union U = A`),
    ).toEqual([
      'Query.f in s1 has no description',
      'A in s1 has no description',
      'In.h in s1 has no description',
      'E in s1 has no description',
      'S in s1 has no description',
      'I in s1 has no description',
      'U in s1 has no description',
    ]);
  });
});
