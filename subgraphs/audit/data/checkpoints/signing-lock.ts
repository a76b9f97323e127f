import type { DataSource } from 'typeorm';
import type { Alone } from '../../domain/checkpoints/checkpoint-signer.js';

/**
 * One copy of the program at a time, by a lock of the database that goes with the connection of whoever dies. A turn is
 * shorter than a silent connection is kept; should the lock be lost, two copies sign the same tree, which is no fork.
 */
export function signingAlone(database: DataSource): Alone {
  return async (work) => {
    const runner = database.createQueryRunner();
    try {
      const [lock] = (await runner.query(`SELECT pg_try_advisory_lock(${KEY}) AS held`)) as { held: boolean }[];
      if (lock?.held !== true) return;
      try {
        await work();
      } finally {
        await runner.query(`SELECT pg_advisory_unlock(${KEY})`);
      }
    } finally {
      await runner.release();
    }
  };
}

const KEY = "hashtext('audit-checkpoint signer')";
