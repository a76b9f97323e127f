import { current, judgeAll, type JudgedRelation, type StandingNeeds } from '../standing.js';

/**
 * The relation by which an account decides on a client's behalf: as the representative who acts for the client, or as
 * the client as long as nobody does (V21–V25).
 */
export async function decidingRelation(
  { relations, organisations }: Pick<StandingNeeds, 'relations' | 'organisations'>,
  account: string,
  client: string,
  now: Date,
): Promise<JudgedRelation | undefined> {
  const judged = judgeAll(await relations.ofClients([client]), organisations, now);
  const begun = current({ relations: judged, staff: [] }).filter(({ validFrom }) => validFrom <= now);
  const isActedFor = begun.some(({ actsForClient }) => actsForClient);
  return begun.find(
    ({ holder, status, role, actsForClient }) =>
      holder.account === account && status === 'ACTIVE' && (isActedFor ? actsForClient : role === 'CLIENT'),
  );
}
