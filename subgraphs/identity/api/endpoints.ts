/** The calls of other programs that are not part of the graph. */
import { z } from 'zod';
import type { AuditEvent } from '../../../schema/audit-event.js';
import { CALLS } from '../../../schema/calls.js';
import type { AuditTrail } from '../../ledger.js';
import type { Endpoint } from '../../subgraph.js';
import { findSessionFacts } from '../domain/session/session-facts.js';
import type { Sessions } from '../domain/session/session.js';
import type { StandingNeeds } from '../domain/standing.js';

export interface EndpointNeeds extends StandingNeeds {
  sessions: Sessions;
  trail: AuditTrail;
  clock: () => Date;
  publicKeys: object[];
}

const session = z.object({ session: z.string() });
/** The gateway speaks for itself; what an event holds is checked where it is kept. */
const events = z.array(z.looseObject({ id: z.uuid(), source: z.literal('gateway') }));

export function createEndpoints(needs: EndpointNeeds): Record<string, Endpoint> {
  return {
    [CALLS.sessionFacts]: {
      issuers: ['gateway'],
      answer: (body) => findSessionFacts(needs, session.parse(body).session, needs.clock()),
    },
    [CALLS.accessTokenKeys]: {
      issuers: ['gateway'],
      answer: () => Promise.resolve({ keys: needs.publicKeys }),
    },
    [CALLS.recordEvents]: {
      issuers: ['gateway'],
      answer: (body) => needs.trail.record(events.parse(body) as unknown as AuditEvent[]),
    },
  };
}
