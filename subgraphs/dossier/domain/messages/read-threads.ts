/** Threads as their reader sees them. Looks of users are noted by the guard, those of staff here (NEN 7513). */
import type { PageRequest } from '../../../connection.js';
import type { SubgraphContext } from '../../../subgraph-context.js';
import { actInOrganisation, type Side } from '../acting.js';
import type { Author } from '../author.js';
import type { Dossier } from '../dossier.js';
import { asSeenBy } from '../hiding.js';
import { inOwnList } from '../place-in-list.js';
import { recordStaffLooks } from '../staff-looks.js';
import type { MessageThread, MessageThreads, ThreadMessage } from './message-thread.js';
import { openThread, requireMessages, type MessagingNeeds } from './open-thread.js';

/** The caller's own threads about this client, and nobody else's. @throws DomainError MESSAGES_NOT_OFFERED, BAD_CURSOR. */
export async function readOwnThreads(
  { threads }: { threads: MessageThreads },
  dossier: Dossier,
  page: PageRequest,
): Promise<MessageThread[]> {
  requireMessages(dossier);
  return threads.ofAccount(dossier.relation.client, dossier.facts.account, inOwnList(page));
}

/** All threads of an organisation, for its staff. @throws DomainError ACCESS_REFUSED, MESSAGES_NOT_OFFERED, BAD_CURSOR. */
export async function readThreadsOfOrganisation(
  { threads, organisations }: MessagingNeeds,
  organisation: string,
  page: PageRequest,
  context: SubgraphContext,
): Promise<MessageThread[]> {
  const acting = actInOrganisation('Query.messageThreads', organisation, organisations, context);
  requireMessages(acting);
  const found = await threads.ofOrganisation(organisation, inOwnList(page));
  recordStaffLooks('THREAD_READ', 'MESSAGES', acting, found.slice(0, page.first), context);
  return found;
}

/** One thread. @throws DomainError as `openThread`. */
export async function readThread(needs: MessagingNeeds, id: string, context: SubgraphContext): Promise<MessageThread> {
  const open = await openThread(needs, id, 'Query.messageThread', context);
  if (open.acting.side === 'STAFF') {
    recordStaffLooks('THREAD_READ', 'MESSAGES', open.acting, [open.thread], context);
  }
  return open.thread;
}

/** So that both sides know what the other has seen. @throws DomainError as `openThread`. */
export async function markThreadRead(
  needs: MessagingNeeds,
  id: string,
  context: SubgraphContext,
): Promise<MessageThread> {
  const { thread, acting } = await openThread(needs, id, 'Mutation.markThreadRead', context);
  return needs.inOneStep(context, async ({ threads }, { ledger }) => {
    ledger.add({ kind: 'THREAD_READ', action: 'U', ...acting.place, categories: ['MESSAGES'] });
    return threads.markRead(thread, acting.side);
  });
}

/** A message as one of the two sides sees it. */
export interface SeenMessage {
  id: string;
  author: Author;
  sentAt: Date;
  text: string | null;
  hidden: boolean;
  hiddenReason: string | null;
  /** The other side has read the thread since. */
  read: boolean;
}

/** @throws DomainError BAD_CURSOR. */
export async function readMessages(
  { threads }: { threads: MessageThreads },
  thread: MessageThread,
  reader: { account: string; side: Side },
  page: PageRequest,
): Promise<SeenMessage[]> {
  const messages = await threads.messagesOf(thread, inOwnList(page));
  return messages.map((message) => seenBy(reader, thread, message));
}

/** On which side of the thread the caller is. Whose thread it is, is not its staff. */
export function sideIn(thread: MessageThread, account: string | undefined): Side {
  return thread.startedBy.account === account ? 'USER' : 'STAFF';
}

function seenBy(
  reader: { account: string; side: Side },
  { readAt }: MessageThread,
  message: ThreadMessage,
): SeenMessage {
  const { id, author, sentAt } = message;
  const readByOthers = readAt[author.role === 'STAFF' ? 'USER' : 'STAFF'];
  return {
    id,
    author,
    sentAt,
    ...asSeenBy(reader, message),
    read: readByOthers !== null && sentAt <= readByOthers,
  };
}
