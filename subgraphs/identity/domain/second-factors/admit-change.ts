import type { Authentication } from '../../../../schema/caller.js';
import type { Limits } from '../limits.js';
import { DomainError } from '../../../domain-error.js';
import type { Account, Accounts } from '../account.js';
import { checkOwnPassword } from '../credentials/own-password.js';
import { whoAsks, type Occasion } from '../occasion.js';
import type { PasswordHasher } from '../sign-in/password-hasher.js';
import { current, findStanding, type Standing, type StandingNeeds } from '../standing.js';
import { AUTHENTICATION_BY } from './accepting-organisations.js';
import type { SecondFactors } from './second-factor.js';

export interface AdmitChangeNeeds extends StandingNeeds {
  accounts: Accounts;
  factors: SecondFactors;
  hasher: PasswordHasher;
  limits: Limits;
}

export interface Holder {
  account: Account;
  standing: Standing;
}

/** Who asks, and how they stand. @throws DomainError UNAUTHENTICATED. */
export async function findHolder(needs: StandingNeeds & { accounts: Accounts }, occasion: Occasion): Promise<Holder> {
  const facts = whoAsks(occasion);
  const account = await needs.accounts.find(facts.account);
  if (account === null || account.blocked) throw new DomainError('UNAUTHENTICATED');
  return { account, standing: await findStanding(needs, account.id, occasion.now, facts) };
}

/**
 * Whether the second factors of an account may be changed now: the password is given again, under the limits of signing
 * in, and the sign-in was strong enough.
 * @throws DomainError CREDENTIALS_REFUSED, SIGN_IN_TOO_WEAK, TOO_MANY_ATTEMPTS, UNAVAILABLE.
 */
export async function admitChange(
  needs: AdmitChangeNeeds,
  holder: Holder,
  password: string,
  occasion: Occasion,
): Promise<void> {
  await checkOwnPassword(needs, holder.account, password, occasion.caller.address);
  await checkStrength(needs, holder, occasion);
}

const BY_FACTOR: readonly Authentication[] = Object.values(AUTHENTICATION_BY);

/**
 * Where an organisation demands more than this sign-in, who has a stronger factor has signed in with one: nobody gets
 * past it by adding another.
 * @throws DomainError SIGN_IN_TOO_WEAK.
 */
export async function checkStrength(
  needs: Pick<AdmitChangeNeeds, 'factors'>,
  { account, standing }: Holder,
  occasion: Occasion,
): Promise<void> {
  if (BY_FACTOR.includes(whoAsks(occasion).authentication)) return;
  const waits = [...current(standing), ...standing.staff].some(({ pending }) => pending.includes('STRENGTHEN_SIGN_IN'));
  if (waits && (await needs.factors.ofAccount(account.id)).length > 0) throw new DomainError('SIGN_IN_TOO_WEAK');
}
