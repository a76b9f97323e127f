import type { Category } from '../../../schema/access-matrix.js';
import type { AuditEvent } from '../../../schema/audit-event.js';
import type { Dossier } from './dossier.js';
import type { Period } from './ecd.js';

/** Records that the dossier was searched, and by what; never the text that was looked for (NEN 7513: search). */
export function recordSearch(
  { ledger, relation, subject }: Dossier,
  categories: Category[],
  { start, end }: Period,
  criteria: NonNullable<AuditEvent['search']> = {},
): void {
  ledger.add({
    kind: 'DOSSIER_SEARCH',
    action: 'E',
    organisation: relation.organisation,
    client: subject.client,
    relation: relation.id,
    role: relation.role,
    categories,
    search: {
      ...criteria,
      ...(start && { start: start.toISOString() }),
      ...(end && { end: end.toISOString() }),
    },
  });
}
