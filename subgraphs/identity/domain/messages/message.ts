/** What identity writes to people, by mail or text message: through a durable queue, never with anything of health in it. */
import type { Language } from '../../../../schema/caller.js';
import type { FailureReason } from './delivery-failure.js';

/**
 * Every message there is, with what its text is filled from. `token` is that of a one-time link.
 * Times are ISO 8601, UTC.
 */
export type Notice =
  // text messages
  | { template: 'SIGN_IN_CODE'; code: string }
  | { template: 'NUMBER_CODE'; code: string }
  | { template: 'NUMBER_REPLACED' }
  // to a person about access
  | { template: 'ACTIVATION'; token: string; validUntil: string }
  | { template: 'NEW_ACCESS' }
  | { template: 'REGISTRATION_REFUSED' }
  | { template: 'ACCESS_ENDED' }
  | { template: 'EXTRA_ACCESS_ENDING'; until: string }
  | { template: 'TERMS_ANNOUNCED'; effectiveAt: string }
  | { template: 'ACCOUNT_DELETED' }
  | { template: 'NEWS' }
  // to a person about credentials
  | { template: 'RECOVERY'; token: string; validUntil: string }
  | { template: 'PASSWORD_CHANGED' }
  | { template: 'EMAIL_CONFIRMATION'; token: string; validUntil: string }
  | { template: 'EMAIL_CHANGE_ASKED' }
  | { template: 'EMAIL_CHANGED' }
  | { template: 'MOBILE_NUMBER_CHANGED' }
  | { template: 'SECOND_FACTOR_ADDED' }
  | { template: 'SECOND_FACTOR_REMOVED' }
  | { template: 'ACCOUNT_LOCKED' }
  // to the client administration; ids only
  | { template: 'REGISTRATION_REQUESTED'; registration: string }
  | { template: 'EXTRA_ACCOUNT_ASKED'; registration: string }
  | { template: 'COMPROMISE_REPORTED'; account: string }
  | { template: 'ACCOUNT_LOCKED_ALERT'; account: string }
  | { template: 'DETAILS_CHANGED_ELSEWHERE'; account: string }
  | { template: 'SMS_ALARM'; sent: number; verified: number };

export type Template = Notice['template'];

export const CHANNELS = ['MAIL', 'SMS'] as const;
export type Channel = (typeof CHANNELS)[number];

export interface Message {
  channel: Channel;
  /** In whose name. */
  organisation: string;
  /** Whom it is about; null for the administration's own mail. */
  account: string | null;
  /** E-mail address, or E.164 number. */
  to: string;
  language: Language;
  notice: Notice;
  /** After this it is worth nothing and is not sent any more. */
  notAfter: Date | null;
}

export interface QueuedMessage extends Message {
  id: string;
  /** This one included. */
  tries: number;
  /** Somebody took it before and was not heard of again: it may have been sent. */
  wasInterrupted: boolean;
}

/** Who took it, at which try: marks of a try that has been taken over by another are without effect. */
export type Claim = Pick<QueuedMessage, 'id' | 'tries'>;

export interface MessageQueue {
  /** Puts a message in the queue, in the step in which its cause is recorded; its id. */
  put(message: Message, now: Date): Promise<string>;
  /** Takes messages that are due, for so long; nobody else gets them meanwhile. @param only this one, due or not. */
  claim(now: Date, until: Date, most: number, only?: string): Promise<QueuedMessage[]>;
  /** It was handed over: what it said is forgotten. */
  sent(claim: Claim, at: Date): Promise<void>;
  tryLater(claim: Claim, failure: FailureReason, at: Date): Promise<void>;
  /** Given up, and staff can see so. @param isOver nobody can have it sent again: what it said is forgotten. */
  giveUp(claim: Claim, failure: FailureReason, at: Date, isOver: boolean): Promise<void>;
}

/** Hands over what is in the queue. */
export interface Post {
  /** The one try there is at a text message that someone waits for. @throws DeliveryFailure; it is given up then. */
  sendNow(id: string): Promise<void>;
  /** Something was put in the queue. */
  nudge(): void;
}

/** A code is sent by who put it there; only if that process died does another, so much later. */
const CODE_HEAD_START_MS = 15_000;

export function firstTryAt({ notice }: Pick<Message, 'notice'>, now: Date): Date {
  return isCode(notice) ? new Date(now.getTime() + CODE_HEAD_START_MS) : now;
}

/** Goes to many at once, and so behind what one person waits for. */
export function isBulk({ template }: Notice): boolean {
  return template === 'TERMS_ANNOUNCED' || template === 'NEWS';
}

/** Somebody waits for it, and soon does not any more. */
function isCode({ template }: Pick<Notice, 'template'>): boolean {
  return template === 'SIGN_IN_CODE' || template === 'NUMBER_CODE';
}

/** Whether it can still be sent after it was given up. */
export function canBeRetried(
  { template, notAfter }: { template: Template; notAfter: Date | null },
  now: Date,
): boolean {
  return !isCode({ template }) && (notAfter === null || now < notAfter);
}
