/**
 * Verifies an export of the log, line by line, with nothing else at hand but the log's key; and with what is kept
 * outside also each leaf against the tree. An export that was resumed has a header for each part.
 */
import type { ExportEnd, ExportHeader, ExportLine } from '../export/export-lines.js';
import { ExportPart } from './export-part.js';
import { inOrder, type Finding } from './finding.js';
import type { Trust } from './judge-checkpoint.js';
import type { SignedLeaves } from './signed-leaves.js';

export interface ExportVerification {
  findings: Finding[];
  records: number;
  /** Parts that a last line signs for. */
  signedParts: number;
  /** Records of parts that broke off before such a line: the log's tree alone can prove them. */
  unsigned: number;
  organisation: string | null;
  last: number;
}

/** It is not an export of this log. */
export class NoExport extends Error {}

/** @param signed null when nothing outside is at hand. @throws NoExport */
export async function verifyExport(
  lines: AsyncIterable<string>,
  { origin, logKeys }: Trust,
  signed: SignedLeaves | null,
): Promise<ExportVerification> {
  const seen: ExportVerification = {
    findings: [],
    records: 0,
    signedParts: 0,
    unsigned: 0,
    organisation: null,
    last: 0,
  };
  let part: ExportPart | null = null;
  let number = 0;
  for await (const text of lines) {
    number += 1;
    const line = parsed(text);
    if (isHeader(line)) {
      if (line.log !== origin) throw new NoExport('it is an export of another log');
      const before: ExportPart | null = part;
      part = new ExportPart(line);
      if (before !== null) seen.findings.push(...close(seen, before), ...seam(before, line));
      seen.organisation ??= line.organisation;
    } else if (part === null) {
      throw new NoExport('its first line is not that of an export');
    } else if (isLine(line)) {
      part.take(line, await signed?.of(line.sequence));
    } else if (isEnd(line)) {
      part.end(line, logKeys);
    } else {
      seen.findings.push(brokenLine(part.last + 1, number));
    }
  }
  if (part === null) throw new NoExport('it is empty');
  seen.findings.push(...close(seen, part));
  if (!part.isEnded) seen.findings.push(cutOff(part.last));
  return { ...seen, last: part.last, findings: inOrder([...seen.findings, ...(signed?.findings ?? [])]) };
}

function close(seen: ExportVerification, part: ExportPart): Finding[] {
  if (part.isEnded) seen.signedParts += 1;
  else {
    part.breakOff();
    seen.unsigned += part.records;
  }
  seen.records += part.records;
  return part.findings;
}

/** A part goes on where the one before it ended. */
function seam(before: ExportPart, { after }: ExportHeader): Finding[] {
  if (after === before.last) return [];
  const what = after > before.last ? 'REMOVED' : 'ADDED';
  const sequence = Math.min(after, before.last) + 1;
  const says = `a part ends at record ${before.last}, and the next goes on after record ${after}`;
  return [{ what, sequence, id: null, at: null, says }];
}

function cutOff(last: number): Finding {
  const says = `the export ends after record ${last}, without the line that signs for it`;
  return { what: 'CUT_OFF', sequence: last + 1, id: null, at: null, says };
}

function brokenLine(sequence: number, number: number): Finding {
  return { what: 'CHANGED', sequence, id: null, at: null, says: `line ${number} is not one of an export` };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isHeader(line: unknown): line is ExportHeader {
  return has(line, { log: 'string', organisation: 'string', after: 'number', filter: 'object' });
}

function isLine(line: unknown): line is ExportLine {
  return has(line, { sequence: 'number', previous: 'number', leaf: 'string', record: 'object' });
}

function isEnd(line: unknown): line is ExportEnd {
  return has(line, { count: 'number', last: 'number', note: 'string' });
}

function has(line: unknown, types: Record<string, string>): boolean {
  if (typeof line !== 'object' || line === null) return false;
  return Object.entries(types).every(([name, type]) => {
    const value = (line as Record<string, unknown>)[name];
    return typeof value === type && value !== null;
  });
}
