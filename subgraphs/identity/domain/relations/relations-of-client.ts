import type { SessionFacts } from '../../../../schema/caller.js';
import { current, judgeAll, type JudgedRelation, type StandingNeeds } from '../standing.js';

/** Who has access to each of these clients' dossiers, and on which basis. */
export async function findRelationsOfClients(
  needs: Pick<StandingNeeds, 'relations' | 'organisations'>,
  clients: readonly string[],
  now: Date,
): Promise<JudgedRelation[][]> {
  const judged = judgeAll(await needs.relations.ofClients(clients), needs.organisations, now);
  const live = current({ relations: judged });
  return clients.map((id) => live.filter(({ client }) => client.id === id));
}

/** A contact learns of nobody's access but their own. */
export function visibleTo({ account, relations }: SessionFacts, entries: JudgedRelation[]): JudgedRelation[] {
  const seesAll = (client: string): boolean =>
    relations.some((relation) => relation.client === client && relation.role !== 'CONTACT');
  return entries.filter(({ client, holder }) => seesAll(client.id) || holder.account === account);
}
