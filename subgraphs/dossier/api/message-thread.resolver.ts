import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { pageRequest, toPage, type Page } from '../../connection.js';
import { markThreadRead, readMessages, readThread, sideIn } from '../domain/messages/read-threads.js';
import type { RecipientRole } from '../domain/messages/recipient.js';
import { replyToThread, startThread } from '../domain/messages/write-message.js';
import type { DossierContext } from './dossier-context.js';
import { MessageRecipientRole } from './message-recipient.js';
import { MessageThread, ThreadMessageConnection, toThread, type ThreadMessage } from './message-thread.js';
import { PageArguments } from './page-arguments.js';
import { toAuthor } from './writing.js';

@Resolver(() => MessageThread)
export class MessageThreadResolver {
  @Query(() => MessageThread, {
    nullable: true,
    description: 'A thread of your own; for staff one of their organisation (nl: berichtenwisseling).',
  })
  async messageThread(
    @Arg('id', () => ID, { description: 'The id of the thread (nl: kenmerk).' }) id: string,
    @Ctx() context: DossierContext,
  ): Promise<MessageThread> {
    return toThread(await readThread(context.writing, id, context), context);
  }

  @Mutation(() => MessageThread, {
    description: 'Writes to the care team or EVV about a client; not for urgent matters (nl: bericht sturen).',
  })
  async startMessageThread(
    @Arg('clientId', () => ID, { description: 'The client whom it is about (nl: cliënt).' }) clientId: string,
    @Arg('subject', () => String, { description: 'What it is about, on one line (nl: onderwerp).' }) subject: string,
    @Arg('text', () => String, { description: 'The message (nl: tekst).' }) text: string,
    @Arg('recipient', () => MessageRecipientRole, {
      defaultValue: 'CARE_TEAM',
      description: 'Whom it is for (nl: geadresseerde).',
    })
    recipient: RecipientRole,
    @Ctx() context: DossierContext,
  ): Promise<MessageThread> {
    const message = { recipient, title: subject, text };
    return toThread(await startThread(context.writing, context.dossierOf(clientId), message, context), context);
  }

  @Mutation(() => MessageThread, { description: 'Writes on in a thread of your own (nl: antwoorden).' })
  async replyToThread(
    @Arg('threadId', () => ID, { description: 'The id of the thread (nl: kenmerk).' }) threadId: string,
    @Arg('text', () => String, { description: 'The message (nl: tekst).' }) text: string,
    @Ctx() context: DossierContext,
  ): Promise<MessageThread> {
    return toThread(await replyToThread(context.writing, { threadId, text }, context), context);
  }

  @Mutation(() => MessageThread, {
    description: 'Your side has read the thread up to now; the other side sees that (nl: als gelezen markeren).',
  })
  async markThreadRead(
    @Arg('threadId', () => ID, { description: 'The id of the thread (nl: kenmerk).' }) threadId: string,
    @Ctx() context: DossierContext,
  ): Promise<MessageThread> {
    return toThread(await markThreadRead(context.writing, threadId, context), context);
  }

  // by a resolver: the property of this name is what the guard judges the thread by
  @FieldResolver(() => String, { name: 'subject', description: 'What it is about (nl: onderwerp).' })
  title(@Root() { thread }: MessageThread): string {
    return thread.title;
  }

  @FieldResolver(() => ThreadMessageConnection, { description: 'The messages, newest first (nl: berichten).' })
  async messages(
    @Root() { thread, subject }: MessageThread,
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Ctx() context: DossierContext,
  ): Promise<Page<ThreadMessage>> {
    const account = context.caller.facts?.account ?? '';
    const reader = { account, side: sideIn(thread, account) };
    const messages = await readMessages(context.writing, thread, reader, pageRequest(first, after));
    const rows = messages.map((message) => ({ ...message, author: toAuthor(message.author, context), subject }));
    return toPage(rows, first, ({ id, sentAt }) => ({ time: sentAt.toISOString(), id }));
  }
}
