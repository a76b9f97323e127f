import { networkOf } from '../../../../program/network.js';
import { isUuid } from '../../../uuid.js';
import type { Occasion } from '../occasion.js';
import { beginSession } from '../session/begin-session.js';
import type { IssuedSession, SessionNeeds } from '../session/start-session.js';
import { NOBODY, recordingRefusal, type Person } from '../sign-in/sign-in-record.js';
import { findStanding, rolesOf, type StandingNeeds } from '../standing.js';
import type { OneStep, Tables } from '../tables.js';
import { admitAccount, findAccount, linkAccount, type AccountByProviderNeeds } from './account-by-provider.js';
import { askProvider } from './ask-provider.js';
import { ProviderRefused } from './provider-refused.js';
import type { ProviderSignInNeeds } from './start-provider-sign-in.js';

export interface FinishProviderSignInNeeds
  extends ProviderSignInNeeds, AccountByProviderNeeds, StandingNeeds, SessionNeeds, OneStep {}

/**
 * The person is back from the provider, with its answer in the address.
 * @throws DomainError PROVIDER_REFUSED, alike for whatever is wrong; PROVIDER_UNAVAILABLE, TOO_MANY_ATTEMPTS, UNAVAILABLE.
 */
export async function finishProviderSignIn(
  needs: FinishProviderSignInNeeds,
  { id, callbackUrl }: { id: string; callbackUrl: string },
  occasion: Occasion,
): Promise<IssuedSession> {
  const request = await recordingRefusal(occasion, NOBODY, async () => {
    await needs.limits.take('providerAnswersPerAddress', networkOf(occasion.caller.address));
    return isUuid(id) ? needs.providerSignIns.use(id, occasion.now) : null;
  });
  const policy = needs.organisations.get(request?.organisation ?? '');
  const place: Person = { ...NOBODY, organisations: policy === undefined ? [] : [policy.id] };
  const { provider, claims, found } = await recordingRefusal(occasion, place, async () => {
    if (request === null || policy === undefined) throw new ProviderRefused('REQUEST_OVER');
    const told = await askProvider(needs, request, policy, callbackUrl);
    return { ...told, found: await findAccount(needs, told.claims) };
  });
  const { organisation, audience } = provider;
  const by = { authentication: 'OIDC', provider: { organisation, audience } } as const;
  const { account } = found;
  const standing = await findStanding(needs, account.id, occasion.now, by);
  const person = { ...place, account: account.id, name: account.name.text, roles: rolesOf(standing) };
  return recordingRefusal(occasion, person, async () => {
    admitAccount(account, standing, provider);
    const also = (tables: Tables): Promise<void> => linkAccount(tables, found, claims, occasion.now);
    const refused = new ProviderRefused('ACCOUNT_CLOSED');
    return beginSession(needs, { account, standing, ...by }, { person, refused, also }, occasion);
  });
}
