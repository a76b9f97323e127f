/** Chance that can be repeated: what comes out depends on a seed and a name, never on the order of asking. */
export class Chance {
  constructor(private readonly seed: number) {}

  /** From 0 up to 1. */
  of(name: string): number {
    let hash = 0x811c9dc5 ^ this.seed;
    for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
    return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
  }

  below(name: string, limit: number): number {
    return Math.floor(this.of(name) * limit);
  }

  pick<T>(name: string, from: readonly T[]): T {
    const picked = from[this.below(name, from.length)];
    if (picked === undefined) throw new Error('nothing to pick from');
    return picked;
  }
}
