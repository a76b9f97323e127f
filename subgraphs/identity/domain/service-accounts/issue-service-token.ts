import { randomUUID } from 'node:crypto';
import type { Organisations } from '../../../../organisations/policy.js';
import type { ServiceScope, ServiceToken, ServiceTokenRequest } from '../../../../schema/service-token.js';
import { networkOf } from '../../../../program/network.js';
import { DomainError } from '../../../domain-error.js';
import { isUuid } from '../../../uuid.js';
import type { Limits } from '../limits.js';
import type { Occasion } from '../occasion.js';
import type { OneStep } from '../tables.js';
import type { AccessTokens } from '../session/session-tokens.js';
import { NOBODY, recordFor, recordingRefusal, type Person } from '../sign-in/sign-in-record.js';
import type { Assertions } from './assertion.js';
import {
  liveKeys,
  SERVICE_TOKEN_LIFETIME_MS,
  type ServiceAccount,
  type ServiceAccounts,
  type ServiceSession,
} from './service-account.js';

export interface ServiceTokenNeeds extends OneStep {
  serviceAccounts: ServiceAccounts;
  organisations: Organisations;
  assertions: Assertions;
  accessTokens: AccessTokens;
  limits: Limits;
}

/**
 * An access token for a reporting tool that shows by a signed assertion who it is (RFC 7523 §2.2, RFC 6749 §4.4). Each
 * is on the log as a sign-in.
 * @throws DomainError ASSERTION_REFUSED, alike for whatever is wrong with it or with its account; SCOPE_REFUSED,
 * TOO_MANY_ATTEMPTS, UNAVAILABLE.
 */
export async function issueServiceToken(
  needs: ServiceTokenNeeds,
  request: ServiceTokenRequest,
  occasion: Occasion,
): Promise<ServiceToken> {
  const claimed = needs.assertions.read(request.assertion);
  const account =
    claimed !== null && isUuid(claimed.account) ? await needs.serviceAccounts.find(claimed.account) : null;
  const person = account === null ? NOBODY : asPerson(account, account.scopes);
  return recordingRefusal(occasion, person, async () => {
    await needs.limits.take('serviceTokensPerAddress', networkOf(occasion.caller.address));
    if (claimed === null || account === null) throw new DomainError('ASSERTION_REFUSED');
    await authenticate(needs, account, claimed.kid, request, occasion.now);
    const session = newSession(account, claimed.kid, scopesOf(account, request.scope), occasion.now);
    const accessToken = await needs.accessTokens.issue({ ...session, session: session.id });
    await needs.inOneStep(occasion, async ({ serviceAccounts }, step) => {
      await serviceAccounts.startSession(session);
      recordFor(step, 'SIGN_IN', asPerson(account, session.scopes), { session: session.id });
    });
    return { accessToken, expiresInSeconds: SERVICE_TOKEN_LIFETIME_MS / 1000, scopes: session.scopes };
  });
}

/** Only what was verified counts for the account: nobody else can use up its tries. @throws DomainError ASSERTION_REFUSED. */
async function authenticate(
  { assertions, organisations, limits }: ServiceTokenNeeds,
  account: ServiceAccount,
  kid: string,
  { assertion, audiences }: ServiceTokenRequest,
  now: Date,
): Promise<void> {
  const key = liveKeys(account).find((candidate) => candidate.kid === kid);
  const open = account.endedAt === null && organisations.has(account.organisation);
  if (key === undefined || !open) throw new DomainError('ASSERTION_REFUSED');
  const { jti, expiresAt } = await assertions.verify(assertion, key, { account: account.id, audiences, now });
  await limits.take('serviceTokensPerAccount', account.id);
  if (!(await assertions.use(account.id, jti, expiresAt, now))) throw new DomainError('ASSERTION_REFUSED');
}

/** RFC 6749 §3.3. @throws DomainError SCOPE_REFUSED for anything beyond what the account has. */
function scopesOf({ scopes }: ServiceAccount, asked: string | null): ServiceScope[] {
  const names = asked === null ? scopes : asked.split(' ').filter((name) => name !== '');
  const granted = scopes.filter((scope) => names.includes(scope));
  if (granted.length === 0 || granted.length !== new Set(names).size) throw new DomainError('SCOPE_REFUSED');
  return granted;
}

function newSession({ id }: ServiceAccount, kid: string, scopes: ServiceScope[], now: Date): ServiceSession {
  const expiresAt = new Date(now.getTime() + SERVICE_TOKEN_LIFETIME_MS);
  return { id: randomUUID(), account: id, kid, scopes, issuedAt: now, expiresAt };
}

/** As what it stands on the log (V32, R30). */
function asPerson({ id, name, organisation }: ServiceAccount, [scope, ...others]: ServiceScope[]): Person {
  const roles = scope === undefined || others.length > 0 ? new Map() : new Map([[organisation, scope]]);
  return { account: id, name, organisations: [organisation], roles };
}
