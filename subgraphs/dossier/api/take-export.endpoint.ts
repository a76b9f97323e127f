/** The gateway's way to a file: on behalf of who follows the link, on the record before the answer leaves. */
import { z } from 'zod';
import { CALLS, type ExportFile } from '../../../schema/calls.js';
import { DomainError } from '../../domain-error.js';
import { Ledger, type AuditTrail } from '../../ledger.js';
import type { Endpoint } from '../../subgraph.js';
import type { ExportFormat } from '../domain/export/dossier-export.js';
import type { ExportNeeds } from '../domain/export/request-export.js';
import { takeExport } from '../domain/export/take-export.js';

export interface TakeExportNeeds extends ExportNeeds {
  trail: AuditTrail;
  clock: () => Date;
  /** R29. */
  countAttempts: (account: string, attempts: number) => Promise<void>;
}

const question = z.strictObject({ token: z.string().max(100) });

const FILES: Readonly<Record<ExportFormat, { type: string; extension: string }>> = {
  FHIR_BUNDLE: { type: 'application/fhir+json; charset=utf-8', extension: 'json' },
  PDF: { type: 'application/pdf', extension: 'pdf' },
};

export function takeExportEndpoint(needs: TakeExportNeeds): Record<string, Endpoint> {
  return {
    [CALLS.takeExport]: {
      issuers: ['gateway'],
      answer: async (body, { caller }): Promise<ExportFile> => {
        const { data } = question.safeParse(body);
        if (data === undefined) throw new DomainError('NOT_FOUND');
        if (caller?.facts == null) throw new DomainError('UNAUTHENTICATED');
        const now = needs.clock();
        const ledger = new Ledger(needs.trail, 'dossier', caller, now);
        try {
          const { export: taken, content, day } = await takeExport(needs, data.token, { caller, ledger, now });
          const { type, extension } = FILES[taken.format];
          return { type, name: `dossier-${day}.${extension}`, content: content.toString('base64') };
        } finally {
          await ledger.settled();
          if (ledger.attempts > 0) await needs.countAttempts(caller.facts.account, ledger.attempts);
        }
      },
    },
  };
}
