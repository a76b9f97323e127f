/**
 * What retention dropped, as the log says it did: a record that is gone is excused by nothing else. Whoever removes a record
 * has to put that on the log, under the next signature, or is found out.
 */

/** What a `RETENTION_APPLIED` record says. */
export interface DroppedRoom {
  organisation: string | null;
  month: string;
  records: number;
  /** Sequence numbers. */
  first: number;
  last: number;
  /** How many the room itself said had been dropped before. */
  earlier: number;
}

interface Stretch {
  first: number;
  last: number;
}

export class DroppedRooms {
  /** How many records are gone by it. */
  readonly records: number;
  private readonly stretches: Stretch[] = [];

  constructor(said: readonly DroppedRoom[]) {
    // said before each try to drop the room: of those the last one tells
    const rooms = [
      ...new Map(said.map((room) => [JSON.stringify([room.organisation, room.month, room.first]), room])).values(),
    ];
    this.records = rooms.reduce((sum, { records, earlier }) => sum + records + earlier, 0);
    for (const { first, last } of rooms.map(stretchOf).sort((one, other) => one.first - other.first)) {
      const before = this.stretches.at(-1);
      if (before === undefined || first > before.last + 1) this.stretches.push({ first, last });
      else before.last = Math.max(before.last, last);
    }
  }

  covers(sequence: number): boolean {
    return this.stretches.some(({ first, last }) => first <= sequence && sequence <= last);
  }
}

/** Where what was dropped before stood is no longer said: anywhere before it. */
function stretchOf({ first, last, earlier }: DroppedRoom): Stretch {
  return { first: earlier > 0 ? 1 : first, last };
}
