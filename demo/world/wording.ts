/** Puts a client into a sentence of the pool: `{Mw} zette {zijn} bril op` → `Mevrouw zette haar bril op`. */

export type Gender = 'F' | 'M';

export interface Addressed {
  gender: Gender;
  /** The family name as one says it: Hofstra, Van der Meulen. */
  addressed: string;
}

const WORDS: Record<Gender, Record<string, string>> = {
  F: { mw: 'mevrouw', zij: 'zij', haar: 'haar', zijn: 'haar' },
  M: { mw: 'meneer', zij: 'hij', haar: 'hem', zijn: 'zijn' },
};

/** @throws Error for a word in braces that it does not know. */
export function worded(sentence: string, client: Addressed, more: Record<string, string> = {}): string {
  const title = WORDS[client.gender]['mw'] ?? '';
  const words: Record<string, string> = {
    ...WORDS[client.gender],
    naam: `${title} ${client.addressed}`,
    ...more,
  };
  return sentence.replace(/\{(\p{L}+)\}/gu, (_, name: string) => {
    const word = words[name] ?? words[name.toLowerCase()];
    if (word === undefined) throw new Error(`"${sentence}": {${name}} is not known`);
    return name in words ? word : capitalised(word);
  });
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
