/** A call as it travels under an agreed key: `<grant>~<caller>.<claims>.<mac>`; the MAC also covers the body. */
import { randomUUID } from 'node:crypto';
import type { Caller } from '../../schema/caller.js';
import { isMacOf, macOf, type AgreedKey } from './agreed-key.js';
import {
  CallRefused,
  CLOCK_TOLERANCE_SECONDS,
  LIFETIME_SECONDS,
  type CallToSign,
  type ClaimedCall,
  type SignedCall,
} from './terms.js';

const FORM = /^([\w.-]+)~([\w-]*)\.([\w-]+)\.([\w-]+)$/;

interface Claims {
  path: string;
  iat: number;
  jti: string;
}

/** All calls of a request have the same caller: said once, sent often. */
const callers = new WeakMap<Caller, string>();

export function callUnderKey({ grant, secret }: AgreedKey, { path, body, caller }: CallToSign): string {
  const claims: Claims = { path, iat: Math.floor(Date.now() / 1000), jti: randomUUID() };
  const head = `${caller === undefined ? '' : callerText(caller)}.${encoded(claims)}`;
  return `${grant}~${head}.${macOf(secret, head, body).toString('base64url')}`;
}

export function isUnderKey(header: string): boolean {
  return header.includes('~');
}

export interface ReceivedUnderKey {
  grant: string;
  /** What the MAC covers beside the body. */
  head: string;
  caller: string;
  claims: string;
  mac: string;
}

/** Null: it is no call of this form. */
export function receivedUnderKey(header: string): ReceivedUnderKey | null {
  const [, grant, caller, claims, mac] = FORM.exec(header) ?? [];
  if (grant === undefined || caller === undefined || claims === undefined || mac === undefined) return null;
  return { grant, head: `${caller}.${claims}`, caller, claims, mac };
}

/** @throws CallRefused unless the MAC is right, the path the very one, and the call fresh. */
export function claimedUnderKey(
  received: ReceivedUnderKey,
  secret: Buffer,
  issuer: SignedCall['issuer'],
  { path, body }: { path: string; body: string },
): ClaimedCall {
  if (!isMacOf(secret, received.head, body, received.mac)) throw new CallRefused('not of the agreed key');
  // whoever could make the MAC is one of our own programs: what it says has the right form
  const claims = decoded(received.claims) as Claims;
  if (claims.path !== path) throw new CallRefused('made for another path');
  const age = Date.now() / 1000 - claims.iat;
  if (age > LIFETIME_SECONDS + CLOCK_TOLERANCE_SECONDS) throw new CallRefused('made too long ago');
  if (age < -CLOCK_TOLERANCE_SECONDS) throw new CallRefused('made in the future');
  const caller = received.caller === '' ? null : (decoded(received.caller) as Caller);
  return { call: { issuer, path, caller }, id: claims.jti };
}

function callerText(caller: Caller): string {
  const known = callers.get(caller);
  if (known !== undefined) return known;
  const text = encoded(caller);
  callers.set(caller, text);
  return text;
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decoded(text: string): unknown {
  return JSON.parse(Buffer.from(text, 'base64url').toString());
}
