import type { OrganisationPolicy, Organisations } from '../../../../organisations/policy.js';
import { networkOf } from '../../../../program/network.js';
import { DomainError } from '../../../domain-error.js';
import { mobileHint, type Account } from '../account.js';
import type { Limits } from '../limits.js';
import { RESEND_AFTER_MS, type SentChallenge, type SignInChallenge } from './sign-in-challenge.js';
import type { OfferedMethods } from '../second-factors/offer-methods.js';
import type { SmsSender, TextMessage } from '../messages/sms-sender.js';
import { organisationsOf, type Standing } from '../standing.js';

/** Dutch mobile numbers only: 06, not the machines' 097 nor the paid 0900 (SMS pumping). */
const DUTCH_MOBILE = /^\+316[1-58]\d{7}$/;

/** Counts a message before it is sent. @throws DomainError TOO_MANY_ATTEMPTS, SMS_UNAVAILABLE, UNAVAILABLE. */
export async function admitMessage(limits: Limits, { mobileNumber }: Account, address: string): Promise<void> {
  if (!DUTCH_MOBILE.test(mobileNumber)) throw new DomainError('SMS_UNAVAILABLE');
  // the shortest first: what it refuses is not sent, and must not use up the longer ones
  await limits.take('messagesPerNumberShort', mobileNumber);
  await limits.take('messagesPerNumberLong', mobileNumber);
  await limits.take('messagesPerAddress', networkOf(address));
}

/** @throws DomainError SMS_UNAVAILABLE when the message could not be handed over. */
export async function sendCode(sms: SmsSender, message: TextMessage): Promise<void> {
  try {
    await sms.send(message);
  } catch (error) {
    throw new DomainError('SMS_UNAVAILABLE', {}, { cause: error });
  }
}

/** The message that carries a code: who it is from and what it is for, nothing of health (domain §5). */
export function codeMessage(
  account: Account,
  { portalName, smsSender }: OrganisationPolicy,
  code: string,
): TextMessage {
  const text = {
    nl: `Uw code voor ${portalName} is ${code}. De code is 5 minuten geldig. Geef deze code aan niemand.`,
    en: `Your code for ${portalName} is ${code}. It is valid for 5 minutes. Do not give this code to anyone.`,
  };
  return { to: account.mobileNumber, text: text[account.language], sender: smsSender };
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
