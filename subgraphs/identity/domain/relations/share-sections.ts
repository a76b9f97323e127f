import { SECTIONS, type Section } from '../../../../schema/caller.js';
import type { AccountChanges } from '../account.js';
import { decidingRelation } from './decide-for-client.js';
import { whoAsks, type Moment, type Occasion } from '../occasion.js';
import { refuse } from '../refusal.js';
import { judge, judgeAll, type JudgedRelation, type StandingNeeds } from '../standing.js';
import { holdAccess } from './hold-access.js';
import type { OneStep, Tables } from '../tables.js';
import type { Happening } from '../../../ledger.js';
import { isUuid } from '../../../uuid.js';
import type { Organisations } from '../../../../organisations/policy.js';

export interface SharingNeeds extends StandingNeeds, OneStep {
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
  const chosen = SECTIONS.filter((section) => sections.includes(section));
  const shared = await needs.inOneStep(occasion, async (tables, step) => {
    const contact = await holdCurrent(tables, needs.organisations, relationId, step);
    const decides = contact && (await decidingRelation({ ...needs, ...tables }, contact.client.id, step));
    const role = decides?.role ?? null;
    const happening: Happening = {
      kind: 'SHARING_CHANGED',
      action: 'U',
      ...placeOf(contact),
      role,
      categories: chosen,
    };
    if (contact?.role !== 'CONTACT' || role === null) return refuse(step, happening, 'ACCESS_REFUSED');
    const { offered } = contact.policy.sections;
    if (!chosen.every((section) => offered.includes(section))) return refuse(step, happening, 'SECTION_NOT_OFFERED');
    const changed = await tables.relations.share(contact.id, chosen);
    if (changed === null) return refuse(step, happening, 'ACCESS_REFUSED');
    step.ledger.add(happening);
    return judge(changed, contact.policy, step.now);
  });
  await needs.changes.announce(shared.holder.account);
  return shared;
}

/**
 * A relation that has not ended, and for as long as the step lasts neither does it, nor does whoever asks cease to decide
 * for its client; null when there is none with that id.
 */
export async function holdCurrent(
  tables: Tables,
  organisations: Organisations,
  id: string,
  occasion: Pick<Moment, 'caller' | 'now'>,
): Promise<JudgedRelation | null> {
  const found = await findCurrent({ ...tables, organisations }, id, occasion.now);
  if (found === null) return null;
  await holdAccess(tables, [whoAsks(occasion).account, found.holder.account], found.client.id);
  return findCurrent({ ...tables, organisations }, id, occasion.now);
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
