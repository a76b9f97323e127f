import type { CallerRelation, SessionFacts } from '../../../../schema/caller.js';
import { isUuid } from '../../../uuid.js';
import { SESSION_IDLE_MS, type Sessions } from './session.js';
import { current, findStanding, inForce, type JudgedRelation, type Standing, type StandingNeeds } from '../standing.js';

/** What the gateway has to know of a session; null when it is not, or no longer, there. */
export async function findSessionFacts(
  needs: StandingNeeds & { sessions: Sessions },
  session: string,
  now: Date,
): Promise<SessionFacts | null> {
  if (!isUuid(session)) return null;
  const live = await needs.sessions.findLive(session, now, new Date(now.getTime() - SESSION_IDLE_MS));
  if (live === null) return null;
  const standing = await findStanding(needs, live.account, now, live);
  return {
    session,
    account: live.account,
    name: live.accountName,
    relations: current(standing)
      .filter(({ status }) => status !== 'SUSPENDED')
      .map(callerRelation),
    formerClients: formerClients(standing),
    staff: inForce(standing),
    authentication: live.authentication,
    provider: live.provider,
  };
}

/** Of relations that open nothing at this moment, whatever is done. */
function formerClients({ relations }: Standing): string[] {
  const former = relations.filter(({ status }) => status === 'ENDED' || status === 'SUSPENDED');
  return [...new Set(former.map(({ client }) => client.id))];
}

export function callerRelation(relation: JudgedRelation): CallerRelation {
  return {
    id: relation.id,
    client: relation.client.id,
    ecdClient: relation.client.ecdClientId,
    organisation: relation.client.organisation,
    role: relation.role,
    sections: openSections(relation),
    relatedPerson: relation.relatedPerson,
    validFrom: relation.validFrom.toISOString(),
    validUntil: relation.end?.toISOString() ?? null,
    pending: relation.pending,
    version: relation.version,
  };
}

/** What the organisation offers; of that, for a contact, what was shared. */
export function openSections({ role, sections, policy }: JudgedRelation): JudgedRelation['sections'] {
  const { offered } = policy.sections;
  return role === 'CONTACT' ? offered.filter((section) => sections.includes(section)) : [...offered];
}
