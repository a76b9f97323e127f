/** How many exports of the log one account makes: few at a time, and so many an hour. Over all copies of the gateway. */
import type { Store } from '../../../program/store.js';
import { Refused } from '../../refused.js';

export const EXPORT_TURNS = { atOnce: 2, perHour: 60 } as const;

const HOUR_MS = 3_600_000;
/** A gateway that is no more gives its turns back after this long. */
const TURN_MS = 60_000;

/** A place among those that an account has. */
export interface Turn {
  /** While it goes on, before each page. */
  keep: () => Promise<void>;
  end: () => Promise<void>;
}

/** @throws Refused TOO_MANY_ATTEMPTS that says when to try again. */
export async function takeTurn(store: Store, account: string): Promise<Turn> {
  const counter = `log-exports:${account}`;
  if ((await store.increment(counter, HOUR_MS)) > EXPORT_TURNS.perHour) throw tooMany(await store.expiresIn(counter));
  for (let place = 0; place < EXPORT_TURNS.atOnce; place += 1) {
    const key = `log-export:${account}:${place}`;
    if (!(await store.setIfAbsent(key, 'taken', TURN_MS))) continue;
    return { keep: () => store.set(key, 'taken', TURN_MS), end: () => store.delete(key) };
  }
  throw tooMany(TURN_MS);
}

function tooMany(waitMs: number): Refused {
  const retryAfterSeconds = Math.ceil(waitMs / 1_000);
  return new Refused('TOO_MANY_ATTEMPTS', { status: 429, details: { retryAfterSeconds } });
}
