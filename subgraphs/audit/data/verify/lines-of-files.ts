import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** The lines of files one after another; `.gz` is unpacked. A packed file that breaks off ends where it breaks off. */
export async function* linesOfFiles(files: readonly string[]): AsyncGenerator<string> {
  for (const file of files) {
    const content = createReadStream(file);
    const unpacked = file.endsWith('.gz') ? unpack(content) : content;
    let rest = '';
    for await (const chunk of upToItsEnd(unpacked.setEncoding('utf8'))) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line !== '') yield line;
    }
    if (rest !== '') yield rest;
  }
}

async function* upToItsEnd(content: Readable): AsyncGenerator<string> {
  try {
    for await (const chunk of content) yield chunk as string;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'Z_BUF_ERROR') throw error;
  }
}

function unpack(content: Readable): Readable {
  const unpacked = createGunzip();
  content.on('error', (error) => unpacked.destroy(error));
  return content.pipe(unpacked);
}
