import { DomainError } from '../../../domain-error.js';
import type { OrganisationPolicy } from '../../../../organisations/policy.js';
import type { Account } from '../account.js';
import { offerMethods, SMS_ONLY } from '../second-factors/offer-methods.js';
import type { Occasion } from '../occasion.js';
import { admitMessage, codeMessage, sendCode, sentChallenge, writingOrganisation } from './send-code.js';
import {
  CODE_LIFETIME_MS,
  isLive,
  RESEND_AFTER_MS,
  type SentChallenge,
  type SignInChallenge,
} from './sign-in-challenge.js';
import { hashCode, newCode } from './sign-in-code.js';
import type { SignInNeeds } from './sign-in.js';
import { refuseMadeUp } from '../made-up.js';
import { NOBODY, personOf, recordRefusal, recordingRefusal } from './sign-in-record.js';
import { findStanding, type Standing } from '../standing.js';
import type { Tables } from '../tables.js';
import { isUuid } from '../../../uuid.js';

type ResendNeeds = Omit<SignInNeeds, 'hasher'>;

/**
 * Sends a code for the same sign-in, the first when it can be answered by something stronger; the code before it is worth nothing from then on, and tries stay counted.
 * @throws DomainError CODE_REFUSED when there is nothing to send a code for, RESEND_TOO_SOON, TOO_MANY_ATTEMPTS,
 * SMS_UNAVAILABLE, UNAVAILABLE.
 */
export async function resendCode(needs: ResendNeeds, challengeId: string, occasion: Occasion): Promise<SentChallenge> {
  const challenge = isUuid(challengeId) ? await needs.challenges.find(challengeId) : null;
  const account = challenge === null ? null : await needs.accounts.find(challenge.account);
  if (challenge === null || account === null) {
    return refuseMadeUp(needs, occasion, 'CODE_REFUSED', () => recordRefusal(occasion, NOBODY, 'CODE_REFUSED'));
  }
  const standing = await findStanding(needs, account.id, occasion.now);
  const person = personOf(account, standing);
  return recordingRefusal(occasion, person, async () => {
    if (!isLive(challenge, occasion.now) || account.blocked) throw new DomainError('CODE_REFUSED');
    checkInterval(challenge, occasion.now);
    const organisation = writingOrganisation(standing, needs.organisations);
    if (organisation === null) throw new DomainError('CODE_REFUSED');
    await admitMessage(needs.limits, account, organisation, occasion.caller.address);
    return replaceCode(needs, challenge, { account, standing, organisation }, occasion.now);
  });
}

async function replaceCode(
  needs: ResendNeeds,
  { id, byLink }: SignInChallenge,
  { account, standing, organisation }: { account: Account; standing: Standing; organisation: OrganisationPolicy },
  now: Date,
): Promise<SentChallenge> {
  const code = newCode();
  const codeHash = hashCode(needs.codeKey, id, code);
  const expiresAt = new Date(now.getTime() + CODE_LIFETIME_MS);
  const before = new Date(now.getTime() - RESEND_AFTER_MS);
  const message = codeMessage(account, organisation, { template: 'SIGN_IN_CODE', code }, now);
  const keep = async ({ challenges }: Tables): Promise<void> => {
    const replaced = await challenges.replaceCode(id, { codeHash, expiresAt }, now, before);
    if (!replaced) throw new DomainError('RESEND_TOO_SOON');
  };
  await sendCode(needs, organisation, message, { now, keep }).catch(async (error: unknown) => {
    if (error instanceof DomainError && error.code === 'SMS_UNAVAILABLE') await needs.challenges.close(id, now);
    throw error;
  });
  const offered =
    byLink === null ? await offerMethods(needs, { account: account.id, standing, challengeId: id }) : SMS_ONLY;
  return sentChallenge({ id, expiresAt, lastSentAt: now }, account, offered);
}

function checkInterval({ lastSentAt }: SignInChallenge, now: Date): void {
  const wait = lastSentAt.getTime() + RESEND_AFTER_MS - now.getTime();
  if (wait > 0) throw new DomainError('RESEND_TOO_SOON', { retryAfterSeconds: Math.ceil(wait / 1000) });
}
