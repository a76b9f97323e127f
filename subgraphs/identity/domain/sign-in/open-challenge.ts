import { randomUUID } from 'node:crypto';
import type { Organisations } from '../../../../organisations/policy.js';
import { DomainError } from '../../../domain-error.js';
import type { Account } from '../account.js';
import type { Limits } from '../limits.js';
import type { SmsSender } from '../messages/sms-sender.js';
import type { Occasion } from '../occasion.js';
import type { Standing } from '../standing.js';
import { admitMessage, codeMessage, sendCode, sentChallenge, writingOrganisation } from './send-code.js';
import {
  CODE_LIFETIME_MS,
  type SentChallenge,
  type SignInChallenge,
  type SignInChallenges,
} from './sign-in-challenge.js';
import { hashCode, newCode } from './sign-in-code.js';

export interface ChallengeNeeds {
  challenges: SignInChallenges;
  limits: Limits;
  sms: SmsSender;
  organisations: Organisations;
  codeKey: Buffer;
}

/**
 * Opens a sign-in that waits for its SMS code, and sends the code. The account's earlier ones are over.
 * @throws DomainError TOO_MANY_ATTEMPTS, SMS_UNAVAILABLE, UNAVAILABLE.
 */
export async function openChallenge(
  { limits, challenges, sms, organisations, codeKey }: ChallengeNeeds,
  account: Account,
  standing: Standing,
  { caller: { address }, now }: Occasion,
  byLink: SignInChallenge['byLink'] = null,
): Promise<SentChallenge> {
  const organisation = writingOrganisation(standing, organisations);
  if (organisation === null) throw new DomainError('CREDENTIALS_REFUSED');
  await admitMessage(limits, account, address);
  await limits.take('challengesPerAccount', account.id);
  const id = randomUUID();
  const code = newCode();
  const opened = {
    id,
    account: account.id,
    codeHash: hashCode(codeKey, id, code),
    createdAt: now,
    expiresAt: new Date(now.getTime() + CODE_LIFETIME_MS),
    lastSentAt: now,
    tries: 0,
    usedAt: null,
    address,
    byLink,
  };
  await challenges.open(opened);
  await sendCode(sms, codeMessage(account, organisation, code)).catch(async (error: unknown) => {
    await challenges.close(id, now);
    throw error;
  });
  return sentChallenge(opened, account);
}
