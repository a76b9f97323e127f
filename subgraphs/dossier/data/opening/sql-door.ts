import { findEcdFaults } from '../sql/contract-check.js';
import { connectToEcd } from '../sql/sql-connection.js';
import { SqlEcd } from '../sql/sql-ecd.js';
import type { OrganisationPolicy } from '../../../../organisations/policy.js';
import { EcdContractBroken, type EcdDoor } from './ecd-door.js';

export function sqlDoor({ id, sections }: OrganisationPolicy, url: string, timeLimitMs: number): EcdDoor {
  return async () => {
    const database = await connectToEcd(url, timeLimitMs);
    const close = (): Promise<void> => database.destroy();
    try {
      const faults = await findEcdFaults(database, sections.offered);
      if (faults.length > 0) throw new EcdContractBroken(faults);
      return { ecd: new SqlEcd(database, id), shortcomings: [], close };
    } catch (error) {
      await close();
      throw error;
    }
  };
}
