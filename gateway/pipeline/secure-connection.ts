/** V8: in production the server speaks to nobody over an open connection. */
import type { FastifyInstance } from 'fastify';
import { Refused } from '../refused.js';

/**
 * Refuses what came neither over our own TLS nor through a trusted proxy that says it did. Health stays open: it says
 * nothing, and the platform asks it from inside.
 */
export function demandSecureConnection(server: FastifyInstance): void {
  server.addHook('onRequest', async (request) => {
    if (request.protocol === 'https' || request.url.startsWith('/health/')) return;
    throw new Refused('TLS_REQUIRED', { status: 403 });
  });
}
