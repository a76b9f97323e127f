import type { OrganisationPolicy, Organisations } from '../../../../organisations/policy.js';
import type { SessionFacts } from '../../../../schema/caller.js';
import type { Recorder } from '../../../ledger.js';
import type { Account, Accounts } from '../account.js';
import { mailTo } from '../messages/write-to.js';
import type { Relations } from '../relations/relation.js';
import { callerRelation } from '../session/session-facts.js';
import { judgeAll, type JudgedRelation } from '../standing.js';
import type { OwnStep, Tables } from '../tables.js';
import { endOfDay, nextMorning } from './mornings.js';
import type { AskForNews, NewsMails, TakenTurn } from './news-mail.js';

export interface TellOfNewsNeeds extends OwnStep {
  accounts: Accounts;
  relations: Relations;
  newsMails: NewsMails;
  organisations: Organisations;
  askForNews: AskForNews;
  clock: () => Date;
}

/** Longer than a question to the dossier takes; who could not be told is asked for again after it. */
const TAKEN_MS = 15 * 60_000;
/** The dossier tells no further back. */
const LONGEST_AGO_MS = 90 * 86_400_000;
/** Of so many relations in one question: it has seconds, and the ECD is asked about each of them. */
const RELATIONS_A_QUESTION = 10;

/**
 * Takes somebody's turn, asks whether there is news for them, and puts the mail that says so in the queue in the step that
 * ends the turn. When that cannot be known now the turn stays taken, and they have it again in a quarter of an hour.
 * @throws what the dossier failed with.
 */
export async function tellOfNews(needs: TellOfNewsNeeds, policy: OrganisationPolicy, account: string): Promise<void> {
  const now = needs.clock();
  const until = new Date(now.getTime() + TAKEN_MS);
  const turn = await needs.newsMails.take({ account, organisation: policy.id }, now, until);
  if (turn === null) return;
  const isNews = await hasNews(needs, policy, turn, now);
  await needs.inOwnStep(now, (tables, record) =>
    endTurn(needs, { tables, record }, { policy, turn, newsAt: isNews ? now : null }),
  );
}

async function hasNews(
  needs: TellOfNewsNeeds,
  policy: OrganisationPolicy,
  { account: id, since }: TakenTurn,
  now: Date,
): Promise<boolean> {
  const reader = await findReader(needs.organisations, needs, policy, id, now);
  if (reader === null) return false;
  const earliest = now.getTime() - LONGEST_AGO_MS;
  return askInParts(needs.askForNews, reader.facts, new Date(Math.max(since.getTime(), earliest)));
}

/** Until one says yes. @throws what a question failed with, when no other said yes: that there is none is not known then. */
async function askInParts(ask: AskForNews, facts: SessionFacts, since: Date): Promise<boolean> {
  const failures: unknown[] = [];
  for (let at = 0; at < facts.relations.length; at += RELATIONS_A_QUESTION) {
    const relations = facts.relations.slice(at, at + RELATIONS_A_QUESTION);
    const isNews = await ask({ ...facts, relations }, since).catch((error: unknown) => {
      failures.push(error);
      return false;
    });
    if (isNews) return true;
  }
  if (failures.length > 0) throw failures[0];
  return false;
}

/** @param newsAt when it was known that there is news: what comes after is for the next mail; null when there is none. */
async function endTurn(
  { organisations, clock }: TellOfNewsNeeds,
  { tables, record }: { tables: Tables; record: Recorder },
  { policy, turn, newsAt }: { policy: OrganisationPolicy; turn: TakenTurn; newsAt: Date | null },
): Promise<void> {
  // whoever ends their access or chooses not to be told comes before this step or after it
  const isThere = await tables.accounts.lock(turn.account);
  const now = clock();
  // judged again: it may have ended while the dossier was asked
  const reader = isThere && newsAt !== null ? await findReader(organisations, tables, policy, turn.account, now) : null;
  const isEnded = await tables.newsMails.end(turn, nextMorning(policy, now), reader === null ? null : newsAt);
  if (!isEnded || reader === null) return;
  // one that is late is not sent on the day of the next
  const mail = mailTo(reader.account, policy, { template: 'NEWS' }, endOfDay(policy, now));
  await tables.messages.put(mail, now);
  const about = { kind: 'NEWS_SENT', action: 'E', organisation: policy.id } as const;
  record.add({ ...about, categories: ['ACCOUNT', turn.account] });
}

/** Who is told, as they would be when they asked themselves; null when nothing opens to them, or they want no mail. */
async function findReader(
  organisations: Organisations,
  { accounts, relations }: Pick<TellOfNewsNeeds, 'accounts' | 'relations'>,
  policy: OrganisationPolicy,
  id: string,
  now: Date,
): Promise<{ account: Account; facts: SessionFacts } | null> {
  const account = await accounts.find(id);
  if (account === null || !wantsMail(account)) return null;
  const judged = judgeAll(await relations.ofAccount(id), organisations, now);
  const open = judged.filter(({ client, status }) => client.organisation === policy.id && status === 'ACTIVE');
  return open.length === 0 ? null : { account, facts: factsOf(account, policy, open) };
}

function wantsMail({ newsMail, blocked, recoveryRequired }: Account): boolean {
  return newsMail !== 'NEVER' && !blocked && !recoveryRequired;
}

/** Of no session: they are not there. Signed in as the organisation asks of its users, which opens nothing by itself. */
function factsOf({ id, name }: Account, policy: OrganisationPolicy, open: JudgedRelation[]): SessionFacts {
  const [authentication = 'PASSWORD_SMS'] = policy.authentication.users;
  const relations = open.map(callerRelation);
  return { session: '', account: id, name: name.text, relations, staff: [], authentication };
}
