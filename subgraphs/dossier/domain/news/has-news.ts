import { DomainError } from '../../../domain-error.js';
import type { Additions } from '../additions.js';
import type { Dossier } from '../dossier.js';
import { findChanges } from './find-changes.js';

/**
 * Whether anything is new for somebody in the dossiers of these clients: yes or no, for the mail that says so.
 * A dossier that does not open to them, or that its ECD does not know, holds no news.
 * @throws what kept a dossier from being looked into, when no other one holds news.
 */
export async function hasNews(
  needs: { additions: Additions; dossierOf: (client: string) => Dossier },
  clients: readonly string[],
  since: Date,
): Promise<boolean> {
  const looks = await Promise.allSettled(
    clients.map(async (client) => isNew(needs.additions, needs.dossierOf(client), since)),
  );
  if (looks.some((look) => look.status === 'fulfilled' && look.value)) return true;
  const failed = looks.find((look) => look.status === 'rejected' && !isShut(look.reason));
  if (failed?.status === 'rejected') throw failed.reason;
  return false;
}

async function isNew(additions: Additions, dossier: Dossier, since: Date): Promise<boolean> {
  const { changes, categories } = await findChanges(additions, dossier, since);
  if (changes.length === 0) return false;
  const { ledger, relation, facts } = dossier;
  // nobody looked: the system did, on the relation that lets it tell its holder
  ledger.add({
    kind: 'DOSSIER_SEARCH',
    action: 'E',
    organisation: relation.organisation,
    client: relation.client,
    relation: relation.id,
    responsible: facts.account,
    responsibleRole: relation.role,
    categories,
    search: { start: since.toISOString() },
  });
  return true;
}

function isShut(reason: unknown): boolean {
  return reason instanceof DomainError && !['ECD_UNAVAILABLE', 'AUDIT_UNAVAILABLE'].includes(reason.code);
}
