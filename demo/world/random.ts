/** Chance that can be repeated: the same name or number gives the same draws, on every machine. */

export type Random = () => number;

/** @param seed anything that names the draws, such as a client's key. */
export function seededRandom(seed: string): Random {
  let state = hashOf(seed);
  // mulberry32: small, fast, and even enough for stories
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number from `lowest` to `highest`, both included. */
export function between(random: Random, lowest: number, highest: number): number {
  if (highest < lowest) throw new Error(`nothing lies between ${lowest} and ${highest}`);
  return lowest + Math.floor(random() * (highest - lowest + 1));
}

export function oneOf<T>(random: Random, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to choose from');
  return item;
}

/** A shuffled deck: deals every card once before any comes back. */
export function deckOf<T>(random: Random, cards: readonly T[]): () => T {
  let left: T[] = [];
  return () => {
    if (left.length === 0) left = [...cards];
    const [card] = left.splice(Math.floor(random() * left.length), 1);
    if (card === undefined) throw new Error('an empty deck deals nothing');
    return card;
  };
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash;
}
