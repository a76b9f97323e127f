/**
 * Tells who chose so that there is news in the portal (R24): a mail with nothing of the dossier in it, at most one a day
 * of an organisation, in the morning or as soon after it as can be.
 */
import type { OrganisationPolicy } from '../../../../organisations/policy.js';
import { lastDayOver } from '../clients/client.js';
import { isMorningPast } from './mornings.js';
import { tellOfNews, type TellOfNewsNeeds } from './tell-of-news.js';

/** In one round of an organisation; who comes after them has their turn in the next, a minute later. */
const MOST_A_ROUND = 200;
/** Each asks the dossier, and it the ECD, which has other things to do. */
const AT_ONCE = 4;
/** An ECD that fails so often in one round is left alone until the next. */
const MOST_FAILURES = 3;

/** Of all organisations beside one another: one whose ECD is slow or fails holds up none of the others. */
export async function sendNewsMails(needs: TellOfNewsNeeds, now: Date, ends: AbortSignal): Promise<void> {
  const rounds = [...needs.organisations.values()].map((policy) => sendRound(needs, policy, now, ends));
  const failed = (await Promise.allSettled(rounds)).filter((round) => round.status === 'rejected');
  if (failed.length > 0) throw new AggregateError(failed.map(({ reason }) => reason as unknown));
}

async function sendRound(
  needs: TellOfNewsNeeds,
  policy: OrganisationPolicy,
  now: Date,
  ends: AbortSignal,
): Promise<void> {
  if (!isMorningPast(policy, now)) return;
  const care = { on: policy.endOfAccess.on, lastDay: lastDayOver(policy, now) };
  const waiting = await needs.newsMails.due(policy.id, care, now, MOST_A_ROUND);
  const failures: unknown[] = [];
  const inTurn = async (): Promise<void> => {
    for (;;) {
      const account = ends.aborted || failures.length >= MOST_FAILURES ? undefined : waiting.shift();
      if (account === undefined) return;
      await tellOfNews(needs, policy, account).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, inTurn));
  if (failures.length > 0) throw new AggregateError(failures, `${policy.id}: news could not be asked for`);
}
