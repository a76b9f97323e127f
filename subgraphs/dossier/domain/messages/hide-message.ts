/** R27: staff hides a message for the writer and for the reader, and can show it again. */
import type { SubgraphContext } from '../../../subgraph-context.js';
import { judgeWritten } from '../hiding.js';
import type { MessageThread } from './message-thread.js';
import { openThreadOfMessage, type MessagingNeeds } from './open-thread.js';

interface Judgement {
  messageId: string;
  reason: string;
}

/**
 * The reason is told to its author.
 * @throws DomainError as `openThread`, BAD_INPUT; NOT_FOUND when it is hidden already.
 */
export async function hideMessage(
  needs: MessagingNeeds,
  { messageId, reason }: Judgement,
  context: SubgraphContext,
): Promise<MessageThread> {
  const { thread, acting } = await openThreadOfMessage(needs, messageId, 'Mutation.hideMessage', context);
  await judgeWritten(
    needs,
    { acting, reason },
    { kind: 'THREAD_MESSAGE_HIDDEN', categories: ['MESSAGES'] },
    ({ threads }, hiding) => threads.hide(thread, messageId, hiding),
    context,
  );
  return thread;
}

/** @throws DomainError as `openThread`, BAD_INPUT; NOT_FOUND when it is not hidden. */
export async function showMessage(
  needs: MessagingNeeds,
  { messageId, reason }: Judgement,
  context: SubgraphContext,
): Promise<MessageThread> {
  const { thread, acting } = await openThreadOfMessage(needs, messageId, 'Mutation.showMessage', context);
  await judgeWritten(
    needs,
    { acting, reason },
    { kind: 'THREAD_MESSAGE_SHOWN', categories: ['MESSAGES'] },
    ({ threads }) => threads.show(thread, messageId),
    context,
  );
  return thread;
}
