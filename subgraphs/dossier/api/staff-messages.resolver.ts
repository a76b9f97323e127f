import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { pageRequest, type Page } from '../../connection.js';
import { hideMessage, showMessage } from '../domain/messages/hide-message.js';
import { readThreadsOfOrganisation } from '../domain/messages/read-threads.js';
import { replyAsStaff } from '../domain/messages/write-message.js';
import type { DossierContext } from './dossier-context.js';
import { MessageThread, MessageThreadConnection, threadPage, toThread } from './message-thread.js';
import { PageArguments } from './page-arguments.js';

const REASON = 'Why, for the log and for the author; nothing personal (nl: reden).';

@Resolver()
export class StaffMessagesResolver {
  @Query(() => MessageThreadConnection, {
    nullable: true,
    description: 'All messages with users of your organisation (nl: berichten van de organisatie).',
  })
  async messageThreads(
    @Arg('organisation', () => ID, { description: 'Your organisation (nl: organisatie).' }) organisation: string,
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Ctx() context: DossierContext,
  ): Promise<Page<MessageThread>> {
    const page = pageRequest(first, after);
    return threadPage(await readThreadsOfOrganisation(context.writing, organisation, page, context), first, context);
  }

  @Mutation(() => MessageThread, { description: 'Answers a user on behalf of the care team (nl: antwoorden).' })
  async replyAsStaff(
    @Arg('threadId', () => ID, { description: 'The id of the thread (nl: kenmerk).' }) threadId: string,
    @Arg('text', () => String, { description: 'The message (nl: tekst).' }) text: string,
    @Ctx() context: DossierContext,
  ): Promise<MessageThread> {
    return toThread(await replyAsStaff(context.writing, { threadId, text }, context), context);
  }

  @Mutation(() => MessageThread, { description: 'Hides a message; its author is told why (nl: bericht verbergen).' })
  async hideMessage(
    @Arg('messageId', () => ID, { description: 'The id of the message (nl: kenmerk).' }) messageId: string,
    @Arg('reason', () => String, { description: REASON }) reason: string,
    @Ctx() context: DossierContext,
  ): Promise<MessageThread> {
    return toThread(await hideMessage(context.writing, { messageId, reason }, context), context);
  }

  @Mutation(() => MessageThread, { description: 'Shows a hidden message again (nl: bericht weer tonen).' })
  async showMessage(
    @Arg('messageId', () => ID, { description: 'The id of the message (nl: kenmerk).' }) messageId: string,
    @Arg('reason', () => String, { description: 'Why, for the log; nothing personal (nl: reden).' }) reason: string,
    @Ctx() context: DossierContext,
  ): Promise<MessageThread> {
    return toThread(await showMessage(context.writing, { messageId, reason }, context), context);
  }
}
