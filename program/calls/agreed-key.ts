/**
 * A key that two programs agree on, so that a call costs a MAC and not a signature. The called program offers a lasting
 * X25519 key, the same in all its copies; the calling one makes a key for itself, and vouches for it with its Ed25519
 * signature in a grant (ECDH and HKDF as RFC 7748 and RFC 5869 have them). Whoever only listens learns neither key; who
 * answers in another's place gets a grant that the other does not take.
 */
import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto';
import { jwtVerify, SignJWT, type CryptoKey } from 'jose';
import type { Program } from '../../schema/caller.js';

const TYPE = 'inzage-call-key+jwt';
const ALGORITHM = 'EdDSA';
export const GRANT_LIFETIME_SECONDS = 3_600;
/** An X25519 private key in PKCS #8 is this and its 32 bytes; a public one in SPKI likewise (RFC 8410). */
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex');
const PUBLIC_PREFIX = Buffer.from('302a300506032b656e032100', 'hex');

/** What a program offers to those who call it. */
export interface KeyOffer {
  /** Base64url of the public key. */
  text: string;
  privateKey: KeyObject;
}

/** @param secret of the program, the same in all its copies. */
export function keyOffer(secret: Buffer): KeyOffer {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', 'inzage call agreement', 32));
  const privateKey = createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, seed]), format: 'der', type: 'pkcs8' });
  return { text: publicText(createPublicKey(privateKey)), privateKey };
}

export interface AgreedKey {
  /** Vouches for the key; goes with every call. */
  grant: string;
  secret: Buffer;
}

interface Parties {
  issuer: Program;
  audience: Program;
}

/** Takes up an offer. @param offer base64url, as heard. @throws Error when it is no key. */
export async function agreeOn(
  offer: string,
  { issuer, audience }: Parties,
  signing: { key: CryptoKey; kid: string },
): Promise<AgreedKey> {
  const own = generateKeyPairSync('x25519');
  const ownText = publicText(own.publicKey);
  const secret = derive(own.privateKey, offer, [issuer, audience, offer, ownText]);
  const grant = await new SignJWT({ epk: ownText, apk: offer })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: signing.kid })
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(`${GRANT_LIFETIME_SECONDS}s`)
    .sign(signing.key);
  return { grant, secret };
}

/** The key behind a grant, and until when it is good (ms). @throws Error unless the issuer vouched for it, towards this very offer. */
export async function keyBehind(
  grant: string,
  { issuer, audience }: Parties,
  signedBy: CryptoKey,
  offer: KeyOffer,
): Promise<{ secret: Buffer; until: number }> {
  const { payload } = await jwtVerify(grant, signedBy, {
    algorithms: [ALGORITHM],
    typ: TYPE,
    issuer,
    audience,
    maxTokenAge: GRANT_LIFETIME_SECONDS,
    requiredClaims: ['exp', 'iat', 'epk', 'apk'],
  });
  const { epk, apk, exp = 0 } = payload;
  if (apk !== offer.text || typeof epk !== 'string') throw new Error('granted towards another key');
  const secret = derive(offer.privateKey, epk, [issuer, audience, offer.text, epk]);
  return { secret, until: exp * 1000 };
}

/** Of texts that cannot run into one another, the body last. */
export function macOf(secret: Buffer, head: string, body: string): Buffer {
  return createHmac('sha256', secret).update(head).update('.').update(body).digest();
}

export function isMacOf(secret: Buffer, head: string, body: string, mac: string): boolean {
  const given = Buffer.from(mac, 'base64url');
  const right = macOf(secret, head, body);
  return given.length === right.length && timingSafeEqual(given, right);
}

function derive(privateKey: KeyObject, other: string, binding: readonly string[]): Buffer {
  const key = Buffer.concat([PUBLIC_PREFIX, Buffer.from(other, 'base64url')]);
  const publicKey = createPublicKey({ key, format: 'der', type: 'spki' });
  const shared = diffieHellman({ privateKey, publicKey });
  return Buffer.from(hkdfSync('sha256', shared, '', `inzage call ${binding.join(' ')}`, 32));
}

function publicText(key: KeyObject): string {
  return key.export({ format: 'der', type: 'spki' }).subarray(PUBLIC_PREFIX.length).toString('base64url');
}
