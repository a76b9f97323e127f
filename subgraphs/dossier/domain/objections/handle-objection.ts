/** What the administration does with a request: take it up, take longer over it once, decide. Each with a reason (NEN 7513). */
import { DomainError } from '../../../domain-error.js';
import { justificationOf } from '../../../justification.js';
import type { SubgraphContext } from '../../../subgraph-context.js';
import { writtenText } from '../written-text.js';
import { changeObjection } from './change-objection.js';
import { extendedDueDate, isOverdue } from './due-date.js';
import { LONGEST_REQUEST, OPEN_STATUSES, type ObjectionRequest } from './objection-request.js';
import { openObjection, type ObjectionNeeds } from './open-objection.js';

interface Act {
  id: string;
  reason: string;
}

export const DECISIONS = ['GRANTED', 'REFUSED'] as const;
export type ObjectionDecision = (typeof DECISIONS)[number];

/** @throws DomainError ACCESS_REFUSED, BAD_INPUT, OBJECTION_CHANGE_REFUSED. */
export async function takeUpObjection(
  needs: ObjectionNeeds,
  { id, reason }: Act,
  context: SubgraphContext,
): Promise<ObjectionRequest> {
  const open = await openObjection(needs, id, 'Mutation.takeUpObjection', context);
  const justification = justificationOf(reason);
  return changeObjection(needs, open, { from: ['RECEIVED'], to: 'IN_PROGRESS', justification }, context);
}

/**
 * AVG art. 12(3): two months more, once, and said while the first month lasts. The reason is told to who asked.
 * @throws DomainError ACCESS_REFUSED, BAD_INPUT, OBJECTION_CHANGE_REFUSED.
 */
export async function extendObjection(
  needs: ObjectionNeeds,
  { id, reason }: Act,
  context: SubgraphContext,
): Promise<ObjectionRequest> {
  const open = await openObjection(needs, id, 'Mutation.extendObjection', context);
  const { request, acting } = open;
  const justification = justificationOf(reason);
  if (isOverdue(request, context.now, acting.policy.timeZone)) throw new DomainError('OBJECTION_CHANGE_REFUSED');
  const extendedTo = extendedDueDate(request.receivedAt, acting.policy.timeZone);
  const step = { from: [request.status].filter((status) => OPEN_STATUSES.includes(status)), to: request.status };
  return changeObjection(needs, open, { ...step, note: justification, extendedTo, justification }, context);
}

/** With the answer that is told to who asked. @throws DomainError ACCESS_REFUSED, BAD_INPUT, OBJECTION_CHANGE_REFUSED. */
export async function decideObjection(
  needs: ObjectionNeeds,
  { id, reason, decision, answer }: Act & { decision: ObjectionDecision; answer: string },
  context: SubgraphContext,
): Promise<ObjectionRequest> {
  const open = await openObjection(needs, id, 'Mutation.decideObjection', context);
  const justification = justificationOf(reason);
  const note = writtenText(answer, 'answer', LONGEST_REQUEST);
  return changeObjection(needs, open, { from: OPEN_STATUSES, to: decision, note, justification }, context);
}
