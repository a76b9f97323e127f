/** RFC 8414: what a reporting tool has to know of us, at the address where its library looks. */
import type { FastifyInstance } from 'fastify';
import { ASSERTION_ALGORITHMS, SERVICE_SCOPES } from '../../schema/service-token.js';
import { TOKEN_PATH } from './service-tokens.js';

export function describeTokens(server: FastifyInstance, publicUrl: string): void {
  const metadata = {
    issuer: publicUrl,
    token_endpoint: `${publicUrl}${TOKEN_PATH}`,
    jwks_uri: `${publicUrl}/.well-known/jwks.json`,
    grant_types_supported: ['client_credentials'],
    response_types_supported: [],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ASSERTION_ALGORITHMS,
    scopes_supported: SERVICE_SCOPES,
  };
  server.get('/.well-known/oauth-authorization-server', (_request, reply) =>
    reply.header('cache-control', 'public, max-age=3600').type('application/json').send(metadata),
  );
}
