/** The interactive explorer, from our own server and only in development: no CDN, no inline script. */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';

const BUILT = fileURLToPath(new URL('../explorer/', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
};

/** The editor writes style elements, so inline styles are open; scripts, workers and calls are our own origin's only. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves what `scripts/build-explorer.ts` built; nothing when it has not been built. */
export async function offerExplorer(server: FastifyInstance, folder: string = BUILT): Promise<void> {
  for (const [path, { type, content }] of await readPages(folder)) {
    server.get(path, async (_request, reply) =>
      reply.header('content-security-policy', POLICY).header('cache-control', 'no-cache').type(type).send(content),
    );
  }
}

async function readPages(folder: string): Promise<[string, { type: string; content: Buffer }][]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
  const served = names.filter((name) => TYPES[extname(name)] !== undefined);
  return Promise.all(
    served.map(async (name) => {
      const page = { type: TYPES[extname(name)] ?? '', content: await readFile(join(folder, name)) };
      return [name === 'index.html' ? '/explorer' : `/explorer/${name}`, page] as [string, typeof page];
    }),
  );
}
