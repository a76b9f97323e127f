import type { FastifyInstance } from 'fastify';
import type { AccessTokens } from './access-tokens.js';

/** RFC 7517: the keys with which anyone can check our access tokens. */
export function publishKeys(server: FastifyInstance, tokens: AccessTokens): void {
  server.get('/.well-known/jwks.json', async (_request, reply) => {
    const keys = await tokens.publicKeys();
    return reply.header('cache-control', 'public, max-age=60').type('application/jwk-set+json').send(keys);
  });
}
