/** Somebody's own exports of one client's dossier: the list, and calling one off. */
import { DomainError } from '../../../domain-error.js';
import type { PageRequest } from '../../../connection.js';
import type { SubgraphContext } from '../../../subgraph-context.js';
import { isUuid } from '../../../uuid.js';
import { actOn } from '../acting.js';
import type { Dossier } from '../dossier.js';
import { inOwnList } from '../place-in-list.js';
import { placeOfExport, subjectOfExport, type DossierExport } from './dossier-export.js';
import type { ExportNeeds } from './request-export.js';

/** Newest first. @throws DomainError BAD_CURSOR. */
export async function readOwnExports(
  { exports }: Pick<ExportNeeds, 'exports'>,
  { relation, facts }: Dossier,
  page: PageRequest,
): Promise<DossierExport[]> {
  return exports.ofAccount(relation.client, facts.account, inOwnList(page));
}

/** What was made of it is gone at once. @throws DomainError ACCESS_REFUSED, alike for one that does not exist; NOT_FOUND when it is over. */
export async function cancelExport(
  { exports, organisations, inOneStep }: ExportNeeds,
  id: string,
  context: SubgraphContext,
): Promise<DossierExport> {
  const found = isUuid(id) ? await exports.find(id) : null;
  const { place } = actOn('Mutation.cancelExport', found && subjectOfExport(found), organisations, context);
  return inOneStep(context, async (tables, { ledger }) => {
    const cancelled = found && (await tables.exports.cancel(found.id));
    if (cancelled === null) throw new DomainError('NOT_FOUND');
    const { categories } = placeOfExport(cancelled);
    const search = { format: cancelled.format };
    ledger.add({ kind: 'EXPORT_CHANGED', action: 'D', ...place, categories, search });
    return cancelled;
  });
}
