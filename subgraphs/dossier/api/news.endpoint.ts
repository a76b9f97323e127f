/** The call by which identity asks whether somebody is to have the mail that says there is news. */
import { z } from 'zod';
import { CALLS } from '../../../schema/calls.js';
import { DomainError } from '../../domain-error.js';
import { Ledger, type AuditTrail } from '../../ledger.js';
import type { Endpoint } from '../../subgraph.js';
import { hasNews } from '../domain/news/has-news.js';
import { createDossierContext, type DossierSources } from './dossier-context.js';

export interface NewsNeeds extends DossierSources {
  trail: AuditTrail;
  clock: () => Date;
}

const question = z.object({ since: z.coerce.date() });
/** The reading has its own limit. */
const NEVER = new AbortController().signal;

/** On behalf of the caller in the signature, so that what is open is decided as when they ask themselves. */
export function newsEndpoint(needs: NewsNeeds): Record<string, Endpoint> {
  return {
    [CALLS.news]: {
      issuers: ['identity'],
      answer: async (body, { caller }) => {
        const { since } = question.parse(body);
        if (caller?.facts == null) throw new DomainError('UNAUTHENTICATED');
        const now = needs.clock();
        // on the log it is the system that looks: nobody has signed in
        const ledger = new Ledger(needs.trail, 'dossier', { ...caller, facts: null }, now);
        const { dossierOf } = createDossierContext({ caller, ledger, now, signal: NEVER }, needs);
        const clients = new Set(caller.facts.relations.map(({ client }) => client));
        try {
          return { news: await hasNews({ additions: needs.additions, dossierOf }, [...clients], since) };
        } finally {
          await ledger.settled();
        }
      },
    },
  };
}
