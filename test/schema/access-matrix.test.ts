import { describe, expect, it } from '@jest/globals';
import { table } from '../../schema/access-matrix.js';

describe('a table of the access matrix', () => {
  it('reads rows, categories and condition words', () => {
    expect(table('field category CLIENT CONTACT\n Client.reports REPORTS|MEDICAL_REPORTS yes shared')).toEqual([
      {
        type: 'Client',
        field: 'reports',
        categories: ['REPORTS', 'MEDICAL_REPORTS'],
        part: false,
        cells: { CLIENT: 'yes', CONTACT: 'shared' },
      },
    ]);
  });

  it('opens nothing for a dash', () => {
    expect(table('field category CLIENT\n A.b – –')[0]?.cells).toEqual({});
  });

  it.each([
    ['an unknown column', 'field category NEIGHBOUR\n A.b – yes', '"NEIGHBOUR" is not a column'],
    ['an unknown word', 'field category CLIENT\n A.b – maybe', '"maybe" is not a word in A.b'],
    ['an unknown category', 'field category CLIENT\n A.b SECRETS yes', '"SECRETS" is not a category'],
    ['a missing cell', 'field category CLIENT CONTACT\n A.b – yes', 'A.b has 1 cells for 2 columns'],
    ['a cell too many', 'field category CLIENT\n A.b – yes yes', 'A.b has 2 cells for 1 columns'],
    ['a part with cells', 'field category CLIENT\n A.* part yes', 'A.* is a part and takes no cells'],
    ['a name that is no field', 'field category CLIENT\n Client – yes', '"Client" is not Type.field'],
    ['two rows for one field', 'field category CLIENT\n A.b – yes\n A.b – –', 'A.b has two rows'],
  ])('refuses %s', (_what, text, message) => {
    expect(() => table(text)).toThrow(message);
  });
});
