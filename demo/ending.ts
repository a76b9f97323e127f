type End = () => Promise<void>;

/** What has to end when something stops, or could not start: the last begun first. */
export class Ending {
  private readonly ends: End[] = [];

  add(end: End): void {
    this.ends.push(end);
  }

  /** Ends everything, also what comes after something that did not end well; then rejects with the first fault. */
  async run(): Promise<void> {
    const faults: unknown[] = [];
    for (let end = this.ends.pop(); end !== undefined; end = this.ends.pop()) {
      await end().catch((error: unknown) => faults.push(error));
    }
    if (faults.length > 0) throw faults[0];
  }
}
