import type { FastifyInstance } from 'fastify';
import type { Mode } from '../config.js';

/** Answers are data, never a page: nothing may run, frame, refer or be read as something else (OWASP ASVS 5.0, 3.4). */
const ALWAYS = {
  'content-security-policy': "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
} as const;

const TWO_YEARS = 'max-age=63072000; includeSubDomains';

/** HSTS in production (V8, RFC 6797). */
export function securityHeaders(mode: Mode): Readonly<Record<string, string>> {
  return { ...ALWAYS, ...(mode === 'production' && { 'strict-transport-security': TWO_YEARS }) };
}

export function addSecurityHeaders(server: FastifyInstance, mode: Mode): void {
  const headers = securityHeaders(mode);
  server.addHook('onRequest', async (_request, reply) => void reply.headers(headers));
}
