import type { LogExportPage } from '../../../../schema/log-export.js';
import { DomainError } from '../../../domain-error.js';
import type { Occasion } from '../staff-scope.js';
import { exportScope, type ExportNeeds } from './begin-export.js';
import { exportStatement, type ExportEnd } from './export-lines.js';
import { endingOf } from './export-record.js';
import type { ExportedLog, StoredRecord } from './exported-log.js';
import { treeOf, withRecords, type RunningExport } from './running-export.js';

/** What a page holds at most. */
const MOST_RECORDS = 500;
/**
 * Of the log that is looked through at once, for few records may be of the selection; and how often for one page. What is
 * about a client is known by them.
 */
const LONGEST_STRETCH = 100_000;
const MOST_STRETCHES = 10;

/**
 * The next page, while the caller is still log manager there. That the whole was given is on the log before the last
 * page leaves.
 * @throws DomainError ACCESS_REFUSED, BAD_INPUT.
 */
export async function continueExport(needs: ExportNeeds, occasion: Occasion, next: string): Promise<LogExportPage> {
  const before = ownExport(needs, occasion, next);
  const { role } = exportScope(needs, occasion, before.header.organisation);
  const { records, read } = await nextRecords(needs.log, before);
  const { running, lines } = withRecords({ ...before, read }, records);
  const format = needs.formats[running.format];
  const text = lines.map(format.line).join('');
  if (read < running.header.size) return { text, next: needs.seal.close(running) };
  const end = await endOf(needs, running);
  occasion.ledger.add(endingOf(running, role, true));
  return { text: text + format.end(end), next: null };
}

/**
 * Nobody waits for the rest: how far it came is on the log.
 * @throws DomainError BAD_INPUT.
 */
export function breakOffExport(needs: Pick<ExportNeeds, 'seal'>, occasion: Occasion, next: string): void {
  occasion.ledger.add(endingOf(ownExport(needs, occasion, next), 'AUDITOR', false));
}

/** @throws DomainError BAD_INPUT when it is not an export of this account. */
function ownExport({ seal }: Pick<ExportNeeds, 'seal'>, { caller }: Occasion, next: string): RunningExport {
  const running = seal.open(next);
  if (running.account !== caller.facts?.account) throw new DomainError('BAD_INPUT');
  return running;
}

/** Up to a page of them, and up to where the log was read for them. */
async function nextRecords(
  log: ExportedLog,
  { header, read: from }: RunningExport,
): Promise<{ records: StoredRecord[]; read: number }> {
  const { organisation, filter, size } = header;
  const selection = { organisation, filter, from: momentOf(header.from), until: momentOf(header.until) };
  let records: StoredRecord[] = [];
  let read = from;
  for (let stretch = 0; stretch < MOST_STRETCHES && read < size; stretch += 1) {
    const upTo = filter.client === undefined ? Math.min(read + LONGEST_STRETCH, size) : size;
    const room = MOST_RECORDS - records.length;
    const found = await log.page(selection, { after: read, upTo }, room);
    records = [...records, ...found];
    if (found.length === room) return { records, read: found.at(-1)?.sequence ?? upTo };
    read = upTo;
  }
  return { records, read };
}

async function endOf({ log, signer }: ExportNeeds, running: RunningExport): Promise<ExportEnd> {
  const { header, count, last } = running;
  const note = signer.sign(exportStatement(header, { count, last }, treeOf(running).root));
  return { count, last, checkpoint: await log.latestCheckpoint(), note };
}

function momentOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
