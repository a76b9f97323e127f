/** A list of words as type-graphql takes an enum. */
export function enumOf<T extends string>(words: readonly T[]): { [W in T]: W } {
  return Object.fromEntries(words.map((word) => [word, word])) as { [W in T]: W };
}
