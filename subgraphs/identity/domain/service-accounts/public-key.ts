/** The public half of a tool's key, as it was registered: a JSON Web Key (RFC 7517) of one of three kinds. */
import { createHash, createPublicKey, type JsonWebKey } from 'node:crypto';
import type { AssertionAlgorithm } from '../../../../schema/service-token.js';
import { DomainError } from '../../../domain-error.js';

export interface PublicKey {
  kid: string;
  algorithm: AssertionAlgorithm;
  /** Public members only. */
  jwk: Record<string, string>;
  /** RFC 7638: the same key under another name is the same key. */
  thumbprint: string;
}

interface Kind {
  algorithm: AssertionAlgorithm;
  kty: string;
  crv?: string;
  /** In the order of RFC 7638. */
  members: readonly string[];
}

const KINDS: readonly Kind[] = [
  { algorithm: 'EdDSA', kty: 'OKP', crv: 'Ed25519', members: ['crv', 'kty', 'x'] },
  { algorithm: 'ES256', kty: 'EC', crv: 'P-256', members: ['crv', 'kty', 'x', 'y'] },
  { algorithm: 'PS256', kty: 'RSA', members: ['e', 'kty', 'n'] },
];

/** RFC 7518 §6: whoever sends one of these has sent the private key, or a secret. */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];
const LONGEST = 5_000;
const RSA_BITS = { least: 2048, most: 8192 };
const LEAST_RSA_EXPONENT = 65_537n;
const KID = /^[\w.~-]{1,100}$/;

/**
 * Takes from a JSON Web Key what verifies signatures, and nothing else.
 * @throws DomainError BAD_INPUT for whatever is not the public half of a key of a known kind.
 */
export function readPublicKey(text: string): PublicKey {
  const given = parse(text);
  const kind = KINDS.find(({ kty, crv }) => given['kty'] === kty && given['crv'] === crv);
  const isPrivate = PRIVATE_MEMBERS.some((member) => Object.hasOwn(given, member));
  if (kind === undefined || isPrivate || !isForSigning(given, kind)) throw badKey();
  const jwk = Object.fromEntries(kind.members.map((member) => [member, textOf(given[member])]));
  if (!isSound(jwk)) throw badKey();
  const thumbprint = createHash('sha256').update(JSON.stringify(jwk)).digest('base64url');
  const kid = given['kid'] === undefined ? thumbprint : textOf(given['kid']);
  if (!KID.test(kid)) throw badKey();
  return { kid, algorithm: kind.algorithm, jwk, thumbprint };
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = text.length > LONGEST ? null : JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // falls through: whatever it is, it is no key
  }
  throw badKey();
}

/** RFC 7517 §4.2, §4.4: what a key says of its own use has to fit. */
function isForSigning({ use = 'sig', alg }: Record<string, unknown>, { algorithm }: Kind): boolean {
  return use === 'sig' && (alg === undefined || alg === algorithm);
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw badKey();
  return value;
}

/** A point on its curve; of RSA a size that is neither too weak nor a burden to verify. */
function isSound(jwk: JsonWebKey): boolean {
  try {
    const { modulusLength, publicExponent } = createPublicKey({ key: jwk, format: 'jwk' }).asymmetricKeyDetails ?? {};
    if (modulusLength === undefined) return true;
    const strong = modulusLength >= RSA_BITS.least && modulusLength <= RSA_BITS.most;
    return strong && publicExponent !== undefined && publicExponent >= LEAST_RSA_EXPONENT;
  } catch {
    return false;
  }
}

function badKey(): DomainError {
  return new DomainError('BAD_INPUT', { fields: ['publicKey'] });
}
