import { DomainError } from '../../../domain-error.js';
import type { Happening, Recorder } from '../../../ledger.js';
import type { SubgraphContext } from '../../../subgraph-context.js';
import type { Acting } from '../acting.js';
import { authorOf } from '../author.js';
import type { ObjectionRequest, ObjectionStatus } from './objection-request.js';
import type { ObjectionNeeds, OpenObjection } from './open-objection.js';

export interface Step {
  from: readonly ObjectionStatus[];
  to: ObjectionStatus;
  /** The answer, or why it takes longer. */
  note?: string;
  /** Once only: the last day that it becomes. */
  extendedTo?: string;
  justification?: string;
}

/**
 * One step of a request, into its history and on the log.
 * @throws DomainError OBJECTION_CHANGE_REFUSED when the request is not, or no longer, where the step begins.
 */
export async function changeObjection(
  { inOneStep }: ObjectionNeeds,
  { request, acting }: OpenObjection,
  { from, to, note, extendedTo, justification }: Step,
  context: SubgraphContext,
): Promise<ObjectionRequest> {
  const change = {
    at: context.now,
    by: authorOf(acting.facts, acting),
    status: to,
    dueOn: extendedTo ?? request.dueOn,
    note: note ?? null,
  };
  return inOneStep(context, async ({ objections }, step) => {
    const changed = await objections.change(request, { statuses: from, extends: extendedTo !== undefined }, change);
    if (changed === null) throw new DomainError('OBJECTION_CHANGE_REFUSED');
    recordObjection('U', acting, justification ?? null, step);
    return changed;
  });
}

export function objectionChanged(action: 'C' | 'U'): Happening {
  return { kind: 'OBJECTION_CHANGED', action, categories: ['OBJECTIONS'] };
}

export function recordObjection(
  action: 'C' | 'U',
  { place }: Acting,
  justification: string | null,
  { ledger }: { ledger: Recorder },
): void {
  ledger.add({ ...objectionChanged(action), ...place, justification });
}
