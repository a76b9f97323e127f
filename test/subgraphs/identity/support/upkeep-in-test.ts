/** What is done each minute, on the tables of a test: with a log that takes records and forgets names. */
import { aloneBy } from '../../../../subgraphs/identity/data/upkeep-lock.js';
import { runUpkeep } from '../../../../subgraphs/identity/domain/upkeep/upkeep.js';
import type { IdentityInTest } from './identity-in-test.js';

export function upkeepOf(identity: IdentityInTest) {
  const forgotten: string[] = [];
  const faults: unknown[] = [];
  const audit = { fails: false };
  const needs = {
    ...identity.needs,
    record: async (happening: (typeof identity.log)[number]) => {
      if (audit.fails) throw new Error('the log does not answer');
      identity.log.push(happening);
    },
    forgetPerson: async (account: string) => {
      if (audit.fails) throw new Error('the log does not answer');
      forgotten.push(account);
    },
  };
  const log = { error: (fault: { task: string }) => faults.push(fault.task) };
  return {
    needs,
    forgotten,
    /** The tasks that failed. */
    faults,
    audit,
    alone: aloneBy(identity.database),
    run: () => runUpkeep(needs, identity.clock.now, log as never),
  };
}
