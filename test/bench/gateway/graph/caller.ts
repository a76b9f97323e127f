/** Who asks when gateways are measured: the representative of six clients, signed in. */
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { importJWK, SignJWT, type JWK } from 'jose';
import { ACCESS_TOKEN } from '../../../../schema/calls.js';
import { SECTIONS, type SessionFacts } from '../../../../schema/caller.js';
import { CLIENTS } from './graph.js';

/** Of the benchmark only: every process makes the same keys from a word. */
export const OFFER_SECRET = seed('the key that the subgraphs offer');
export const CALL_KEY = privateJwk('calls of the gateway', 'gateway');
const TOKEN_KEY = privateJwk('access tokens', 'tokens');

export function tokenKeys(): { keys: JWK[] } {
  const { kty, crv, x, kid } = TOKEN_KEY;
  return { keys: [{ kty, crv, x, kid, alg: ACCESS_TOKEN.algorithm }] };
}

export function sessionFacts(): SessionFacts {
  return {
    session: 'session-1',
    account: 'account-1',
    name: 'Anja de Graaf',
    relations: CLIENTS.map((client, index) => ({
      id: `relation-${index}`,
      client,
      ecdClient: `C-${index}`,
      organisation: 'vivium',
      role: 'REPRESENTATIVE',
      sections: [...SECTIONS],
      relatedPerson: null,
      validFrom: '2026-01-01T00:00:00Z',
      validUntil: null,
      pending: [],
      version: 1,
    })),
    staff: [],
    authentication: 'PASSWORD_SMS',
  };
}

/** Good for the whole of a benchmark. */
export async function accessToken(): Promise<string> {
  return new SignJWT({ sid: 'session-1' })
    .setProtectedHeader({ alg: ACCESS_TOKEN.algorithm, typ: ACCESS_TOKEN.type, kid: 'tokens' })
    .setSubject('account-1')
    .setIssuer(ACCESS_TOKEN.issuer)
    .setAudience(ACCESS_TOKEN.audience)
    .setIssuedAt()
    .setExpirationTime('6h')
    .sign(await importJWK(TOKEN_KEY, ACCESS_TOKEN.algorithm));
}

function privateJwk(word: string, kid: string): JWK {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex'); // RFC 8410: an Ed25519 key in PKCS #8
  const key = createPrivateKey({ key: Buffer.concat([prefix, seed(word)]), format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return { kty: 'OKP', crv: 'Ed25519', x, d: seed(word).toString('base64url'), kid };
}

function seed(word: string): Buffer {
  return createHash('sha256').update(word).digest();
}
