/**
 * What has to be done now and then, in this order. No rule depends on it: what a time decides is decided when it is
 * asked. Each task may be done twice, by two copies, or not at all for a day.
 */
import type { Log } from '../../../../program/log.js';
import { sendNewsMails } from '../news/send-news-mails.js';
import type { TellOfNewsNeeds } from '../news/tell-of-news.js';
import { announceTerms, type AnnounceTermsNeeds } from '../terms/announce-terms.js';
import { deleteAccounts, type DeleteAccountsNeeds } from './delete-accounts.js';
import { forwardForgetting, type ForgettingNeeds } from './forward-forgetting.js';
import { forgetBsn, removeOldRows, type OldRows } from './remove-old-rows.js';
import { tellExtraAccessEnding, type TellEndingNeeds } from './tell-extra-access-ending.js';
import type { Clients } from '../clients/client.js';

export interface UpkeepNeeds
  extends AnnounceTermsNeeds, TellEndingNeeds, DeleteAccountsNeeds, ForgettingNeeds, TellOfNewsNeeds {
  oldRows: OldRows;
  clients: Clients;
}

interface Task {
  name: string;
  run: (needs: UpkeepNeeds, now: Date, ends: AbortSignal) => Promise<void>;
}

const TASKS: readonly Task[] = [
  { name: 'announce terms', run: announceTerms },
  { name: 'tell who holds a further account that it ends', run: tellExtraAccessEnding },
  { name: 'delete accounts', run: deleteAccounts },
  { name: 'have the log forget names', run: forwardForgetting('audit') },
  { name: 'have the dossier forget who wrote', run: forwardForgetting('dossier') },
  { name: 'forget citizen service numbers', run: forgetBsn },
  { name: 'remove old rows', run: removeOldRows },
  { name: 'tell who wants to know that there is news', run: sendNewsMails },
];

/** One that fails does not keep the others from being done. @param ends fires when the program stops. */
export async function runUpkeep(
  needs: UpkeepNeeds,
  now: Date,
  log: Pick<Log, 'error'>,
  ends: AbortSignal,
): Promise<void> {
  for (const { name, run } of TASKS) {
    try {
      await run(needs, now, ends);
    } catch (error) {
      log.error({ err: error, task: name }, 'a task of the upkeep failed');
    }
  }
}
