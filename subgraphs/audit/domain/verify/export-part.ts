/** One part of an export: its lines, each behind the one before it, up to the line that signs for them. */
import { exportStatement, type ExportEnd, type ExportHeader, type ExportLine } from '../export/export-lines.js';
import { leafHashOf } from '../record/leaf.js';
import { Frontier } from '../tree/frontier.js';
import { NoteFault, openNote, type VerifierKey } from '../tree/signed-note.js';
import type { Fault, Finding } from './finding.js';

export class ExportPart {
  readonly findings: Finding[] = [];
  records = 0;
  /** The highest number seen. */
  last: number;
  isEnded = false;
  private readonly frontier = Frontier.empty();
  /** Numbers that a line named as the one before it, and that have not come. */
  private readonly awaited = new Set<number>();

  constructor(readonly header: ExportHeader) {
    this.last = header.after;
  }

  /** @param signed the leaf that the log signed for; undefined when nobody knows it. */
  take(line: ExportLine, signed: Buffer | undefined): void {
    this.records += 1;
    this.place(line);
    const leaf = Buffer.from(line.leaf, 'base64');
    this.frontier.append(leaf);
    if (!leafOf(line)?.equals(leaf)) {
      this.fault('CHANGED', line.sequence, `record ${line.sequence} does not say what its leaf was made of`, line);
    } else if (signed !== undefined && !signed.equals(leaf)) {
      this.fault('CHANGED', line.sequence, `record ${line.sequence} is not the one that was signed`, line);
    }
  }

  end(end: ExportEnd, logKeys: readonly VerifierKey[]): void {
    this.isEnded = true;
    this.nameAwaited();
    if (end.count > this.records && end.last > this.last) {
      const says = `${end.count} records up to ${end.last} were exported, and the last line here is record ${this.last}`;
      this.fault('CUT_OFF', this.last + 1, says);
    }
    this.checkNote(end, logKeys);
  }

  /** There is no line more, and none that signs. */
  breakOff(): void {
    this.nameAwaited();
  }

  private place({ sequence, previous, record }: ExportLine): void {
    if (sequence <= this.last) {
      this.awaited.delete(sequence);
      const [what, says] =
        sequence === this.last
          ? (['ADDED', `record ${sequence} stands here a second time`] as const)
          : (['REORDERED', `record ${sequence} stands behind record ${this.last}`] as const);
      this.fault(what, sequence, says, { record });
      return;
    }
    if (previous > this.last) this.awaited.add(previous);
    if (previous < this.last) {
      const says = `record ${this.last} stands between ${previous} and ${sequence}, which had nothing between them`;
      this.fault('ADDED', this.last, says);
    }
    this.last = sequence;
  }

  private nameAwaited(): void {
    for (const sequence of this.awaited) this.fault('REMOVED', sequence, `record ${sequence} is gone from this export`);
    this.awaited.clear();
  }

  private checkNote(end: ExportEnd, logKeys: readonly VerifierKey[]): void {
    try {
      const { text } = openNote(end.note, logKeys);
      if (end.checkpoint !== null) openNote(end.checkpoint, logKeys);
      if (text === exportStatement(this.header, end, this.frontier.root) && end.count === this.records) return;
      if (this.findings.length > 0) return; // and that is why
      const says = `records ${this.header.after + 1} to ${this.last} are not, all of them, those that were signed for`;
      this.fault('CHANGED', this.header.after + 1, says);
    } catch (error) {
      if (!(error instanceof NoteFault)) throw error;
      this.fault('BAD_SIGNATURE', this.last, `the last line: ${error.message}`);
    }
  }

  private fault(what: Fault, sequence: number, says: string, line: Pick<ExportLine, 'record'> | null = null): void {
    this.findings.push({ what, sequence, id: line?.record.id ?? null, at: line?.record.occurredAt ?? null, says });
  }
}

/** Null when the record is none. */
function leafOf({ record }: ExportLine): Buffer | null {
  try {
    return leafHashOf(record);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
