/** Writing to the care team, and the care team's answers (R27, R32). Never a channel for what is urgent (V12). */
import { randomUUID } from 'node:crypto';
import type { SubgraphContext } from '../../../subgraph-context.js';
import { about, actOn, type Acting } from '../acting.js';
import { authorOf } from '../author.js';
import type { OneStep } from '../dossier-tables.js';
import type { Dossier } from '../dossier.js';
import { takeTurn, type WritingLimits } from '../writing-limits.js';
import { writtenLine, writtenText } from '../written-text.js';
import {
  LONGEST_MESSAGE,
  LONGEST_TITLE,
  type MessageThread,
  type MessageThreadsInStep,
  type NewMessage,
  type NewThread,
} from './message-thread.js';
import { openThread, requireMessages, type MessagingNeeds } from './open-thread.js';
import { recipientAbout, type RecipientRole } from './recipient.js';

export interface WriteMessageNeeds extends MessagingNeeds {
  limits: WritingLimits;
}

/** @throws DomainError MESSAGES_NOT_OFFERED, BAD_INPUT, TOO_MANY_ATTEMPTS; nothing is kept then. */
export async function startThread(
  needs: WriteMessageNeeds,
  dossier: Dossier,
  { recipient, title, text }: { recipient: RecipientRole; title: string; text: string },
  context: SubgraphContext,
): Promise<MessageThread> {
  const acting = actOn('Mutation.startMessageThread', dossier.subject, needs.organisations, context);
  requireMessages(acting);
  const thread: NewThread = {
    id: randomUUID(),
    organisation: acting.policy.id,
    client: dossier.relation.client,
    startedBy: authorOf(acting.facts, acting),
    title: writtenLine(title, 'subject', LONGEST_TITLE),
    recipient: await recipientAbout(dossier, recipient),
    startedAt: context.now,
  };
  const asked = { acting: about(acting, `Thread/${thread.id}`), text };
  return send(needs, needs.limits, asked, context, (threads, first) => threads.start(thread, first));
}

/** By the person whose thread it is. @throws DomainError as `openThread`, BAD_INPUT, TOO_MANY_ATTEMPTS. */
export async function replyToThread(
  needs: WriteMessageNeeds,
  { threadId, text }: { threadId: string; text: string },
  context: SubgraphContext,
): Promise<MessageThread> {
  const { thread, acting } = await openThread(needs, threadId, 'Mutation.replyToThread', context);
  return send(needs, needs.limits, { acting, text }, context, (threads, message) => threads.reply(thread, message));
}

/** By staff of the thread's organisation, as often as their work asks. @throws DomainError as `openThread`, BAD_INPUT. */
export async function replyAsStaff(
  needs: WriteMessageNeeds,
  { threadId, text }: { threadId: string; text: string },
  context: SubgraphContext,
): Promise<MessageThread> {
  const { thread, acting } = await openThread(needs, threadId, 'Mutation.replyAsStaff', context);
  return send(needs, null, { acting, text }, context, (threads, message) => threads.reply(thread, message));
}

async function send(
  { inOneStep }: OneStep,
  limits: WritingLimits | null,
  { acting, text }: { acting: Acting; text: string },
  context: SubgraphContext,
  write: (threads: MessageThreadsInStep, message: NewMessage) => Promise<MessageThread>,
): Promise<MessageThread> {
  const message = {
    id: randomUUID(),
    author: authorOf(acting.facts, acting),
    sentAt: context.now,
    text: writtenText(text, 'text', LONGEST_MESSAGE),
  };
  const sent = { kind: 'THREAD_MESSAGE_SENT' as const, action: 'C' as const, categories: ['MESSAGES'] };
  if (limits !== null) await takeTurn(limits, 'messages', acting, sent, context.ledger);
  return inOneStep(context, async ({ threads }, { ledger }) => {
    ledger.add({ ...sent, ...acting.place });
    return write(threads, message);
  });
}
