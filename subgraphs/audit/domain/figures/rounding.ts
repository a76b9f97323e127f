import { createHmac, hkdfSync } from 'node:crypto';

const DRAWS = 2 ** 32;

/** What a figure is about; the same names always round the same way. */
export type Cell = readonly (string | null)[];

/**
 * Rounds to a multiple, up or down: up with the chance by which it is nearer, so that sums come out right on average. The
 * draw is fixed for each cell by a key: to ask again tells nothing, and nobody knows which counts a multiple stands for.
 * With rounding to the nearest everybody knows, and a day that is hidden can be worked out from its week.
 */
export class Rounding {
  private readonly key: Buffer;

  constructor(key: Buffer) {
    this.key = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'audit figures', 32));
  }

  /** Of each count its multiple; each has a draw of its own. */
  round(counts: readonly number[], unit: number, cell: Cell): number[] {
    const draws = createHmac('sha256', this.key).update(JSON.stringify(cell)).digest();
    return counts.map((count, index) => {
      const rest = count % unit;
      const draw = draws.readUInt32LE(index * 4) / DRAWS;
      return count - rest + (draw * unit < rest ? unit : 0);
    });
  }
}
