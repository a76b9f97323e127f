import { beforeAll, describe, expect, it } from '@jest/globals';
import { createPasswordHasher } from '../../../../subgraphs/identity/data/argon2-password-hasher.js';
import type { PasswordHasher } from '../../../../subgraphs/identity/domain/sign-in/password-hasher.js';

let hasher: PasswordHasher;

beforeAll(async () => {
  hasher = await createPasswordHasher(Buffer.alloc(32, 'peper'));
});

describe('a password hash', () => {
  it('is argon2id with 47104 KiB, one pass, one lane, and a salt of its own', async () => {
    const [one, two] = await Promise.all([hasher.hash('geraniums'), hasher.hash('geraniums')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/);
    expect(one).not.toBe(two);
  });

  it('fits its password and no other', async () => {
    const hash = await hasher.hash('geraniums');
    await expect(hasher.verify('geraniums', hash)).resolves.toBe(true);
    await expect(hasher.verify('Geraniums', hash)).resolves.toBe(false);
  });

  it('fits the password however its accents are composed', async () => {
    const hash = await hasher.hash('caf\u00e9 op de hoek');
    await expect(hasher.verify('cafe\u0301 op de hoek', hash)).resolves.toBe(true);
  });

  it('is worth nothing without the pepper', async () => {
    const other = await createPasswordHasher(Buffer.alloc(32, 'zout'));
    await expect(other.verify('geraniums', await hasher.hash('geraniums'))).resolves.toBe(false);
  });

  it('is never fitted by anything for an unknown account', async () => {
    await expect(hasher.verify('', null)).resolves.toBe(false);
    await expect(hasher.verify('geraniums', null)).resolves.toBe(false);
  });

  it('is worked on in turn; who would have to wait too long is told at once', async () => {
    const busy = await createPasswordHasher(Buffer.alloc(32, 'peper'), { mostAtOnce: 1, mostWaiting: 2 });
    const hash = await busy.hash('geraniums');
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => busy.verify('geraniums', hash)));
    expect(outcomes).toEqual([
      ...Array.from({ length: 3 }, () => ({ status: 'fulfilled', value: true })),
      ...Array.from({ length: 2 }, () => ({
        status: 'rejected',
        reason: expect.objectContaining({ code: 'UNAVAILABLE' }),
      })),
    ]);
    await expect(busy.verify('geraniums', hash)).resolves.toBe(true);
  });
});
