/** What identity writes to people, by mail or text message: through a durable queue, never with anything of health in it. */
import type { Language } from '../../../../schema/caller.js';

/**
 * Every message there is, with what its text is filled from. `token` is that of a one-time link.
 * Times are ISO 8601, UTC.
 */
export type Notice =
  // text messages
  | { template: 'SIGN_IN_CODE'; code: string }
  | { template: 'NUMBER_CODE'; code: string }
  // to a person about access
  | { template: 'ACTIVATION'; token: string; validUntil: string }
  | { template: 'NEW_ACCESS' }
  | { template: 'REGISTRATION_REFUSED' }
  | { template: 'ACCESS_ENDED' }
  | { template: 'EXTRA_ACCESS_ENDING'; until: string }
  | { template: 'TERMS_ANNOUNCED'; effectiveAt: string }
  | { template: 'ACCOUNT_DELETED' }
  // to a person about credentials
  | { template: 'RECOVERY'; token: string; validUntil: string }
  | { template: 'PASSWORD_CHANGED' }
  | { template: 'EMAIL_CONFIRMATION'; token: string; validUntil: string }
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
  | { template: 'SMS_ALARM'; sent: number; verified: number };

export type Template = Notice['template'];

export type Channel = 'MAIL' | 'SMS';

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
}

export interface MessageQueue {
  /** Puts a message in the queue, in the step in which its cause is recorded; its id. */
  put(message: Message, now: Date): Promise<string>;
  /** Takes messages that are due, for so long; nobody else gets them meanwhile. @param only this one. */
  claim(now: Date, until: Date, most: number, only?: string): Promise<QueuedMessage[]>;
  /** It was handed over: what it said is forgotten. */
  sent(id: string, at: Date): Promise<void>;
  /** It failed this time. @param nextTryAt null: it is given up, and staff can see so. */
  failed(id: string, at: Date, reason: string, nextTryAt: Date | null): Promise<void>;
}
