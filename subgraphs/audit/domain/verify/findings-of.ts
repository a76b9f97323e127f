/** Names what happened to records from what does not fit: a record that is found elsewhere was moved, and so on. */
import type { Divergence, Gap } from './divergence.js';
import type { Entry } from './entry.js';
import type { Finding } from './finding.js';

export function findingsOf(divergence: Divergence): Finding[] {
  const gaps = [...divergence.gaps.values()].sort((one, other) => one.sequence - other.sequence);
  const belongs = new Map(gaps.map(({ leaf, sequence }) => [leaf.toString('hex'), sequence]));
  const found = new Map(divergence.strays.map((entry) => [hexOf(entry), entry]));
  const standing = new Map(divergence.strays.map((entry) => [entry.sequence, entry]));
  const cut = gaps.find(({ sequence, leaf }) => sequence > divergence.last && !found.has(leaf.toString('hex')));
  return [
    ...gaps
      .filter((gap) => cut === undefined || gap.sequence <= cut.sequence || found.has(gap.leaf.toString('hex')))
      .map((gap) => {
        if (gap === cut) return cutOff(gap, gaps, divergence.last);
        const moved = found.get(gap.leaf.toString('hex'));
        const there = standing.get(gap.sequence);
        return there === undefined ? nothingAt(gap, moved) : wrongAt(gap, there, belongs.get(hexOf(there)), moved);
      }),
    ...divergence.strays
      .filter((entry) => !divergence.gaps.has(entry.sequence) && !belongs.has(hexOf(entry)))
      .map((entry) => finding('ADDED', entry.sequence, entry, `nobody signed for this record ${entry.sequence}`)),
    ...divergence.hidden.map((entry) =>
      finding('HIDDEN', entry.sequence, entry, `record ${entry.sequence} is kept from the log that its client reads`),
    ),
    ...beyondRetention(divergence),
  ];
}

/** A record that was removed under cover of what retention dropped around it. */
function beyondRetention({ noLongerKept, firstNoLongerKept, dropped }: Divergence): Finding[] {
  if (noLongerKept <= dropped.records) return [];
  const says = `${noLongerKept} records are gone from record ${firstNoLongerKept} on, and retention dropped ${dropped.records}`;
  return [finding('REMOVED', firstNoLongerKept, null, says)];
}

/** @param of the place where the record that stands here belongs. @param moved the record that belongs here. */
function wrongAt(gap: Gap, there: Entry, of: number | undefined, moved: Entry | undefined): Finding {
  const { sequence } = gap;
  if (of !== undefined && moved !== undefined) {
    const says = `record ${sequence} now stands at ${moved.sequence}; in its place stands record ${of}`;
    return finding('REORDERED', sequence, there, says + signed(gap));
  }
  if (of !== undefined) {
    return finding(
      'REMOVED',
      sequence,
      there,
      `record ${sequence} is gone; in its place stands record ${of}${signed(gap)}`,
    );
  }
  if (moved !== undefined) {
    const says = `a record stands here that nobody signed for; record ${sequence} itself now stands at ${moved.sequence}`;
    return finding('ADDED', sequence, there, says + signed(gap));
  }
  return finding('CHANGED', sequence, there, `record ${sequence} does not say what was signed${signed(gap)}`);
}

function nothingAt(gap: Gap, moved: Entry | undefined): Finding {
  const { sequence } = gap;
  return moved === undefined
    ? finding('REMOVED', sequence, null, `record ${sequence} is gone${signed(gap)}`)
    : finding('REORDERED', sequence, moved, `record ${sequence} now stands at ${moved.sequence}${signed(gap)}`);
}

function cutOff(gap: Gap, gaps: readonly Gap[], last: number): Finding {
  const until = gaps.at(-1)?.sequence ?? gap.sequence;
  const end = last === 0 ? 'the log is empty' : `the log ends at ${last}`;
  return finding('CUT_OFF', gap.sequence, null, `${end}, and there were records up to ${until} at least${signed(gap)}`);
}

function finding(what: Finding['what'], sequence: number, entry: Entry | null, says: string): Finding {
  return { what, sequence, id: entry?.id ?? null, at: entry?.occurredAt ?? null, says };
}

function signed({ signedAt }: Gap): string {
  return signedAt === null ? ' (not signed yet: by the tree in the database)' : ` (signed ${signedAt.toISOString()})`;
}

function hexOf({ leaf, sequence, id }: Entry): string {
  return leaf?.toString('hex') ?? `${sequence} ${id}`;
}
