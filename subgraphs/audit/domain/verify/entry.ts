/** A record of the log as it stands there now, to be compared with what was signed for. */
export interface Entry {
  sequence: number;
  id: string;
  /** ISO 8601; null when it holds no moment. */
  occurredAt: string | null;
  organisation: string | null;
  kind: string;
  /** The client's own log shows it; so it is of a record that is about no client. */
  listed: boolean;
  /** The hash of the leaf that goes with what it says; null when it says something that the log never writes. */
  leaf: Buffer | null;
}

/** Entries that come in pages, taken up to a number at a time. */
export class EntryStream {
  private readonly pages: AsyncIterator<Entry[]>;
  private page: Entry[] = [];

  constructor(pages: AsyncIterable<Entry[]>) {
    this.pages = pages[Symbol.asyncIterator]();
  }

  /** What comes next and has no higher number than this. */
  async *upTo(sequence: number): AsyncGenerator<Entry[]> {
    while (await this.filled()) {
      const end = this.page.findIndex((entry) => entry.sequence > sequence);
      if (end === 0) return;
      const taken = this.page.splice(0, end === -1 ? this.page.length : end);
      yield taken;
      if (end !== -1) return;
    }
  }

  private async filled(): Promise<boolean> {
    while (this.page.length === 0) {
      const next = await this.pages.next();
      if (next.done === true) return false;
      this.page = next.value;
    }
    return true;
  }
}
