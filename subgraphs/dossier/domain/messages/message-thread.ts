/**
 * Messages between one person and the care team (R27): what people write to each other, beside the dossier and never in
 * it (R32, V38).
 */
import type { Subject } from '../../../../schema/access-decision.js';
import type { PageRequest } from '../../../connection.js';
import type { Side } from '../acting.js';
import type { Author } from '../author.js';
import type { Hiding, Written } from '../written.js';
import type { Recipient } from './recipient.js';

export const LONGEST_TITLE = 100;
export const LONGEST_MESSAGE = 4_000;

export interface MessageThread {
  id: string;
  organisation: string;
  client: string;
  /** Nobody but they and the staff reads the thread. */
  startedBy: Author;
  recipient: Recipient;
  title: string;
  startedAt: Date;
  lastMessageAt: Date;
  /** When the last message was sent that each side has read. */
  readAt: Record<Side, Date | null>;
  /** Messages of the other side that this side has not read yet. */
  unread: Record<Side, number>;
}

export type NewThread = Pick<
  MessageThread,
  'id' | 'organisation' | 'client' | 'startedBy' | 'recipient' | 'title' | 'startedAt'
>;

export interface ThreadMessage extends Written {
  id: string;
  sentAt: Date;
}

export type NewMessage = Omit<ThreadMessage, 'hidden'>;

/** Lists are newest first; a page holds one entry more than asked when there is a next one. */
export interface MessageThreads {
  find(id: string): Promise<MessageThread | null>;
  /** The thread that holds the message. */
  findByMessage(messageId: string): Promise<MessageThread | null>;
  ofAccount(client: string, account: string, page: PageRequest): Promise<MessageThread[]>;
  ofOrganisation(organisation: string, page: PageRequest): Promise<MessageThread[]>;
  /** When staff last wrote to the account, after that moment, what it has not read yet; null: not. */
  lastUnreadOf(client: string, account: string, since: Date): Promise<Date | null>;
  messagesOf(thread: MessageThread, page: PageRequest): Promise<ThreadMessage[]>;
}

/** As a step sees them: changed nowhere else. */
export interface MessageThreadsInStep extends MessageThreads {
  start(thread: NewThread, first: NewMessage): Promise<MessageThread>;
  reply(thread: MessageThread, message: NewMessage): Promise<MessageThread>;
  /**
   * Up to the last message that the thread holds as it was found, whatever the clock says: one that comes meanwhile, or
   * from a copy of the program whose clock is behind, is not read. Never back to an earlier moment.
   */
  markRead(thread: MessageThread, side: Side): Promise<MessageThread>;
  /** False when it was hidden already. */
  hide(thread: MessageThread, messageId: string, hiding: Hiding): Promise<boolean>;
  /** False when it was not hidden. */
  show(thread: MessageThread, messageId: string): Promise<boolean>;
}

/** What the guard judges a thread by. */
export function subjectOfThread({ id, organisation, client, startedBy }: MessageThread): Subject {
  return { organisation, client, account: startedBy.account, object: `Thread/${id}` };
}
