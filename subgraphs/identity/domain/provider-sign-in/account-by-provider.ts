import type { Account, Accounts } from '../account.js';
import { current, type Standing } from '../standing.js';
import { ProviderRefused } from './provider-refused.js';
import type { KnownProvider, ProviderClaims, ProviderIdentities } from './sign-in-provider.js';

export interface AccountByProviderNeeds {
  accounts: Accounts;
  providerIdentities: ProviderIdentities;
}

export interface FoundAccount {
  account: Account;
  /** The provider knew this person here before; if not, the e-mail address told whose account it is. */
  linked: boolean;
}

/**
 * Whose account it is: by the provider's own name for the person; the first time by an e-mail address that the provider
 * has verified. @throws DomainError PROVIDER_REFUSED.
 */
export async function findAccount(
  { accounts, providerIdentities }: AccountByProviderNeeds,
  { issuer, subject, email, emailVerified }: ProviderClaims,
): Promise<FoundAccount> {
  const known = await providerIdentities.accountOf(issuer, subject);
  if (known === null && !emailVerified) throw new ProviderRefused('EMAIL_NOT_VERIFIED');
  const address = email?.trim().toLowerCase() ?? '';
  const account = await (known === null ? accounts.findByEmail(address) : accounts.find(known));
  if (account === null) throw new ProviderRefused('NO_ACCOUNT');
  return { account, linked: known !== null };
}

/**
 * Only an account that is in use, and has to do with the organisation in the way for which the provider is.
 * @throws DomainError PROVIDER_REFUSED.
 */
export function admitAccount(
  { blocked, activatedAt, recoveryRequired }: Account,
  standing: Standing,
  { organisation, audience }: KnownProvider,
): void {
  if (blocked || activatedAt === null || recoveryRequired) throw new ProviderRefused('ACCOUNT_CLOSED');
  const places =
    audience === 'USERS' ? current(standing).map(({ client }) => client.organisation) : placesOfStaff(standing);
  if (!places.includes(organisation)) throw new ProviderRefused('NO_ACCOUNT');
}

function placesOfStaff({ staff }: Standing): string[] {
  return staff.map(({ organisation }) => organisation);
}

/**
 * From now on the provider's name for the person tells whose account it is. Whoever got the e-mail address of somebody
 * else since is another person to the provider, and does not get in. @throws DomainError PROVIDER_REFUSED.
 */
export async function linkAccount(
  { providerIdentities }: Pick<AccountByProviderNeeds, 'providerIdentities'>,
  { account, linked }: FoundAccount,
  { issuer, subject }: ProviderClaims,
  now: Date,
): Promise<void> {
  if (linked || (await providerIdentities.link({ issuer, subject, account: account.id }, now))) return;
  throw new ProviderRefused('NO_ACCOUNT');
}
