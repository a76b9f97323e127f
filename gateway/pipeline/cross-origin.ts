import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** Only the configured front ends may read answers in a browser. No cookies: the token is in a header. */
export async function admitOrigins(server: FastifyInstance, origins: readonly string[]): Promise<void> {
  await server.register(cors, {
    origin: [...origins],
    methods: ['GET', 'POST'],
    allowedHeaders: ['authorization', 'content-type', 'accept-language', 'traceparent', 'apollo-require-preflight'],
    exposedHeaders: ['content-disposition', 'inzage-total', 'inzage-size'],
    credentials: false,
    maxAge: 600,
    strictPreflight: false,
  });
}
