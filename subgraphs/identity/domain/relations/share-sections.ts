import { SECTIONS, type Section } from '../../../../schema/caller.js';
import type { AccountChanges } from '../account.js';
import { decidingRelation } from './decide-for-client.js';
import type { Occasion } from '../occasion.js';
import { refuse } from '../refusal.js';
import { judge, judgeAll, type JudgedRelation, type StandingNeeds } from '../standing.js';
import { isUuid } from '../../../uuid.js';

export interface SharingNeeds extends StandingNeeds {
  changes: AccountChanges;
}

/**
 * Opens exactly these sections for a contact, at once: the client decides, or the representative who acts for the client.
 * @throws DomainError ACCESS_REFUSED, alike for a relation that does not exist; SECTION_NOT_OFFERED.
 */
export async function shareSections(
  needs: SharingNeeds,
  { relationId, sections }: { relationId: string; sections: Section[] },
  occasion: Occasion,
): Promise<JudgedRelation> {
  const contact = await findCurrent(needs, relationId, occasion.now);
  const decides = contact === null ? undefined : await decidingRelation(needs, contact.client.id, occasion);
  const chosen = SECTIONS.filter((section) => sections.includes(section));
  const happening = {
    kind: 'SHARING_CHANGED',
    action: 'U',
    ...placeOf(contact),
    role: decides?.role ?? null,
    categories: chosen,
  } as const;
  if (contact?.role !== 'CONTACT' || decides === undefined) return refuse(occasion, happening, 'ACCESS_REFUSED');
  const { offered } = contact.policy.sections;
  if (!chosen.every((section) => offered.includes(section))) return refuse(occasion, happening, 'SECTION_NOT_OFFERED');
  const shared = await needs.relations.share(contact.id, chosen);
  if (shared === null) return refuse(occasion, happening, 'ACCESS_REFUSED');
  await needs.changes.announce(contact.holder.account);
  occasion.ledger.add(happening);
  return judge(shared, contact.policy, occasion.now);
}

/** A relation that has not ended; null when there is none with that id. */
export async function findCurrent(needs: StandingNeeds, id: string, now: Date): Promise<JudgedRelation | null> {
  const relation = isUuid(id) ? await needs.relations.find(id) : null;
  const [judged] = judgeAll(relation === null ? [] : [relation], needs.organisations, now);
  return judged === undefined || judged.status === 'ENDED' ? null : judged;
}

/** Where a change of a relation belongs on the log. */
export function placeOf(relation: JudgedRelation | null): {
  organisation: string | null;
  client: string | null;
  relation: string | null;
} {
  return {
    organisation: relation?.client.organisation ?? null,
    client: relation?.client.id ?? null,
    relation: relation?.id ?? null,
  };
}
