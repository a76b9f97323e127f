import type { Category } from '../../../schema/access-matrix.js';
import type { AuditEventKind } from '../../../schema/audit-event.js';
import type { SubgraphContext } from '../../subgraph-context.js';
import type { Acting } from './acting.js';

/** What staff read, one event a client (NEN 7513); an empty list was looked at too. */
export function recordStaffLooks(
  kind: AuditEventKind,
  category: Category,
  { place }: Acting,
  seen: readonly { client: string }[],
  { ledger }: SubgraphContext,
): void {
  const clients = seen.length === 0 ? [null] : new Set(seen.map(({ client }) => client));
  for (const client of clients) ledger.add({ kind, action: 'R', ...place, client, categories: [category] });
}
