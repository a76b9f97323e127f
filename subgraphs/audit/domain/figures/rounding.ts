import { createCipheriv, createHmac, hkdfSync } from 'node:crypto';

const DRAWS = 2 ** 32;
const DRAW_BYTES = 4;
/** Of a day: one draw for each of its counts. */
const COUNTS = 4;
const DAY_MS = 86_400_000;
const YEAR = Buffer.alloc(366 * COUNTS * DRAW_BYTES);

/** What a series of figures is about; the same names always round the same way. */
export type Series = readonly (string | null)[];

/**
 * Rounds to a multiple, up or down: up with the chance by which it is nearer, so that sums come out right on average. The
 * draw is fixed for each figure by a key: to ask again tells nothing, and nobody knows which counts a multiple stands for.
 * With rounding to the nearest everybody knows, and a day that is hidden can be worked out from its week.
 */
export class Rounding {
  private readonly key: Buffer;

  constructor(key: Buffer) {
    this.key = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'audit figures', 32));
  }

  of(series: Series): SeriesRounding {
    return new SeriesRounding(createHmac('sha256', this.key).update(JSON.stringify(series)).digest());
  }
}

/** The draws of a year are made at once: thousands of figures are rounded for one answer. */
export class SeriesRounding {
  private readonly years = new Map<number, Buffer>();

  constructor(private readonly key: Buffer) {}

  /** Of each count, four at most, its multiple; each has a draw of its own. */
  round(counts: readonly number[], unit: number, start: Date): number[] {
    const year = start.getUTCFullYear();
    const draws = this.years.get(year) ?? this.drawsOf(year);
    const day = Math.floor((start.getTime() - Date.UTC(year, 0, 1)) / DAY_MS);
    return counts.map((count, index) => {
      const rest = count % unit;
      const draw = draws.readUInt32LE((day * COUNTS + index) * DRAW_BYTES) / DRAWS;
      return count - rest + (draw * unit < rest ? unit : 0);
    });
  }

  /** AES as the source of draws, by the key of the series; the counter starts anew with the year in front. */
  private drawsOf(year: number): Buffer {
    const counter = Buffer.alloc(16);
    counter.writeUInt32BE(year);
    const draws = createCipheriv('aes-256-ctr', this.key, counter).update(YEAR);
    this.years.set(year, draws);
    return draws;
  }
}
