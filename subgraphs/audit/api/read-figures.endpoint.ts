/** The gateway's way to a table of figures for reporting tools and spreadsheets: by the same use case as the graph. */
import { z } from 'zod';
import { FIGURE_KINDS, INTERVAL_UNITS, type FigureTable } from '../../../schema/figures.js';
import { DomainError } from '../../domain-error.js';
import { Ledger, type AuditTrail } from '../../ledger.js';
import type { Endpoint } from '../../subgraph.js';
import { readFigures, type Figures, type FigureNeeds } from '../domain/figures/read-figures.js';

export interface ReadFiguresNeeds extends FigureNeeds {
  trail: AuditTrail;
  clock: () => Date;
  /** R29. */
  countAttempts: (account: string, attempts: number) => Promise<void>;
}

const day = z.iso.date().transform((text) => new Date(text));
const question = z.strictObject({
  of: z.enum(FIGURE_KINDS),
  start: day,
  end: day,
  by: z.enum(INTERVAL_UNITS),
  organisation: z.string().max(100).nullable(),
});

export function readFiguresEndpoint(needs: ReadFiguresNeeds): Endpoint {
  return {
    issuers: ['gateway'],
    answer: async (body, { caller }): Promise<FigureTable> => {
      const { data } = question.safeParse(body);
      if (data === undefined) throw new DomainError('BAD_INPUT');
      if (caller?.facts == null) throw new DomainError('UNAUTHENTICATED');
      const now = needs.clock();
      const ledger = new Ledger(needs.trail, 'audit', caller, now);
      const { of, start, end, by: unit, organisation } = data;
      try {
        const criteria = { of, period: { start, end }, unit, organisation };
        return tableOf(await readFigures(needs, { caller, ledger, now }, criteria));
      } finally {
        await ledger.settled();
        if (ledger.attempts > 0) await needs.countAttempts(caller.facts.account, ledger.attempts);
      }
    },
  };
}

function tableOf({ asOf, figures }: Figures): FigureTable {
  return {
    asOf: asOf?.toISOString() ?? null,
    lines: figures.map(({ start, ...figure }) => ({ ...figure, start: start.toISOString().slice(0, 10) })),
  };
}
