/** What an ECD gave and nobody is shown, counted: never what it was. */

export const WITHHELD_REASONS = [
  /** No name, no time, a code that the policy does not know: it cannot be told what it is. */
  'MALFORMED',
  /** A draft, entered in error, cancelled, or a status that is missing or unknown. */
  'STATUS',
  /** Labelled as confidential or hidden. */
  'CONFIDENTIAL',
  /** Nothing says whether it is confidential. */
  'UNDECIDED',
  /** About somebody else than was asked for. */
  'OTHER_CLIENT',
] as const;
export type WithheldReason = (typeof WITHHELD_REASONS)[number];

/** Told once for each read that left something out. */
export type OnWithheld = (resource: string, counts: Readonly<Partial<Record<WithheldReason, number>>>) => void;

export class WithheldCount {
  private readonly counts: Partial<Record<WithheldReason, number>> = {};
  private readonly others = new Map<string, WithheldCount>();

  add(reason: WithheldReason, times = 1): void {
    if (times > 0) this.counts[reason] = (this.counts[reason] ?? 0) + times;
  }

  /** Of another type of resource, read along with this one and told with it. */
  of(resource: string): WithheldCount {
    const count = this.others.get(resource) ?? new WithheldCount();
    this.others.set(resource, count);
    return count;
  }

  tell(resource: string, onWithheld: OnWithheld): void {
    if (Object.keys(this.counts).length > 0) onWithheld(resource, this.counts);
    for (const [other, count] of this.others) count.tell(other, onWithheld);
  }
}
