import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Subject } from '../../../schema/access-decision.js';
import { toPage, type Page } from '../../connection.js';
import { sideIn } from '../domain/messages/read-threads.js';
import { subjectOfThread, type MessageThread as DomainThread } from '../domain/messages/message-thread.js';
import { Client } from './client.js';
import { connectionOf } from './connection-types.js';
import type { DossierContext } from './dossier-context.js';
import { MessageRecipient } from './message-recipient.js';
import { Author, NonUrgentNotice, noticeAbout, toAuthor } from './writing.js';

@ObjectType({
  description: 'Messages between one person and the care team. FHIR Communication (nl: berichtenwisseling).',
})
export class MessageThread {
  @Field(() => ID, { description: 'The id of the thread (nl: kenmerk).' })
  id: string;

  @Field(() => Client, { description: 'The client whom it is about (nl: cliënt).' })
  client: Client;

  @Field(() => Author, { description: 'Who began it (nl: begonnen door).' })
  startedBy: Author;

  @Field(() => MessageRecipient, { description: 'Whom it is for (nl: geadresseerde).' })
  recipient: MessageRecipient;

  @Field(() => GraphQLDateTime, { description: 'When it began (nl: begonnen op).' })
  startedAt: Date;

  @Field(() => GraphQLDateTime, { description: 'When the last message was sent (nl: laatste bericht op).' })
  lastMessageAt: Date;

  @Field(() => Int, { description: 'Messages of the other side that your side has not read (nl: ongelezen).' })
  unread: number;

  @Field(() => NonUrgentNotice, { description: 'To be shown with the thread (nl: melding bij spoed).' })
  notice: NonUrgentNotice;

  subject: Subject;
  thread: DomainThread;
}

@ObjectType({ description: 'A message of a thread. FHIR Communication (nl: bericht).' })
export class ThreadMessage {
  @Field(() => ID, { description: 'The id of the message (nl: kenmerk).' })
  id: string;

  @Field(() => Author, { description: 'Who wrote it (nl: schrijver).' })
  author: Author;

  @Field(() => GraphQLDateTime, { description: 'When it was sent (nl: verstuurd op).' })
  sentAt: Date;

  @Field(() => String, { nullable: true, description: 'What it says; null when it was hidden (nl: tekst).' })
  text: string | null;

  @Field(() => Boolean, { description: 'Staff has hidden it (nl: verborgen).' })
  hidden: boolean;

  @Field(() => String, { nullable: true, description: 'Why it was hidden, for its author (nl: reden van verbergen).' })
  hiddenReason: string | null;

  @Field(() => Boolean, { description: 'The other side has read it (nl: gelezen).' })
  read: boolean;

  subject: Subject;
}

export const MessageThreadConnection = connectionOf(MessageThread, 'MessageThread', 'berichtenwisselingen');
export const ThreadMessageConnection = connectionOf(ThreadMessage, 'ThreadMessage', 'berichten');

export function toThread(thread: DomainThread, context: DossierContext): MessageThread {
  const subject = subjectOfThread(thread);
  const { id, startedBy, recipient, startedAt, lastMessageAt } = thread;
  return {
    id,
    client: { id: thread.client, subject: { ...subject, account: null } },
    startedBy: toAuthor(startedBy, context),
    recipient,
    startedAt,
    lastMessageAt,
    unread: thread.unread[sideIn(thread, context.caller.facts?.account)],
    notice: noticeAbout(subject, context),
    subject,
    thread,
  };
}

export function threadPage(threads: DomainThread[], first: number, context: DossierContext): Page<MessageThread> {
  const rows = threads.map((thread) => toThread(thread, context));
  return toPage(rows, first, ({ id, lastMessageAt }) => ({ time: lastMessageAt.toISOString(), id }));
}
