/**
 * R27: language and tone are the organisation's concern. Staff hides what somebody wrote, with a reason, and can show it
 * again; what it said is kept.
 */
import { DomainError } from '../../domain-error.js';
import { justificationOf } from '../../justification.js';
import type { Happening } from '../../ledger.js';
import type { SubgraphContext } from '../../subgraph-context.js';
import type { Acting, Side } from './acting.js';
import type { DossierTables, OneStep } from './dossier-tables.js';
import type { Hiding, Written } from './written.js';

/**
 * Hides something or shows it again, with a reason for the log; who did so, when, and why.
 * @param change false when it was hidden, or shown, already.
 * @throws DomainError BAD_INPUT; NOT_FOUND when there is nothing to change.
 */
export async function judgeWritten(
  { inOneStep }: OneStep,
  { acting: { facts, place }, reason }: { acting: Acting; reason: string },
  event: Pick<Happening, 'kind' | 'categories'>,
  change: (tables: DossierTables, hiding: Hiding) => Promise<boolean>,
  context: SubgraphContext,
): Promise<Hiding> {
  const justification = justificationOf(reason);
  const hiding = { reason: justification, by: facts.account, at: context.now };
  return inOneStep(context, async (tables, { ledger }) => {
    if (!(await change(tables, hiding))) throw new DomainError('NOT_FOUND');
    ledger.add({ ...event, action: 'U', ...place, justification });
    return hiding;
  });
}

/** Of what is hidden there is just that it was hidden; its author is told why. Staff, who hide, still see it. */
export function asSeenBy(
  { account, side }: { account: string; side: Side },
  { author, text, hidden }: Written,
): { text: string | null; hidden: boolean; hiddenReason: string | null } {
  const isTold = author.account === account || side === 'STAFF';
  return {
    text: hidden === null || side === 'STAFF' ? text : null,
    hidden: hidden !== null,
    hiddenReason: isTold ? (hidden?.reason ?? null) : null,
  };
}
