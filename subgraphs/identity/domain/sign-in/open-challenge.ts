import { randomBytes, randomUUID } from 'node:crypto';
import type { Organisations } from '../../../../organisations/policy.js';
import { DomainError } from '../../../domain-error.js';
import type { Account } from '../account.js';
import type { Occasion } from '../occasion.js';
import { offerMethods, SMS_ONLY, type OfferNeeds } from '../second-factors/offer-methods.js';
import type { Standing } from '../standing.js';
import {
  admitMessage,
  codeMessage,
  sendCode,
  sentChallenge,
  writingOrganisation,
  type CodeNeeds,
} from './send-code.js';
import {
  CODE_LIFETIME_MS,
  RESEND_AFTER_MS,
  type SentChallenge,
  type SignInChallenge,
  type SignInChallenges,
} from './sign-in-challenge.js';
import { hashCode, newCode } from './sign-in-code.js';
import type { Tables } from '../tables.js';

export interface ChallengeNeeds extends OfferNeeds, CodeNeeds {
  challenges: SignInChallenges;
  organisations: Organisations;
  codeKey: Buffer;
}

const NO_CODE_BYTES = 32;

/**
 * Opens a sign-in that waits for its second step. The SMS code is sent at once when there is nothing stronger to answer
 * with, else when it is asked for (`resendCode`). The account's earlier ones are over.
 * @throws DomainError TOO_MANY_ATTEMPTS, SMS_UNAVAILABLE, UNAVAILABLE.
 */
export async function openChallenge(
  needs: ChallengeNeeds,
  account: Account,
  standing: Standing,
  { caller: { address }, now }: Occasion,
  byLink: SignInChallenge['byLink'] = null,
): Promise<SentChallenge> {
  const { limits, challenges, organisations, codeKey } = needs;
  const organisation = writingOrganisation(standing, organisations);
  if (organisation === null) throw new DomainError('CREDENTIALS_REFUSED');
  const id = randomUUID();
  const offered =
    byLink === null ? await offerMethods(needs, { account: account.id, standing, challengeId: id }) : SMS_ONLY;
  const sends = offered.methods.every((method) => method === 'SMS');
  if (sends) await admitMessage(limits, account, organisation, address);
  await limits.take('challengesPerAccount', account.id);
  const code = newCode();
  const opened = {
    id,
    account: account.id,
    codeHash: sends ? hashCode(codeKey, id, code) : randomBytes(NO_CODE_BYTES),
    createdAt: now,
    expiresAt: new Date(now.getTime() + CODE_LIFETIME_MS),
    // one that was not sent yet can be asked for right away
    lastSentAt: sends ? now : new Date(now.getTime() - RESEND_AFTER_MS),
    tries: 0,
    usedAt: null,
    address,
    byLink,
  };
  if (sends) {
    const message = codeMessage(account, organisation, { template: 'SIGN_IN_CODE', code }, now);
    const keep = (tables: Tables): Promise<void> => tables.challenges.open(opened);
    await sendCode(needs, organisation, message, { now, keep }).catch(async (error: unknown) => {
      await challenges.close(id, now);
      throw error;
    });
  } else await challenges.open(opened);
  return sentChallenge(opened, account, offered);
}
