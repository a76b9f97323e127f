/** The calls of other programs that are not part of the graph. */
import { z } from 'zod';
import type { AuditEvent } from '../../../schema/audit-event.js';
import { CALLS } from '../../../schema/calls.js';
import type { Endpoint } from '../../subgraph.js';
import { findServiceSessionFacts } from '../domain/service-accounts/service-session-facts.js';
import { lockIfPrying, type LockPryingNeeds } from '../domain/staff/lock-prying-account.js';
import { findSessionFacts } from '../domain/session/session-facts.js';
import type { Sessions } from '../domain/session/session.js';
import type { StandingNeeds } from '../domain/standing.js';
import { serviceTokenEndpoint, type ServiceTokenEndpointNeeds } from './service-token.endpoint.js';

export interface EndpointNeeds extends StandingNeeds, ServiceTokenEndpointNeeds, LockPryingNeeds {
  sessions: Sessions;
  publicKeys: object[];
}

const session = z.object({ session: z.string() });
/** The gateway speaks for itself; what an event holds is checked where it is kept. */
const events = z.array(z.looseObject({ id: z.uuid(), source: z.literal('gateway') }));

export function createEndpoints(needs: EndpointNeeds): Record<string, Endpoint> {
  return {
    [CALLS.sessionFacts]: {
      issuers: ['gateway'],
      answer: async (body) => {
        const { session: id } = session.parse(body);
        const now = needs.clock();
        const facts = (await findSessionFacts(needs, id, now)) ?? (await findServiceSessionFacts(needs, id, now));
        return facts !== null && (await lockIfPrying(needs, facts.account, now)) ? null : facts;
      },
    },
    [CALLS.accessTokenKeys]: {
      issuers: ['gateway'],
      answer: () => Promise.resolve({ keys: needs.publicKeys }),
    },
    [CALLS.serviceToken]: serviceTokenEndpoint(needs),
    [CALLS.recordEvents]: {
      issuers: ['gateway'],
      answer: (body) => needs.trail.record(events.parse(body) as unknown as AuditEvent[]),
    },
  };
}
