import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { hash, verify, type Options } from '@node-rs/argon2';
import { DomainError } from '../../domain-error.js';
import type { PasswordHasher } from '../domain/password-hasher.js';

/** Argon2id with OWASP's first choice of parameters. 47104 KiB each: how many run at once is bounded. */
const PARAMETERS = { memoryCost: 47_104, timeCost: 1, parallelism: 1 };
/** Algorithm.Argon2id: a const enum, which isolated modules cannot read by name. */
const ARGON2ID: Options['algorithm'] = 2;
const MOST_AT_ONCE = Math.min(4, availableParallelism());
/** About three seconds of work; who comes after that is better told at once. */
const MOST_WAITING = 80 * MOST_AT_ONCE;

/** @param pepper kept outside the database: hashes alone are of no use to a thief. */
export async function createPasswordHasher(pepper: Buffer): Promise<PasswordHasher> {
  const options: Options = { ...PARAMETERS, algorithm: ARGON2ID, secret: pepper };
  const inTurn = createTurns(MOST_AT_ONCE, MOST_WAITING);
  const nobody = await hash(randomBytes(32).toString('base64'), options);
  return {
    hash: (password) => inTurn(() => hash(password.normalize('NFC'), options)),
    async verify(password, known) {
      const fits = await inTurn(() => verify(known ?? nobody, password.normalize('NFC'), options));
      return fits && known !== null;
    },
  };
}

/** Lets so many pieces of work run at once and the rest wait their turn. */
function createTurns(mostAtOnce: number, mostWaiting: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running < mostAtOnce) running += 1;
    else if (waiting.length >= mostWaiting) throw new DomainError('UNAVAILABLE');
    else await new Promise<void>((resolve) => waiting.push(resolve)); // takes over the place of who wakes it
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
