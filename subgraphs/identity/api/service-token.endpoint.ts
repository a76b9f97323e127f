/** The gateway's token endpoint asks here. What it asks goes on the log before the answer leaves, as in the graph. */
import { z } from 'zod';
import type { AuditTrail } from '../../ledger.js';
import { Ledger } from '../../ledger.js';
import type { Endpoint } from '../../subgraph.js';
import { DomainError } from '../../domain-error.js';
import { issueServiceToken, type ServiceTokenNeeds } from '../domain/service-accounts/issue-service-token.js';

export interface ServiceTokenEndpointNeeds extends ServiceTokenNeeds {
  trail: AuditTrail;
  clock: () => Date;
}

const question = z.object({
  assertion: z.string(),
  scope: z.string().nullable(),
  audiences: z.array(z.string()).min(1),
});

export function serviceTokenEndpoint(needs: ServiceTokenEndpointNeeds): Endpoint {
  return {
    issuers: ['gateway'],
    answer: async (body, { caller }) => {
      if (caller === null) throw new DomainError('CALL_REFUSED');
      const now = needs.clock();
      const ledger = new Ledger(needs.trail, 'identity', caller, now);
      try {
        return await issueServiceToken(needs, question.parse(body), { caller, ledger, now });
      } finally {
        await ledger.settled();
      }
    },
  };
}
