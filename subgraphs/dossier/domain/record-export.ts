/** V5, R21: who may read may also save, print and share, on their own responsibility; each time is on the log. */
import type { Section } from '../../../schema/caller.js';
import { DomainError } from '../../domain-error.js';
import type { Happening } from '../../ledger.js';
import type { Dossier } from './dossier.js';
import { availabilityOf, unavailable } from './section-availability.js';

export const EXPORT_FORMS = ['PRINT', 'SAVE', 'SHARE'] as const;
export type ExportForm = (typeof EXPORT_FORMS)[number];

/**
 * All of the sections, or nothing: comes before the front end prints, saves or shares.
 * @throws DomainError ACCESS_REFUSED, SECTION_NOT_OFFERED for a section that this person does not see; BAD_INPUT.
 */
export async function recordExport(dossier: Dossier, asked: readonly Section[], form: ExportForm): Promise<void> {
  const sections = [...new Set(asked)];
  if (sections.length === 0) throw new DomainError('BAD_INPUT', { fields: ['sections'] });
  const { relation, ledger } = dossier;
  const exported: Happening = {
    kind: 'DOSSIER_EXPORTED',
    action: 'E',
    organisation: relation.organisation,
    client: relation.client,
    relation: relation.id,
    role: relation.role,
    categories: sections,
    search: { form },
  };
  const availabilities = await Promise.all(sections.map((section) => availabilityOf(dossier, section)));
  const shut = availabilities.filter((availability) => availability !== 'OPEN');
  if (shut.length > 0) {
    const refusal = unavailable(shut);
    ledger.add({ ...exported, outcome: 'REFUSED', reason: refusal.code });
    throw refusal;
  }
  ledger.add(exported);
}
