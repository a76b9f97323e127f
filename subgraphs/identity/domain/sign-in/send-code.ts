import type { OrganisationPolicy, Organisations } from '../../../../organisations/policy.js';
import { networkOf } from '../../../../program/network.js';
import { DomainError } from '../../../domain-error.js';
import { mobileHint, type Account } from '../account.js';
import type { Limits } from '../limits.js';
import { RESEND_AFTER_MS, type SentChallenge, type SignInChallenge } from './sign-in-challenge.js';
import type { OfferedMethods } from '../second-factors/offer-methods.js';
import type { Message, Post } from '../messages/message.js';
import type { SmsWatch } from '../messages/sms-watch.js';
import type { NoticeOf, SmsTemplate } from '../messages/texts/wording.js';
import { isDutchMobile } from '../mobile-number.js';
import type { OneStep, Tables } from '../tables.js';
import { organisationsOf, type Standing } from '../standing.js';

export interface CodeNeeds extends OneStep {
  limits: Limits;
  post: Pick<Post, 'sendNow'>;
  smsWatch: Pick<SmsWatch, 'sent'>;
}

/** Numbers are rented by the ten thousand: +316 and the four digits after it. */
const PREFIX_LENGTH = 8;

/**
 * Counts a message before it is sent: for its number and the block that it is in, for the address that asks, and for
 * the organisation that pays (SMS pumping). What cannot be counted is not sent.
 * @throws DomainError TOO_MANY_ATTEMPTS, SMS_UNAVAILABLE, UNAVAILABLE.
 */
export async function admitMessage(
  limits: Limits,
  { mobileNumber }: Pick<Account, 'mobileNumber'>,
  { id, smsPerHour }: Pick<OrganisationPolicy, 'id' | 'smsPerHour'>,
  address: string,
): Promise<void> {
  if (!isDutchMobile(mobileNumber)) throw new DomainError('SMS_UNAVAILABLE');
  // the shortest first: what it refuses is not sent, and must not use up the longer ones
  await limits.take('messagesPerNumberShort', mobileNumber);
  await limits.take('messagesPerNumberLong', mobileNumber);
  await limits.take('messagesPerAddress', networkOf(address));
  await shared(() => limits.take('messagesPerPrefix', mobileNumber.slice(0, PREFIX_LENGTH)));
  await shared(() => limits.take('messagesPerOrganisation', id, smsPerHour));
}

/** A budget that others have used up is no fault of who asks. */
async function shared(take: () => Promise<number>): Promise<void> {
  try {
    await take();
  } catch (error) {
    const isUsedUp = error instanceof DomainError && error.code === 'TOO_MANY_ATTEMPTS';
    throw isUsedUp ? new DomainError('SMS_UNAVAILABLE', {}, { cause: error }) : error;
  }
}

/**
 * Puts a code in the queue in one step with what it is the code of, and hands it over at once.
 * @param keep writes down what the code is of.
 * @throws DomainError SMS_UNAVAILABLE when it could not be handed over: the message is given up then.
 */
export async function sendCode(
  needs: CodeNeeds,
  organisation: OrganisationPolicy,
  message: Message,
  { now, keep }: { now: Date; keep: (tables: Tables) => Promise<void> },
): Promise<void> {
  const id = await needs.withoutRecord(async (tables) => {
    await keep(tables);
    return tables.messages.put(message, now);
  });
  try {
    await needs.post.sendNow(id);
  } catch (error) {
    throw new DomainError('SMS_UNAVAILABLE', {}, { cause: error });
  }
  await needs.smsWatch.sent(organisation, now);
}

/** The message that carries a code. After a minute another can be asked for, and this one is not sent any more. */
export function codeMessage(
  { id, mobileNumber, language }: Pick<Account, 'id' | 'mobileNumber' | 'language'>,
  { id: organisation }: Pick<OrganisationPolicy, 'id'>,
  notice: NoticeOf<SmsTemplate>,
  now: Date,
): Message {
  const notAfter = new Date(now.getTime() + RESEND_AFTER_MS);
  return { channel: 'SMS', organisation, account: id, to: mobileNumber, language, notice, notAfter };
}

/** In whose name the person is written to; null when no organisation is left. */
export function writingOrganisation(standing: Standing, organisations: Organisations): OrganisationPolicy | null {
  return organisations.get(organisationsOf(standing)[0] ?? '') ?? null;
}

export function sentChallenge(
  { id, expiresAt, lastSentAt }: Pick<SignInChallenge, 'id' | 'expiresAt' | 'lastSentAt'>,
  account: Account,
  offered: OfferedMethods,
): SentChallenge {
  return {
    ...offered,
    id,
    expiresAt,
    resendAt: new Date(lastSentAt.getTime() + RESEND_AFTER_MS),
    mobileHint: mobileHint(account),
  };
}
