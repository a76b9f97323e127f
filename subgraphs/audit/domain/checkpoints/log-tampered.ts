/** What was signed for and what is there do not fit: somebody changed what stands in the log, or signed something else. */
export class LogTampered extends Error {
  constructor(
    /** At this checkpoint. */
    readonly size: number,
    what: string,
  ) {
    super(`at the checkpoint of ${size} records: ${what}`);
  }
}
