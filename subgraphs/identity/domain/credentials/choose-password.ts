import { DomainError } from '../../../domain-error.js';
import type { Account, AccountChanges, Accounts } from '../account.js';
import type { Limits } from '../limits.js';
import type { Done, Occasion } from '../occasion.js';
import { openChallenge, type ChallengeNeeds } from '../sign-in/open-challenge.js';
import type { PasswordHasher } from '../sign-in/password-hasher.js';
import { writingOrganisation } from '../sign-in/send-code.js';
import type { SentChallenge, SignInChallenge } from '../sign-in/sign-in-challenge.js';
import { refuseMadeUp } from '../made-up.js';
import { NOBODY, personOf, recordRefusal, recordingRefusal } from '../sign-in/sign-in-record.js';
import { findStanding, hasAccess, policiesOf, type Standing, type StandingNeeds } from '../standing.js';
import type { OneStep } from '../tables.js';
import { hashLinkToken, type LinkKind, type OneTimeLinks } from './one-time-link.js';
import { recordActivation } from '../registration/record-activation.js';
import { recordingOwn } from './credential-record.js';
import { checkPassword, contextOf } from './password-rules.js';
import { endOldCredentials } from './end-old-credentials.js';
import { mailTo } from '../messages/write-to.js';

export interface ChoosePasswordNeeds extends StandingNeeds, ChallengeNeeds {
  accounts: Accounts;
  links: OneTimeLinks;
  hasher: PasswordHasher;
}

/**
 * A password chosen by the link of a mail. It is set when the SMS code that is sent now proves right, and not before
 * (V27, R13): who holds the mail and not the telephone changes nothing. The link is used up at that moment.
 * @throws DomainError LINK_REFUSED, PASSWORD_REFUSED, TOO_MANY_ATTEMPTS, SMS_UNAVAILABLE, UNAVAILABLE.
 */
export async function choosePassword(
  needs: ChoosePasswordNeeds,
  { kind, token, password }: { kind: Extract<LinkKind, 'ACTIVATION' | 'RECOVERY'>; token: string; password: string },
  occasion: Occasion,
): Promise<SentChallenge> {
  const link = await needs.links.findLive(hashLinkToken(token), occasion.now);
  const account = link?.kind === kind ? await needs.accounts.find(link.account) : null;
  if (link === null || account === null) {
    return refuseMadeUp(needs, occasion, 'LINK_REFUSED', () => recordRefusal(occasion, NOBODY, 'LINK_REFUSED'));
  }
  const standing = await findStanding(needs, account.id, occasion.now);
  return recordingRefusal(occasion, personOf(account, standing), async () => {
    if (account.blocked || !hasAccess(standing)) throw new DomainError('LINK_REFUSED');
    await checkPassword(password, contextOf(account, policiesOf(standing, needs.organisations)));
    const newPasswordHash = await needs.hasher.hash(password);
    return openChallenge(needs, account, standing, occasion, { hash: link.hash, newPasswordHash });
  });
}

/**
 * The code was right: sets the password that was chosen by the link, ends all other sessions and says so by mail.
 * @throws DomainError CODE_REFUSED when the link has been used or replaced meanwhile.
 */
export async function setChosenPassword(
  needs: OneStep & Pick<StandingNeeds, 'organisations'> & { changes: AccountChanges; limits: Limits },
  account: Account,
  byLink: NonNullable<SignInChallenge['byLink']>,
  standing: Standing,
  occasion: Occasion,
): Promise<void> {
  const { now } = occasion;
  const organisation = writingOrganisation(standing, needs.organisations);
  const changed = { kind: 'CREDENTIAL_CHANGED', what: 'PASSWORD' } as const;
  const change = (done: Done) =>
    needs.inOneStep(occasion, async (tables, step) => {
      // the account before its links, as everybody does who locks both
      await tables.accounts.lock(account.id);
      if (!(await tables.links.use(byLink.hash, now))) throw new DomainError('CODE_REFUSED');
      await tables.accounts.setPassword(account.id, byLink.newPasswordHash, now);
      await endOldCredentials(tables, account.id, { reason: 'PASSWORD_CHANGED' }, now);
      const isNew = account.activatedAt === null;
      if (organisation !== null && !isNew)
        await tables.messages.put(mailTo(account, organisation, { template: 'PASSWORD_CHANGED' }), now);
      done(step);
      recordActivation(step, account, await tables.registrations.activate(account.id, now));
    });
  await recordingOwn(occasion, { account, standing }, changed, change);
  // whoever has mail and telephone does not wait for what a stranger did wrong
  await needs.limits.forget('passwordsPerAccount', account.email);
  await needs.changes.announce(account.id);
}
