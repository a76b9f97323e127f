/** Who asks, without looking: in the place of the token, of the session, or of both. */
import { LIMITS } from '../../../../gateway/limits.js';
import { AccessTokens } from '../../../../gateway/pipeline/access-tokens.js';
import type { Identify } from '../../../../gateway/pipeline/identification.js';
import { SessionCache } from '../../../../gateway/pipeline/session-cache.js';
import type { SubgraphCalls } from '../../../../gateway/subgraph-calls.js';
import { sessionFacts } from '../graph/caller.js';

const facts = sessionFacts();

class TokensUnjudged extends AccessTokens {
  override verify() {
    return Promise.resolve({ account: facts.account, session: facts.session });
  }
}

class SessionsAtHand extends SessionCache {
  override factsOf() {
    return Promise.resolve(facts);
  }
}

export function tokensUnjudged(calls: SubgraphCalls, clock: () => Date, isOff: boolean): AccessTokens {
  return new (isOff ? TokensUnjudged : AccessTokens)(calls, clock, LIMITS.identityCallMs);
}

export function sessionsAtHand(calls: SubgraphCalls, clock: () => Date, isOff: boolean): SessionCache {
  return new (isOff ? SessionsAtHand : SessionCache)(calls, clock, LIMITS.identityCallMs);
}

export const callerAtHand: Identify = ({ ip, id }) =>
  Promise.resolve({ facts, address: ip, language: 'nl', purpose: 'PATRQT', trace: id });
