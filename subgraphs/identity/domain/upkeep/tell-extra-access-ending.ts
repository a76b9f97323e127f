import type { Organisations } from '../../../../organisations/policy.js';
import { mailTo } from '../messages/write-to.js';
import { judgeAll } from '../standing.js';
import type { OneStep, Tables } from '../tables.js';
import type { EndingAccess } from './ending-access.js';

export interface TellEndingNeeds extends OneStep {
  endingAccess: EndingAccess;
  organisations: Organisations;
}

const NOTICE_MS = 14 * 86_400_000;
const AT_ONCE = 200;

/** Tells who holds a further account, once, two weeks before it ends (R16, R17). */
export async function tellExtraAccessEnding(needs: TellEndingNeeds, now: Date): Promise<void> {
  const until = new Date(now.getTime() + NOTICE_MS);
  let relations: string[];
  do {
    relations = await needs.endingAccess.endingUntold(now, until, AT_ONCE);
    for (const id of relations) await needs.withoutRecord((tables) => tell(tables, needs.organisations, id, now));
  } while (relations.length === AT_ONCE);
}

async function tell(tables: Tables, organisations: Organisations, id: string, now: Date): Promise<void> {
  if (!(await tables.endingAccess.markTold(id))) return;
  const found = await tables.relations.find(id);
  const [relation] = judgeAll(found === null ? [] : [found], organisations, now);
  const holder = relation === undefined ? null : await tables.accounts.find(relation.holder.account);
  if (holder === null || relation?.validUntil == null || relation.status === 'ENDED') return;
  const { validUntil, policy } = relation;
  const notice = { template: 'EXTRA_ACCESS_ENDING', until: validUntil.toISOString() } as const;
  await tables.messages.put(mailTo(holder, policy, notice, validUntil), now);
}
