/** How far an export is. Nothing of it is kept here: it travels, sealed, with whoever asks for the next page. */
import type { LogExportFormat } from '../../../../schema/log-export.js';
import { Frontier } from '../tree/frontier.js';
import type { ExportHeader, ExportLine } from './export-lines.js';
import type { StoredRecord } from './exported-log.js';

export interface RunningExport {
  /** UUID: what its records on the log have in common. */
  id: string;
  account: string;
  format: LogExportFormat;
  header: ExportHeader;
  /** Up to where the log was read. */
  read: number;
  /** Lines that were given, and the sequence number of the last of them. */
  count: number;
  last: number;
  /** Base64: the right edge of the tree over their leaves. */
  peaks: string[];
}

/** Seals what others carry. */
export interface ExportSeal {
  close(running: RunningExport): string;
  /** @throws DomainError BAD_INPUT when it was not sealed here. */
  open(sealed: string): RunningExport;
}

export function treeOf({ count, peaks }: RunningExport): Frontier {
  return Frontier.of(
    count,
    peaks.map((hash) => Buffer.from(hash, 'base64')),
  );
}

/** The export with these records given as well, and the lines that tell them. */
export function withRecords(
  running: RunningExport,
  records: readonly StoredRecord[],
): { running: RunningExport; lines: ExportLine[] } {
  const tree = treeOf(running);
  let last = running.last;
  const lines = records.map(({ sequence, leaf, record, name }) => {
    const previous = last;
    last = sequence;
    tree.append(leaf);
    return { sequence, previous, leaf: leaf.toString('base64'), record, name };
  });
  const peaks = tree.peakHashes.map((hash) => hash.toString('base64'));
  return { running: { ...running, count: tree.size, last, peaks }, lines };
}
