/** What a program in another terminal needs to know of the running demo, as a file that a shell reads. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @returns how to forget it: addresses and keys are new at each start. */
export function keepEnvironment(folder: string, name: string, variables: Record<string, string>): () => void {
  const file = join(folder, name);
  rmSync(file, { force: true });
  writeFileSync(file, inWordsOfTheShell(variables), { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

/** In words that a shell takes as they are: neither an address nor a key holds a quote. */
function inWordsOfTheShell(variables: Record<string, string>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}='${value}'\n`)
    .join('');
}
