/** The records of one organisation and one month, which come and go as a whole. */
export interface Room {
  /** Name of its table. */
  table: string;
  organisation: string | null;
  /** `yyyy-mm`, UTC. */
  month: string;
}

export interface FilledRoom extends Room {
  records: number;
  /** Sequence numbers. */
  first: number;
  last: number;
  /** How many records it says retention had dropped before: with it goes that word. */
  earlier: number;
}

/** The log as whoever owns the database sees it. */
export interface KeptRooms {
  all(): Promise<Room[]>;
  contentOf(room: Room): Promise<FilledRoom>;
  /** How many records the last checkpoint covers that was signed before this moment. */
  signedBefore(moment: Date): Promise<number>;
  /**
   * With the keys of names that are in no record any more. Does nothing and returns false when it holds something else
   * than this by now.
   */
  drop(room: FilledRoom): Promise<boolean>;
  /** Months without a room, and marks of persons who were forgotten before this moment and are in no record. */
  tidy(forgottenBefore: Date): Promise<void>;
}

/** The moment at which its month is over. */
export function endOf({ month }: Pick<Room, 'month'>): Date {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number));
}
