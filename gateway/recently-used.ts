/** Values by key, the longest unused forgotten first: front ends send the same few again and again. */

/** What is kept at most. */
export interface Bounds {
  readonly entries: number;
  /** Of all together, in whatever the values are measured in. */
  readonly size: number;
}

interface Entry<Value> {
  readonly value: Value;
  readonly size: number;
}

export class RecentlyUsed<Value> {
  /** In order of last use. */
  private readonly entries = new Map<string, Entry<Value>>();
  private size = 0;

  constructor(private readonly bounds: Bounds) {}

  get(key: string): Value | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.value;
  }

  /** What is larger than all together may be is not kept: it would push out everything else. */
  set(key: string, value: Value, size: number): void {
    this.delete(key);
    if (size > this.bounds.size) return;
    this.entries.set(key, { value, size });
    this.size += size;
    while (this.entries.size > this.bounds.entries || this.size > this.bounds.size) this.forgetOne();
  }

  delete(key: string): void {
    this.size -= this.entries.get(key)?.size ?? 0;
    this.entries.delete(key);
  }

  private forgetOne(): void {
    const [longestUnused] = this.entries.keys();
    if (longestUnused !== undefined) this.delete(longestUnused);
  }
}
