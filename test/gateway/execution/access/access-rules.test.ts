import { describe, expect, it } from '@jest/globals';
import { readAccessRules } from '../../../../gateway/execution/access/access-rules.js';

describe('the rules that a supergraph carries', () => {
  it('are rows of the matrix; a field without one is a part', () => {
    const rules = readAccessRules(`
      type A { f: Int @access(category: ["REPORTS", "CONTACTS"], client: "yes", contact: "shared") g: Int }
      interface I { f: Int @access(anyone: "yes") }
    `);
    expect([...rules]).toEqual([
      [
        'A.f',
        {
          type: 'A',
          field: 'f',
          categories: ['REPORTS', 'CONTACTS'],
          part: false,
          cells: { CLIENT: 'yes', CONTACT: 'shared' },
        },
      ],
      ['I.f', { type: 'I', field: 'f', categories: [], part: false, cells: { anyone: 'yes' } }],
    ]);
  });

  it.each([
    ['an unknown word', '@access(client: "sometimes")'],
    ['an unknown column', '@access(neighbour: "yes")'],
    ['an unknown category', '@access(category: ["GOSSIP"], client: "yes")'],
    ['a word that is none', '@access(client: true)'],
    ['two rows', '@access(client: "yes") @access(contact: "yes")'],
  ])('are refused with %s, so that it opens nothing', (_what, access) => {
    expect(() => readAccessRules(`type A { f: Int ${access} }`)).toThrow(/A\.f/);
  });
});
