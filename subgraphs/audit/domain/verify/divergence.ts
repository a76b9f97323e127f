/**
 * Goes along the log beside the leaves that were signed for, and keeps what does not fit: places that have not got their
 * record, and records that are not at a place of theirs. Only these are kept, up to a number, so memory stays what it is.
 */
import type { DroppedRooms } from './dropped-rooms.js';
import type { Entry } from './entry.js';

/** How many are kept of either; what comes after is only counted. */
const MOST_KEPT = 50_000;

/** A place in the log at which not the record stands that was signed for. */
export interface Gap {
  sequence: number;
  leaf: Buffer;
  /** When the first checkpoint that covers it was signed; null when none was yet. */
  signedAt: Date | null;
}

/** Leaves that lie beside each other; one that nobody knows is undefined. */
export interface Span {
  /** Number of leaves before it. */
  from: number;
  leaves: readonly (Buffer | undefined)[];
  signedAt: Date | null;
}

export class Divergence {
  readonly gaps = new Map<number, Gap>();
  readonly strays: Entry[] = [];
  /** Faults beyond those kept. */
  more = 0;
  /** Records seen. */
  records = 0;
  readonly perOrganisation = new Map<string | null, number>();
  /** Records that are as they were, and that the client's own log does not show. */
  readonly hidden: Entry[] = [];
  /** Records that are gone, signed for so long ago that they need not be kept, from where retention says it dropped some. */
  noLongerKept = 0;
  /** The first of them. */
  firstNoLongerKept = 0;
  /** The highest number that a record has. */
  last = 0;
  private next = 1;

  /** @param keptSince what was signed before it need not be kept. */
  constructor(
    private readonly keptSince: Date,
    readonly dropped: DroppedRooms,
  ) {}

  /** What stands in this span, in order. */
  compare(span: Span, entries: readonly Entry[]): void {
    for (const entry of entries) {
      this.count(entry);
      while (this.next < entry.sequence) this.passWithout(span);
      if (entry.sequence === this.next) this.pass(span, entry);
      else this.another(entry);
    }
  }

  /** Nothing more comes in this span. */
  finish(span: Span): void {
    while (this.next <= span.from + span.leaves.length) this.passWithout(span);
  }

  /** Behind all leaves that anybody knows. */
  beyond(entries: readonly Entry[]): void {
    for (const entry of entries) {
      this.count(entry);
      this.keepStray(entry);
    }
  }

  private pass(span: Span, entry: Entry): void {
    const leaf = leafAt(span, this.next);
    this.next += 1;
    if (leaf === undefined || entry.leaf?.equals(leaf) === true) {
      if (!entry.listed && this.hidden.length < MOST_KEPT) this.hidden.push(entry);
      return;
    }
    this.keepGap({ sequence: entry.sequence, leaf, signedAt: span.signedAt });
    this.keepStray(entry);
  }

  private passWithout(span: Span): void {
    const sequence = this.next;
    const leaf = leafAt(span, sequence);
    this.next += 1;
    if (leaf === undefined) return;
    if (span.signedAt !== null && span.signedAt < this.keptSince && this.dropped.covers(sequence))
      this.excuse(sequence);
    else this.keepGap({ sequence, leaf, signedAt: span.signedAt });
  }

  private excuse(sequence: number): void {
    if (this.noLongerKept === 0) this.firstNoLongerKept = sequence;
    this.noLongerKept += 1;
  }

  /** A second record at a place, or one below the first place. */
  private another(entry: Entry): void {
    const gap = this.gaps.get(entry.sequence);
    if (gap !== undefined && entry.leaf?.equals(gap.leaf) === true) this.gaps.delete(entry.sequence);
    else this.keepStray(entry);
  }

  private count({ sequence, organisation }: Entry): void {
    this.records += 1;
    this.perOrganisation.set(organisation, (this.perOrganisation.get(organisation) ?? 0) + 1);
    this.last = Math.max(this.last, sequence);
  }

  private keepGap(gap: Gap): void {
    if (this.gaps.size < MOST_KEPT) this.gaps.set(gap.sequence, gap);
    else this.more += 1;
  }

  private keepStray(entry: Entry): void {
    if (this.strays.length < MOST_KEPT) this.strays.push(entry);
  }
}

function leafAt({ from, leaves }: Span, sequence: number): Buffer | undefined {
  return leaves[sequence - from - 1];
}
