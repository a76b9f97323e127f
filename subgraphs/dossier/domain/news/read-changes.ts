import { DomainError } from '../../../domain-error.js';
import type { Additions } from '../additions.js';
import type { Dossier } from '../dossier.js';
import { recordSearch } from '../record-search.js';
import { findChanges, type Change } from './find-changes.js';

/** How far back one can ask. */
const LONGEST_AGO_MS = 90 * 86_400_000;
/** That nothing is new since so short a time says nothing of the dossier, and front ends ask it again and again. */
const POLLED_MS = 3_600_000;

/**
 * What is new in the dossier since a moment. It is on the log as a search (NEN 7513), but not each poll that found
 * nothing in the last hour.
 * @throws DomainError BAD_INPUT for a moment to come, or more than ninety days ago; ECD_UNAVAILABLE.
 */
export async function readChanges(additions: Additions, dossier: Dossier, since: Date): Promise<Change[]> {
  const ago = dossier.now.getTime() - since.getTime();
  if (ago < 0 || ago > LONGEST_AGO_MS) throw new DomainError('BAD_INPUT', { fields: ['since'] });
  const { changes, categories } = await findChanges(additions, dossier, since);
  if (changes.length > 0 || ago > POLLED_MS) recordSearch(dossier, categories, { start: since, end: null });
  return changes;
}
