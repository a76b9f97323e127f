/**
 * What the guard has opened in an operation, and put on record: an object under a row of the access matrix. Whoever asks
 * and the moment are the same for a whole operation, so it need not be judged for each field anew.
 */
import type { Subject } from '../schema/access-decision.js';
import type { AccessRow } from '../schema/access-matrix.js';
import type { SubgraphContext } from './subgraph-context.js';

const operations = new WeakMap<SubgraphContext, WeakMap<Subject, Set<AccessRow>>>();

export function isOpened(context: SubgraphContext, subject: Subject, row: AccessRow): boolean {
  return operations.get(context)?.get(subject)?.has(row) === true;
}

export function noteOpened(context: SubgraphContext, subject: Subject, row: AccessRow): void {
  const subjects = operations.get(context) ?? new WeakMap<Subject, Set<AccessRow>>();
  operations.set(context, subjects);
  const rows = subjects.get(subject) ?? new Set();
  subjects.set(subject, rows.add(row));
}
