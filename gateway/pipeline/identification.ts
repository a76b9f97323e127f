/** From the request to the Caller: who asks, from where, and why. */
import type { Caller, SessionFacts } from '../../schema/caller.js';
import type { RefusalRecords } from '../execution/access/refusal-records.js';
import { Refused } from '../refused.js';
import type { AccessTokens } from './access-tokens.js';
import type { Asking } from './graph/asking.js';
import { languageOf } from './language.js';
import type { SessionCache } from './session-cache.js';

export type Identify = (request: Asking) => Promise<Caller>;

export interface IdentificationParts {
  tokens: AccessTokens;
  sessions: SessionCache;
  records: RefusalRecords;
  clock: () => Date;
}

/**
 * No token: someone who has not signed in. A token that is not good refuses the whole request, on the record.
 * @throws Refused UNAUTHENTICATED, SESSION_ENDED, AUDIT_UNAVAILABLE, UNAVAILABLE.
 */
export function identification({ tokens, sessions, records, clock }: IdentificationParts): Identify {
  return async (request) => {
    const anonymous = callerOf(request, null);
    const authorization = request.headers.authorization;
    if (authorization === undefined) return anonymous;
    try {
      return callerOf(request, await factsBehind(authorization));
    } catch (error) {
      if (!(error instanceof Refused) || error.code === 'UNAVAILABLE') throw unavailable(error);
      await records.record(anonymous, clock(), [{ code: error.code, coordinate: null, client: null }]);
      throw error;
    }
  };

  async function factsBehind(authorization: string): Promise<SessionFacts> {
    const token = /^bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
    if (token === undefined) throw new Refused('UNAUTHENTICATED', { status: 401 });
    const { account, session } = await tokens.verify(token);
    const facts = await sessions.factsOf(session, account);
    if (facts === null) throw new Refused('SESSION_ENDED', { status: 401 });
    if (facts.account !== account) throw new Refused('UNAUTHENTICATED', { status: 401 });
    return facts;
  }
}

function callerOf(request: Asking, facts: SessionFacts | null): Caller {
  const staffOnly = facts !== null && facts.relations.length === 0 && facts.staff.length > 0;
  return {
    facts,
    address: request.ip,
    language: languageOf(request.headers['accept-language']),
    purpose: staffOnly ? 'HSYSADMIN' : 'PATRQT',
    trace: request.id,
  };
}

function unavailable(error: unknown): Refused {
  return new Refused('UNAVAILABLE', { status: 503, cause: error });
}
