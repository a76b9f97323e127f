/** Only the configured front ends may read answers in a browser. No cookies: the token is in a header. */
import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

const EXPOSED = ['content-disposition', 'inzage-total', 'inzage-size', 'retry-after'];

export async function admitOrigins(server: FastifyInstance, origins: readonly string[]): Promise<void> {
  await server.register(cors, {
    origin: [...origins],
    methods: ['GET', 'POST'],
    allowedHeaders: ['authorization', 'content-type', 'accept-language', 'traceparent', 'apollo-require-preflight'],
    exposedHeaders: EXPOSED,
    credentials: false,
    maxAge: 600,
    strictPreflight: false,
  });
}

/** What an answer of the graph says to a browser of this origin; preflights are answered by the library. */
export function originHeaders(
  origins: readonly string[],
): (origin: string | undefined) => Readonly<Record<string, string>> {
  const admitted = new Map(
    origins.map((origin) => [
      origin,
      { 'access-control-allow-origin': origin, 'access-control-expose-headers': EXPOSED.join(', ') },
    ]),
  );
  const NONE = {};
  return (origin) => (origin === undefined ? NONE : (admitted.get(origin) ?? NONE));
}
