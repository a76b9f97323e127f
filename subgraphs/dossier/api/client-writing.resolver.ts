import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { pageRequest, type Page } from '../../connection.js';
import { readContactPoint } from '../domain/contact-point.js';
import { LONGEST_MESSAGE, LONGEST_TITLE } from '../domain/messages/message-thread.js';
import { requireMessages } from '../domain/messages/open-thread.js';
import { readOwnThreads } from '../domain/messages/read-threads.js';
import { recipientsAbout } from '../domain/messages/recipient.js';
import { LONGEST_REQUEST } from '../domain/objections/objection-request.js';
import { readObjections } from '../domain/objections/read-objections.js';
import { Client, ContactPoint } from './client.js';
import type { DossierContext } from './dossier-context.js';
import { MessageRecipient } from './message-recipient.js';
import { MessageThreadConnection, threadPage, type MessageThread } from './message-thread.js';
import { newestObjections, ObjectionRequestConnection, type ObjectionRequest } from './objection-request.js';
import { PageArguments } from './page-arguments.js';
import { NonUrgentNotice, noticeAbout, WritingForm } from './writing.js';

@Resolver(() => Client)
export class ClientWritingResolver {
  @FieldResolver(() => WritingForm, {
    nullable: true,
    description: 'What the form for a message to the care team has to show (nl: berichtformulier).',
  })
  messageForm(@Root() { id, subject }: Client, @Ctx() context: DossierContext): WritingForm {
    requireMessages(context.dossierOf(id));
    return { notice: noticeAbout(subject, context), longestSubject: LONGEST_TITLE, longestText: LONGEST_MESSAGE };
  }

  @FieldResolver(() => [MessageRecipient], {
    nullable: true,
    description: 'Whom you can write to about this client (nl: wie u een bericht kunt sturen).',
  })
  messageRecipients(@Root() { id }: Client, @Ctx() { dossierOf }: DossierContext): Promise<MessageRecipient[]> {
    requireMessages(dossierOf(id));
    return recipientsAbout(dossierOf(id));
  }

  @FieldResolver(() => WritingForm, {
    nullable: true,
    description: 'What the form for an objection request has to show (nl: bezwaarformulier).',
  })
  objectionForm(@Root() { subject }: Client, @Ctx() context: DossierContext): WritingForm {
    return { notice: noticeAbout(subject, context), longestSubject: null, longestText: LONGEST_REQUEST };
  }

  @FieldResolver(() => MessageThreadConnection, {
    nullable: true,
    description: 'Your own messages with the care team about this client (nl: uw berichten).',
  })
  async messageThreads(
    @Root() { id }: Client,
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Ctx() context: DossierContext,
  ): Promise<Page<MessageThread>> {
    const { writing, dossierOf } = context;
    return threadPage(await readOwnThreads(writing, dossierOf(id), pageRequest(first, after)), first, context);
  }

  @FieldResolver(() => ObjectionRequestConnection, {
    nullable: true,
    description: 'What was asked about the content of this dossier (nl: bezwaarverzoeken).',
  })
  async objectionRequests(
    @Root() { id }: Client,
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Ctx() context: DossierContext,
  ): Promise<Page<ObjectionRequest>> {
    const { writing, dossierOf } = context;
    return newestObjections(await readObjections(writing, dossierOf(id), pageRequest(first, after)), first, context);
  }
}

@Resolver(() => NonUrgentNotice)
export class NonUrgentNoticeResolver {
  @FieldResolver(() => ContactPoint, {
    nullable: true,
    description: 'Whom to call: the primary nurse, or else the team (nl: aanspreekpunt).',
  })
  async contactPoint(
    @Root() { subject }: NonUrgentNotice,
    @Ctx() { dossierOf }: DossierContext,
  ): Promise<ContactPoint | null> {
    const contactPoint = await readContactPoint(dossierOf(subject.client ?? ''));
    return contactPoint && { ...contactPoint, subject };
  }
}
