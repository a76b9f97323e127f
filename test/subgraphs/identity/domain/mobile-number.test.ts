import { describe, expect, it } from '@jest/globals';
import { isDutchMobile, parseMobileNumber } from '../../../../subgraphs/identity/domain/mobile-number.js';

describe('a mobile number', () => {
  it.each([
    '0612345678',
    '06 12345678',
    '06-12 34 56 78',
    '+31612345678',
    '+31 6 1234 5678',
    '0031 6 12345678',
    '+31 (0)6 12345678',
    '  0612345678  ',
  ])('written as %s is the same Dutch number (R11)', (text) => {
    expect(parseMobileNumber(text)).toBe('+31612345678');
  });

  it.each([
    ['a land line', '020 1234567'],
    ["a machine's number", '+3197012345678'],
    ['a paid number', '0900 1234'],
    ['a number for pagers', '+31661234567'],
    ['another country', '+32470123456'],
    ['a digit short', '061234567'],
    ['a digit too many', '06123456789'],
    ['an extension', '0612345678 ext 3'],
    ['words around it', 'bel 0612345678'],
    ['two numbers', '0612345678, 0687654321'],
    ['a NUL', '0612345678\0'],
    ['nothing', ''],
    ['a long text', '0'.repeat(1_000)],
  ])('with %s is refused (R11)', (_what, text) => {
    expect(parseMobileNumber(text)).toBeNull();
  });

  it('that is kept is judged by the same rule', () => {
    expect(isDutchMobile('+31612345678')).toBe(true);
    expect(isDutchMobile('+3197012345678')).toBe(false);
    expect(isDutchMobile('0612345678')).toBe(false);
  });
});
