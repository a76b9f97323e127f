import { rankOf, REPRESENTATIVE_BASES, type RepresentativeBasis } from '../../../../schema/legal-basis.js';
import { current, judgeAll, type JudgedRelation, type StandingNeeds } from '../standing.js';
import { whoAsks, type Moment } from '../occasion.js';
import { decidesNot } from './incapacity.js';

/** Bases that let somebody decide for a client who can, and has no account. */
const APPOINTED: readonly RepresentativeBasis[] = ['CURATORSHIP', 'MENTORSHIP', 'WRITTEN_PROXY'];

/** The relation by which whoever asks decides on who sees a client's dossier; undefined when they do not. */
export async function decidingRelation(
  { relations, organisations }: Pick<StandingNeeds, 'relations' | 'organisations'>,
  client: string,
  occasion: Pick<Moment, 'caller' | 'now'>,
): Promise<JudgedRelation | undefined> {
  const facts = whoAsks(occasion);
  const all = await relations.ofClients([client]);
  const deciding = whoDecides(judgeAll(all, organisations, occasion.now, facts), occasion.now);
  return deciding.find(({ holder, status }) => holder.account === facts.account && status === 'ACTIVE');
}

/**
 * Of one client's relations those that decide (V21–V25): the client; when the client was found unable to decide on it,
 * the representative of the highest rank (BW 7:465), or more of the same rank, each of whom may decide.
 */
export function whoDecides(relations: JudgedRelation[], now: Date): JudgedRelation[] {
  const begun = current({ relations }).filter(({ validFrom }) => validFrom <= now);
  const [one] = begun;
  if (one === undefined) return [];
  if (decidesNot(one.client, now)) return highest(begun, REPRESENTATIVE_BASES);
  const clients = begun.filter(({ role }) => role === 'CLIENT');
  return clients.length > 0 ? clients : highest(begun, APPOINTED);
}

function highest(relations: JudgedRelation[], bases: readonly RepresentativeBasis[]): JudgedRelation[] {
  const ranked = relations.flatMap((relation) => {
    const basis = bases.find((known) => known === relation.legalBasis);
    return basis === undefined ? [] : [{ relation, rank: rankOf(basis) }];
  });
  const first = Math.min(...ranked.map(({ rank }) => rank));
  return ranked.filter(({ rank }) => rank === first).map(({ relation }) => relation);
}
