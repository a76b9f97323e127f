import { DataSource } from 'typeorm';
import type { Organisations } from '../../../../organisations/policy.js';
import type { Log } from '../../../../program/log.js';
import { FigureKeeper } from './figure-keeper.js';
import { lagOf } from './fold.js';

/**
 * Counts all figures anew, beside the programs. Forgetting them takes as long as it takes, so no statement has a limit.
 * @param url of the working role.
 * @returns how many records wait for a copy of the program that took over, and is counting them.
 */
export async function countAnew(url: string, organisations: Organisations, log: Pick<Log, 'error'>): Promise<number> {
  const database = await new DataSource({ type: 'postgres', url, poolSize: 2, installExtensions: false }).initialize();
  try {
    await new FigureKeeper({ database, organisations, log }).rebuild();
    return await lagOf(database.manager);
  } finally {
    await database.destroy();
  }
}
