import type { Organisations } from '../../../../organisations/policy.js';
import type { Happening } from '../../../ledger.js';
import type { AccountChanges } from '../account.js';
import { mailTo } from '../messages/write-to.js';
import type { Occasion } from '../occasion.js';
import { refuse } from '../refusal.js';
import { findStanding, hasAccess, judge, type JudgedRelation } from '../standing.js';
import type { OneStep, Tables } from '../tables.js';
import type { Relation, RelationEnd } from './relation.js';

export interface EndRelationNeeds extends OneStep {
  organisations: Organisations;
  changes: AccountChanges;
}

/**
 * Ends a relation at once (V35): an account with nothing left to open stays signed in nowhere, and its holder is told.
 * @param happening as it goes on record. @throws DomainError ACCESS_REFUSED when it had ended meanwhile.
 */
export async function endRelation(
  needs: EndRelationNeeds,
  ending: { relation: JudgedRelation; reason: RelationEnd; note?: string },
  happening: Happening,
  occasion: Occasion,
): Promise<JudgedRelation> {
  const { holder, policy } = ending.relation;
  const ended = await needs.inOneStep(occasion, async (tables, step) => {
    const done = await endInStep(tables, needs.organisations, ending, step.now);
    if (done === null) return refuse(step, happening, 'ACCESS_REFUSED');
    step.ledger.add(happening);
    return done;
  });
  await needs.changes.announce(holder.account);
  return judge(ended, policy, occasion.now);
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
