/** R27: language and tone are the organisation's concern; staff hides a message, with a reason, and can show it again. */
import { DomainError } from '../../../domain-error.js';
import { justificationOf } from '../../../justification.js';
import type { SubgraphContext } from '../../../subgraph-context.js';
import type { MessageThread } from './message-thread.js';
import { openThreadOfMessage, type MessagingNeeds, type OpenThread } from './open-thread.js';

interface Judgement {
  messageId: string;
  reason: string;
}

/**
 * Hidden for the writer and for the reader; what it said is kept. The reason is told to its author.
 * @throws DomainError as `openThread`, BAD_INPUT; NOT_FOUND when it is hidden already.
 */
export async function hideMessage(
  needs: MessagingNeeds,
  { messageId, reason }: Judgement,
  context: SubgraphContext,
): Promise<MessageThread> {
  const open = await openThreadOfMessage(needs, messageId, 'Mutation.hideMessage', context);
  const justification = justificationOf(reason);
  const hidden = { reason: justification, by: open.acting.facts.account, at: context.now };
  const changed = await needs.threads.hide(open.thread, messageId, hidden);
  if (!changed) throw new DomainError('NOT_FOUND');
  record('THREAD_MESSAGE_HIDDEN', open, justification, context);
  return open.thread;
}

/** @throws DomainError as `openThread`, BAD_INPUT; NOT_FOUND when it is not hidden. */
export async function showMessage(
  needs: MessagingNeeds,
  { messageId, reason }: Judgement,
  context: SubgraphContext,
): Promise<MessageThread> {
  const open = await openThreadOfMessage(needs, messageId, 'Mutation.showMessage', context);
  const justification = justificationOf(reason);
  if (!(await needs.threads.show(open.thread, messageId))) throw new DomainError('NOT_FOUND');
  record('THREAD_MESSAGE_SHOWN', open, justification, context);
  return open.thread;
}

function record(
  kind: 'THREAD_MESSAGE_HIDDEN' | 'THREAD_MESSAGE_SHOWN',
  { acting }: OpenThread,
  justification: string,
  { ledger }: SubgraphContext,
): void {
  ledger.add({ kind, action: 'U', ...acting.place, justification, categories: ['MESSAGES'] });
}
