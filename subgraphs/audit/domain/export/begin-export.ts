import { randomUUID } from 'node:crypto';
import type { Organisations } from '../../../../organisations/policy.js';
import type { LogExportOpening, LogExportRequest } from '../../../../schema/log-export.js';
import { DomainError } from '../../../domain-error.js';
import { spanOf, type Span } from '../period.js';
import { staffScope, type Occasion, type Scope } from '../staff-scope.js';
import type { LogFormats } from './export-format.js';
import type { ExportHeader } from './export-lines.js';
import { beginningOf } from './export-record.js';
import type { ExportedLog, LogSigner } from './exported-log.js';
import type { ExportSeal, RunningExport } from './running-export.js';

export interface ExportNeeds {
  log: ExportedLog;
  organisations: Organisations;
  formats: LogFormats;
  signer: LogSigner;
  seal: ExportSeal;
}

/**
 * The log manager takes a copy of the log of an organisation, as it is now; that it was begun is on the log itself.
 * @throws DomainError ACCESS_REFUSED, BAD_INPUT.
 */
export async function beginExport(
  needs: ExportNeeds,
  occasion: Occasion,
  request: LogExportRequest,
): Promise<LogExportOpening> {
  const { policy, role } = exportScope(needs, occasion, request.organisation);
  const span = spanOf({ start: dayOf(request.from), end: dayOf(request.until) }, policy.timeZone);
  const size = await sizeOf(needs.log, request);
  const header = headerOf(request, { log: needs.signer.origin, organisation: policy.id, span, size });
  const { format, after } = request;
  const account = occasion.caller.facts?.account ?? '';
  const running: RunningExport = {
    ...{ id: randomUUID(), account, format, header },
    ...{ read: after, count: 0, last: after, peaks: [] },
  };
  occasion.ledger.add(beginningOf(running, role));
  const { records, isEstimate } = await needs.log.count({ ...header, ...span }, { after, upTo: size });
  const { type, extension, head } = needs.formats[format];
  const next = needs.seal.close(running);
  return {
    type,
    name: nameOf(request, policy.id, extension),
    total: records,
    isEstimate,
    size,
    head: head(header),
    next,
  };
}

/** @throws DomainError ACCESS_REFUSED; BAD_INPUT when it could be the log of more than one organisation. */
export function exportScope(
  { organisations }: Pick<ExportNeeds, 'organisations'>,
  occasion: Occasion,
  organisation: string | null,
): Scope {
  const reading = {
    roles: ['AUDITOR'],
    kind: 'LOG_EXPORTED',
    action: 'E',
    category: 'ACCESS_LOG',
    organisation,
  } as const;
  const [scope, ...others] = staffScope(occasion, organisations, reading);
  if (scope === undefined || others.length > 0) throw new DomainError('BAD_INPUT', { fields: ['organisation'] });
  return scope;
}

/** @throws DomainError BAD_INPUT for what the log does not hold yet. */
async function sizeOf(log: ExportedLog, { after, upTo }: LogExportRequest): Promise<number> {
  const size = await log.size();
  if (upTo !== null && upTo > size) throw new DomainError('BAD_INPUT', { fields: ['upTo'] });
  if (after > (upTo ?? size)) throw new DomainError('BAD_INPUT', { fields: ['after'] });
  return upTo ?? size;
}

function headerOf(
  { client, account, kinds, outcome, after }: LogExportRequest,
  { log, organisation, span, size }: { log: string; organisation: string; span: Span; size: number },
): ExportHeader {
  const filter = {
    ...(client !== null && { client: client.toLowerCase() }),
    ...(account !== null && { account: account.toLowerCase() }),
    ...(kinds !== null && { kinds }),
    ...(outcome !== null && { outcome }),
  };
  const from = span.from?.toISOString() ?? null;
  return { log, organisation, from, until: span.until?.toISOString() ?? null, filter, after, size };
}

function nameOf({ from, until, after }: LogExportRequest, organisation: string, extension: string): string {
  const parts = ['log', organisation, from, until, after === 0 ? null : `after-${after}`];
  return `${parts.filter((part) => part !== null).join('-')}.${extension}`;
}

function dayOf(day: string | null): Date | null {
  return day === null ? null : new Date(day);
}
