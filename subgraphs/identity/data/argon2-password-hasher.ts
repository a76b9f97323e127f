import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { hash, verify, type Options } from '@node-rs/argon2';
import { DomainError } from '../../domain-error.js';
import type { PasswordHasher } from '../domain/sign-in/password-hasher.js';

/** Argon2id, which is the library's default, with OWASP's first choice of parameters. 47104 KiB each: how many run at once is bounded. */
const PARAMETERS = { memoryCost: 47_104, timeCost: 1, parallelism: 1 };
const MOST_AT_ONCE = Math.min(4, availableParallelism());
/** Each: about three seconds of work. Who would come after that is better told at once. */
const MOST_WAITING = 80 * MOST_AT_ONCE;

export interface Turns {
  mostAtOnce: number;
  mostWaiting: number;
}

/** @param pepper kept outside the database: hashes alone are of no use to a thief. */
export async function createPasswordHasher(
  pepper: Buffer,
  turns: Turns = { mostAtOnce: MOST_AT_ONCE, mostWaiting: MOST_WAITING },
): Promise<PasswordHasher> {
  const options: Options = { ...PARAMETERS, secret: pepper };
  const inTurn = createTurns(turns);
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
function createTurns({ mostAtOnce, mostWaiting }: Turns): <T>(work: () => Promise<T>) => Promise<T> {
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
