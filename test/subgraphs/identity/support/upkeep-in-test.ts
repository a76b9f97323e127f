/** What is done each minute, on the tables of a test: with a log that takes records, and programs that forget names. */
import { aloneBy } from '../../../../subgraphs/identity/data/upkeep-lock.js';
import type { NameKeeper } from '../../../../subgraphs/identity/domain/upkeep/forward-forgetting.js';
import type { AskForNews } from '../../../../subgraphs/identity/domain/news/news-mail.js';
import { runUpkeep } from '../../../../subgraphs/identity/domain/upkeep/upkeep.js';
import type { IdentityInTest } from './identity-in-test.js';

const nothingNew: AskForNews = () => Promise.resolve(false);

export function upkeepOf(identity: IdentityInTest) {
  const forgotten: Record<NameKeeper, string[]> = { audit: [], dossier: [] };
  const faults: unknown[] = [];
  const audit = identity.auditing;
  const dossier = { fails: false };
  const needs = {
    ...identity.needs,
    clock: () => identity.clock.now,
    askForNews: nothingNew,
    forgetName: async (keeper: NameKeeper, account: string) => {
      if ({ audit, dossier }[keeper].fails) throw new Error(`${keeper} does not answer`);
      forgotten[keeper].push(account);
    },
  };
  const log = { error: (fault: { task: string }) => faults.push(fault.task) };
  return {
    needs,
    forgotten,
    /** The tasks that failed. */
    faults,
    audit,
    dossier,
    alone: aloneBy(identity.database),
    run: () => runUpkeep(needs, identity.clock.now, log as never, new AbortController().signal),
  };
}
