/** What client and representative do: ask (V33), and take back what they asked. */
import { randomUUID } from 'node:crypto';
import type { SubgraphContext } from '../../../subgraph-context.js';
import { about, actOn } from '../acting.js';
import { authorOf } from '../author.js';
import type { Dossier } from '../dossier.js';
import { takeTurn, type WritingLimits } from '../writing-limits.js';
import { writtenText } from '../written-text.js';
import { changeObjection, objectionChanged, recordObjection } from './change-objection.js';
import { dueDate } from './due-date.js';
import {
  LONGEST_REQUEST,
  OPEN_STATUSES,
  type NewObjection,
  type ObjectionKind,
  type ObjectionRequest,
} from './objection-request.js';
import { openObjection, type ObjectionNeeds } from './open-objection.js';

/** @throws DomainError ACCESS_REFUSED, as for a contact; BAD_INPUT, TOO_MANY_ATTEMPTS. Nothing is kept then. */
export async function requestObjection(
  { organisations, limits, inOneStep }: ObjectionNeeds & { limits: WritingLimits },
  { subject, relation }: Dossier,
  { kind, text }: { kind: ObjectionKind; text: string },
  context: SubgraphContext,
): Promise<ObjectionRequest> {
  const id = randomUUID();
  const acting = about(actOn('Mutation.requestObjection', subject, organisations, context), `ObjectionRequest/${id}`);
  const request: NewObjection = {
    id,
    organisation: acting.policy.id,
    client: relation.client,
    askedBy: authorOf(acting.facts, acting),
    kind,
    text: writtenText(text, 'text', LONGEST_REQUEST),
    status: 'RECEIVED',
    receivedAt: context.now,
    dueOn: dueDate(context.now, acting.policy.timeZone),
  };
  await takeTurn(limits, 'objections', acting, objectionChanged('C'), context.ledger);
  return inOneStep(context, async ({ objections }, step) => {
    recordObjection('C', acting, null, step);
    return objections.receive(request);
  });
}

/** By who asked, until it is answered. @throws DomainError ACCESS_REFUSED, OBJECTION_CHANGE_REFUSED. */
export async function withdrawObjection(
  needs: ObjectionNeeds,
  id: string,
  context: SubgraphContext,
): Promise<ObjectionRequest> {
  const open = await openObjection(needs, id, 'Mutation.withdrawObjection', context);
  return changeObjection(needs, open, { from: OPEN_STATUSES, to: 'WITHDRAWN' }, context);
}
