/** The gateway's way to a copy of the log: on behalf of who asks for it, each step on the record before its answer leaves. */
import { z } from 'zod';
import { AUDIT_EVENT_KINDS, AUDIT_OUTCOMES } from '../../../schema/audit-event.js';
import { LOG_EXPORT_FORMATS, type LogExportOpening, type LogExportPage } from '../../../schema/log-export.js';
import { DomainError } from '../../domain-error.js';
import { Ledger, type AuditTrail } from '../../ledger.js';
import type { Endpoint } from '../../subgraph.js';
import { beginExport, type ExportNeeds } from '../domain/export/begin-export.js';
import { breakOffExport, continueExport } from '../domain/export/continue-export.js';
import type { LogFormats } from '../domain/export/export-format.js';
import type { Occasion } from '../domain/staff-scope.js';
import { CSV } from './export/csv-format.js';
import { FHIR } from './export/fhir-format.js';
import { NDJSON } from './export/ndjson-format.js';

export interface ExportLogNeeds extends Omit<ExportNeeds, 'formats'> {
  trail: AuditTrail;
  clock: () => Date;
  /** R29. */
  countAttempts: (account: string, attempts: number) => Promise<void>;
}

const FORMATS: LogFormats = { NDJSON, CSV, FHIR };
const LONGEST_STATE = 20_000;

const sequence = z.int().min(0);
const state = z.string().max(LONGEST_STATE);
const step = z.union([
  z.strictObject({
    begin: z.strictObject({
      format: z.enum(LOG_EXPORT_FORMATS),
      organisation: z.string().max(100).nullable(),
      from: z.iso.date().nullable(),
      until: z.iso.date().nullable(),
      client: z.uuid().nullable(),
      account: z.uuid().nullable(),
      kinds: z.array(z.enum(AUDIT_EVENT_KINDS)).min(1).max(AUDIT_EVENT_KINDS.length).nullable(),
      outcome: z.enum(AUDIT_OUTCOMES).nullable(),
      after: sequence,
      upTo: sequence.nullable(),
    }),
  }),
  z.strictObject({ next: state }),
  z.strictObject({ brokenOff: state }),
]);

export function exportLogEndpoint(needs: ExportLogNeeds): Endpoint {
  const parts: ExportNeeds = { ...needs, formats: FORMATS };
  return {
    issuers: ['gateway'],
    answer: async (body, { caller }) => {
      const { data } = step.safeParse(body);
      if (data === undefined) throw new DomainError('BAD_INPUT');
      if (caller?.facts == null) throw new DomainError('UNAUTHENTICATED');
      const ledger = new Ledger(needs.trail, 'audit', caller, needs.clock());
      try {
        return await take(parts, { caller, ledger }, data);
      } finally {
        await ledger.settled();
        if (ledger.attempts > 0) await needs.countAttempts(caller.facts.account, ledger.attempts);
      }
    },
  };
}

async function take(
  needs: ExportNeeds,
  occasion: Occasion,
  asked: z.output<typeof step>,
): Promise<LogExportOpening | LogExportPage | null> {
  if ('begin' in asked) return beginExport(needs, occasion, asked.begin);
  if ('next' in asked) return continueExport(needs, occasion, asked.next);
  breakOffExport(needs, occasion, asked.brokenOff);
  return null;
}
