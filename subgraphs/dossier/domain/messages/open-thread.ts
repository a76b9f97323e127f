import type { Organisations } from '../../../../organisations/policy.js';
import { DomainError } from '../../../domain-error.js';
import type { SubgraphContext } from '../../../subgraph-context.js';
import { isUuid } from '../../../uuid.js';
import { actOn, type Acting } from '../acting.js';
import type { OneStep } from '../dossier-tables.js';
import { subjectOfThread, type MessageThread, type MessageThreads } from './message-thread.js';

export interface ReadingNeeds {
  threads: MessageThreads;
  organisations: Organisations;
}

export interface MessagingNeeds extends ReadingNeeds, OneStep {}

export interface OpenThread {
  thread: MessageThread;
  acting: Acting;
}

/**
 * A thread, for who wrote it and for staff of its organisation.
 * @param field of the access matrix that is to be done with it.
 * @throws DomainError ACCESS_REFUSED, alike for a thread that does not exist; MESSAGES_NOT_OFFERED.
 */
export async function openThread(
  needs: ReadingNeeds,
  id: string,
  field: string,
  context: SubgraphContext,
): Promise<OpenThread> {
  return judged(needs, isUuid(id) ? await needs.threads.find(id) : null, field, context);
}

/** The thread that holds a message, for the same people. @throws DomainError as `openThread`. */
export async function openThreadOfMessage(
  needs: ReadingNeeds,
  messageId: string,
  field: string,
  context: SubgraphContext,
): Promise<OpenThread> {
  return judged(needs, isUuid(messageId) ? await needs.threads.findByMessage(messageId) : null, field, context);
}

/** R27: there are messages only where the organisation has them. @throws DomainError MESSAGES_NOT_OFFERED. */
export function requireMessages({ policy }: Pick<Acting, 'policy'>): void {
  if (!policy.messages) throw new DomainError('MESSAGES_NOT_OFFERED');
}

function judged(
  { organisations }: ReadingNeeds,
  thread: MessageThread | null,
  field: string,
  context: SubgraphContext,
): OpenThread {
  const acting = actOn(field, thread && subjectOfThread(thread), organisations, context);
  if (thread === null) throw new DomainError('ACCESS_REFUSED');
  requireMessages(acting);
  return { thread, acting };
}
