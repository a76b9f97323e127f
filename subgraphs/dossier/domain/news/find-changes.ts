/** What is new for somebody in a dossier: only where, and when; what it says is read where it always is. */
import type { Category } from '../../../../schema/access-matrix.js';
import { SECTIONS, type Section } from '../../../../schema/caller.js';
import type { Additions } from '../additions.js';
import { opens, type Dossier } from '../dossier.js';
import { availabilityOf, readAvailabilities } from '../section-availability.js';

/** In a section of the dossier, or in what users and staff write beside it: never what the person wrote. */
export const CHANGE_KINDS = ['SECTION', 'MESSAGE', 'OBJECTION', 'ADDITION'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export interface Change {
  kind: ChangeKind;
  /** Of kind SECTION. */
  section: Section | null;
  /** The last change. */
  changedAt: Date;
}

export interface ChangesFound {
  /** Newest first. */
  changes: Change[];
  /** What was looked into to know this, whether something was new in it or not. */
  categories: Category[];
}

/**
 * Looks only where this person may look at this moment: by the same decisions as the sections themselves (V13–V17, R1),
 * the person's own messages and what others added to the life story where the organisation has them (R27, R32), and
 * objection requests (V33).
 */
export async function findChanges(additions: Additions, dossier: Dossier, since: Date): Promise<ChangesFound> {
  const found = await Promise.all([
    sectionChanges(dossier, since),
    unreadMessages(additions, dossier, since),
    movedObjections(additions, dossier, since),
    newAdditions(additions, dossier, since),
  ]);
  const changes = found.flatMap((part) => part.changes);
  return {
    changes: changes.sort((a, b) => b.changedAt.getTime() - a.changedAt.getTime()),
    categories: [...new Set(found.flatMap(({ categories }) => categories))],
  };
}

async function sectionChanges(dossier: Dossier, since: Date): Promise<ChangesFound> {
  const availabilities = await readAvailabilities(dossier);
  const isOpen = new Set(
    availabilities.flatMap(({ section, availability }) => (availability === 'OPEN' ? section : [])),
  );
  const sections = SECTIONS.filter((section) => isOpen.has(section));
  if (sections.length === 0) return NOWHERE;
  const changed = await dossier.record.changes({ since, sections });
  // an ECD that says more than it was asked opens nothing
  const changes = changed.filter(({ section }) => isOpen.has(section));
  return { changes: changes.map((change) => ({ kind: 'SECTION', ...change })), categories: sections };
}

async function unreadMessages({ threads }: Additions, dossier: Dossier, since: Date): Promise<ChangesFound> {
  if (!dossier.policy.messages || !opens(dossier, 'Client.messageThreads')) return NOWHERE;
  const { relation, facts } = dossier;
  return changedIn('MESSAGE', 'MESSAGES', await threads.lastUnreadOf(relation.client, facts.account, since));
}

async function movedObjections({ objections }: Additions, dossier: Dossier, since: Date): Promise<ChangesFound> {
  if (!opens(dossier, 'Client.objectionRequests')) return NOWHERE;
  const { relation, facts } = dossier;
  return changedIn(
    'OBJECTION',
    'OBJECTIONS',
    await objections.lastChangeByOthers(relation.client, facts.account, since),
  );
}

async function newAdditions({ lifeStory }: Additions, dossier: Dossier, since: Date): Promise<ChangesFound> {
  if (!dossier.policy.ownAdditions || (await availabilityOf(dossier, 'LIFE_STORY')) !== 'OPEN') return NOWHERE;
  const { relation, facts } = dossier;
  return changedIn('ADDITION', 'LIFE_STORY', await lifeStory.lastChangeByOthers(relation.client, facts.account, since));
}

const NOWHERE: ChangesFound = { changes: [], categories: [] };

function changedIn(kind: ChangeKind, category: Category, changedAt: Date | null): ChangesFound {
  return { changes: changedAt === null ? [] : [{ kind, section: null, changedAt }], categories: [category] };
}
