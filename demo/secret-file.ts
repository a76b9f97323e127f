import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';

/** The content of a file that only its owner can read; made the first time, whole or not at all. */
export function secretFile(file: string, make: () => string): string {
  if (!existsSync(file)) {
    const unfinished = `${file}.new`;
    const handle = openSync(unfinished, 'w', 0o600);
    writeSync(handle, make());
    fsyncSync(handle);
    closeSync(handle);
    renameSync(unfinished, file);
  }
  return readFileSync(file, 'utf8');
}
