import { describe, expect, it } from '@jest/globals';
import { hashBsn, isBsn } from '../../../../../subgraphs/identity/domain/first-steps/bsn.js';

describe('a BSN', () => {
  it.each(['123456782', '111222333', '999990019'])('%s passes the elfproef', (bsn) => {
    expect(isBsn(bsn)).toBe(true);
  });

  it.each([
    ['one digit off', '123456783'],
    ['two digits swapped', '123456728'],
    ['all zero', '000000000'],
    ['eight digits', '12345678'],
    ['ten digits', '1234567820'],
    ['a letter', '12345678a'],
    ['digits of another script', '١٢٣٤٥٦٧٨٢'],
  ])('is refused with %s', (_what, bsn) => {
    expect(isBsn(bsn)).toBe(false);
  });

  it('is kept as a hash that another key does not give', () => {
    const hash = hashBsn(Buffer.alloc(32, 1), '123456782');
    expect(hash).toHaveLength(32);
    expect(hash.equals(hashBsn(Buffer.alloc(32, 1), '123456782'))).toBe(true);
    expect(hash.equals(hashBsn(Buffer.alloc(32, 2), '123456782'))).toBe(false);
  });
});
