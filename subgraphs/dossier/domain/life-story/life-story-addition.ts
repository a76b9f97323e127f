/**
 * What people add to the life story themselves: shown beside it, marked with who wrote it, and never in it (R32, V38).
 * There is one version of it, the last: it is no part of the dossier, and whoever wrote it can take it away.
 */
import type { Subject } from '../../../../schema/access-decision.js';
import type { PageRequest } from '../../../connection.js';
import type { Hiding, Written } from '../written.js';

export const LONGEST_PLACE = 200;
export const LONGEST_ADDITION = 4_000;

/** Where it stands in the story, in the words of the story or in new ones, and what it says. */
export interface AdditionContent {
  chapter: string | null;
  question: string | null;
  text: string;
}

export interface LifeStoryAddition extends Written, AdditionContent {
  id: string;
  organisation: string;
  client: string;
  writtenAt: Date;
  changedAt: Date | null;
}

export type NewAddition = Omit<LifeStoryAddition, 'changedAt' | 'hidden'>;

/** Lists are newest first; a page holds one entry more than asked when there is a next one. */
export interface LifeStoryAdditions {
  find(id: string): Promise<LifeStoryAddition | null>;
  ofClient(client: string, page: PageRequest): Promise<LifeStoryAddition[]>;
  ofOrganisation(organisation: string, page: PageRequest): Promise<LifeStoryAddition[]>;
  /** When somebody else than the account last wrote or changed one that is shown, after that moment; null: nobody. */
  lastChangeByOthers(client: string, account: string, since: Date): Promise<Date | null>;
}

/** As a step sees them: changed nowhere else. */
export interface LifeStoryAdditionsInStep extends LifeStoryAdditions {
  add(addition: NewAddition): Promise<LifeStoryAddition>;
  /** Null when it has gone, or staff has hidden it. */
  change(addition: LifeStoryAddition, content: AdditionContent, at: Date): Promise<LifeStoryAddition | null>;
  /** False when it had gone already. */
  remove(addition: LifeStoryAddition): Promise<boolean>;
  /** False when it was hidden already. */
  hide(addition: LifeStoryAddition, hiding: Hiding): Promise<boolean>;
  /** False when it was not hidden. */
  show(addition: LifeStoryAddition): Promise<boolean>;
}

/** What the guard judges an addition by. */
export function subjectOfAddition({ id, organisation, client, author }: LifeStoryAddition): Subject {
  return { organisation, client, account: author.account, object: `LifeStoryAddition/${id}` };
}
