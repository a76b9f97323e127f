import type { Organisations } from '../../../../organisations/policy.js';
import type { AccountChanges } from '../account.js';
import { mailTo } from '../messages/write-to.js';
import { findStanding, hasAccess, judge, type JudgedRelation } from '../standing.js';
import type { OneStep, Tables } from '../tables.js';
import type { Relation, RelationEnd } from './relation.js';

export interface EndRelationNeeds extends OneStep {
  organisations: Organisations;
  changes: AccountChanges;
}

/**
 * Ends a relation at once (V35): an account with nothing left to open stays signed in nowhere, and its holder is told.
 * Null when it had ended meanwhile.
 * @param recorded puts it on record as soon as it is done.
 */
export async function endRelation(
  needs: EndRelationNeeds,
  ending: { relation: JudgedRelation; reason: RelationEnd; note?: string },
  now: Date,
  recorded: () => void,
): Promise<JudgedRelation | null> {
  const { holder, policy } = ending.relation;
  const ended = await needs.withoutRecord((tables) => endInStep(tables, needs.organisations, ending, now));
  if (ended === null) return null;
  recorded();
  await needs.changes.announce(holder.account);
  return judge(ended, policy, now);
}

/** The same, as part of a step that does more. */
export async function endInStep(
  tables: Tables,
  organisations: Organisations,
  { relation, reason, note }: { relation: JudgedRelation; reason: RelationEnd; note?: string },
  now: Date,
): Promise<Relation | null> {
  // two of one account's relations end one after the other, so that the last one is seen to be the last
  await tables.accounts.lock(relation.holder.account);
  const done = await tables.relations.end(relation.id, reason, now, note);
  if (done !== null) await letGo(tables, organisations, relation, now);
  return done;
}

async function letGo(
  tables: Tables,
  organisations: Organisations,
  { holder, policy }: JudgedRelation,
  now: Date,
): Promise<void> {
  const standing = await findStanding({ ...tables, organisations }, holder.account, now);
  if (!hasAccess(standing)) await tables.sessions.endAll(holder.account, 'ACCESS_ENDED', now);
  const account = await tables.accounts.find(holder.account);
  if (account !== null) await tables.messages.put(mailTo(account, policy, { template: 'ACCESS_ENDED' }), now);
}
