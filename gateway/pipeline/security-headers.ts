import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import type { Mode } from '../config.js';

const TWO_YEARS_SECONDS = 63_072_000;

/** Answers are data, never a page: nothing may run, frame or refer. HSTS in production (V8, RFC 6797). */
export async function addSecurityHeaders(server: FastifyInstance, mode: Mode): Promise<void> {
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"], frameAncestors: ["'none'"] },
    },
    strictTransportSecurity: mode === 'production' ? { maxAge: TWO_YEARS_SECONDS, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
}
