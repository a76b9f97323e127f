import type { DataSource, QueryRunner } from 'typeorm';
import type { Alone } from '../domain/upkeep/caretaker.js';

/** Sooner than a connection on which nothing happens is given up. */
const HEARTBEAT_MS = 3_000;

/** One copy of the program at a time, by a lock of the database that goes with the connection of whoever dies. */
export function aloneBy(database: DataSource): Alone {
  return async (work) => {
    const runner = database.createQueryRunner();
    try {
      const [lock] = (await runner.query("SELECT pg_try_advisory_lock(hashtext('upkeep')) AS held")) as {
        held: boolean;
      }[];
      if (lock?.held === true) await holding(runner, work);
    } finally {
      await runner.release();
    }
  };
}

async function holding(runner: QueryRunner, work: () => Promise<void>): Promise<void> {
  let beat: Promise<unknown> = Promise.resolve();
  const heartbeat = setInterval(() => {
    // whoever loses the lock goes on: a task that two copies do is done once
    beat = runner.query('SELECT 1').catch(() => undefined);
  }, HEARTBEAT_MS);
  try {
    await work();
  } finally {
    clearInterval(heartbeat);
    await beat;
    await runner.query("SELECT pg_advisory_unlock(hashtext('upkeep'))");
  }
}
