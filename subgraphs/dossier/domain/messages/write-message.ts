/** Writing to the care team, and the care team's answers (R27, R32). Never a channel for what is urgent (V12). */
import { randomUUID } from 'node:crypto';
import type { SubgraphContext } from '../../../subgraph-context.js';
import { actOn, type Acting } from '../acting.js';
import { authorOf } from '../author.js';
import type { Dossier } from '../dossier.js';
import { writtenLine, writtenText } from '../written-text.js';
import {
  LONGEST_MESSAGE,
  LONGEST_TITLE,
  type MessageThread,
  type NewMessage,
  type NewThread,
} from './message-thread.js';
import { openThread, requireMessages, type MessagingNeeds } from './open-thread.js';

/** @throws DomainError MESSAGES_NOT_OFFERED, BAD_INPUT; nothing is kept then. */
export async function startThread(
  { threads, organisations }: MessagingNeeds,
  { subject, relation }: Dossier,
  { title, text }: { title: string; text: string },
  context: SubgraphContext,
): Promise<MessageThread> {
  const acting = actOn('Mutation.startMessageThread', subject, organisations, context);
  requireMessages(acting);
  const thread: NewThread = {
    id: randomUUID(),
    organisation: acting.policy.id,
    client: relation.client,
    startedBy: authorOf(acting.facts, acting),
    title: writtenLine(title, 'subject', LONGEST_TITLE),
    startedAt: context.now,
  };
  const started = await threads.start(thread, newMessage(acting, text, context.now));
  recordSent(acting, context);
  return started;
}

/** By the person whose thread it is. @throws DomainError as `openThread`, BAD_INPUT. */
export function replyToThread(
  needs: MessagingNeeds,
  reply: { threadId: string; text: string },
  context: SubgraphContext,
): Promise<MessageThread> {
  return write(needs, reply, 'Mutation.replyToThread', context);
}

/** By staff of the thread's organisation. @throws DomainError as `openThread`, BAD_INPUT. */
export function replyAsStaff(
  needs: MessagingNeeds,
  reply: { threadId: string; text: string },
  context: SubgraphContext,
): Promise<MessageThread> {
  return write(needs, reply, 'Mutation.replyAsStaff', context);
}

async function write(
  needs: MessagingNeeds,
  { threadId, text }: { threadId: string; text: string },
  field: string,
  context: SubgraphContext,
): Promise<MessageThread> {
  const { thread, acting } = await openThread(needs, threadId, field, context);
  const replied = await needs.threads.reply(thread, newMessage(acting, text, context.now));
  recordSent(acting, context);
  return replied;
}

function newMessage(acting: Acting, text: string, now: Date): NewMessage {
  return {
    id: randomUUID(),
    author: authorOf(acting.facts, acting),
    sentAt: now,
    text: writtenText(text, 'text', LONGEST_MESSAGE),
  };
}

function recordSent({ place }: Acting, { ledger }: Pick<SubgraphContext, 'ledger'>): void {
  ledger.add({ kind: 'THREAD_MESSAGE_SENT', action: 'C', ...place, categories: ['MESSAGES'] });
}
