/** A call as it travels under an agreed key: `<grant>~<facts>.<claims>.<mac>`; the MAC also covers the body. */
import { randomUUID } from 'node:crypto';
import type { Caller, SessionFacts } from '../../schema/caller.js';
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
  /** All of the caller but the facts; absent when nobody is behind the call. */
  caller?: Omit<Caller, 'facts'>;
}

/** Facts are one object for as long as the gateway keeps them: written once, sent often. */
const written = new WeakMap<SessionFacts, string>();

export function callUnderKey({ grant, secret }: AgreedKey, { path, body, caller }: CallToSign): string {
  const claims: Claims = { path, iat: Math.floor(Date.now() / 1000), jti: randomUUID() };
  const { facts = null, ...others } = caller ?? {};
  if (caller !== undefined) claims.caller = others as Omit<Caller, 'facts'>;
  const head = `${facts === null ? '' : factsText(facts)}.${encoded(claims)}`;
  return `${grant}~${head}.${macOf(secret, head, body).toString('base64url')}`;
}

export function isUnderKey(header: string): boolean {
  return header.includes('~');
}

export interface ReceivedUnderKey {
  grant: string;
  /** What the MAC covers beside the body. */
  head: string;
  /** Empty for a caller who has not signed in, and for no caller. */
  facts: string;
  claims: string;
  mac: string;
}

/** Null: it is no call of this form. */
export function receivedUnderKey(header: string): ReceivedUnderKey | null {
  const [, grant, facts, claims, mac] = FORM.exec(header) ?? [];
  if (grant === undefined || facts === undefined || claims === undefined || mac === undefined) return null;
  return { grant, head: `${facts}.${claims}`, facts, claims, mac };
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
  const facts = received.facts === '' ? null : (decoded(received.facts) as SessionFacts);
  const caller = claims.caller === undefined ? null : { facts, ...claims.caller };
  return { call: { issuer, path, caller }, id: claims.jti };
}

function factsText(facts: SessionFacts): string {
  const known = written.get(facts);
  if (known !== undefined) return known;
  const text = encoded(facts);
  written.set(facts, text);
  return text;
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decoded(text: string): unknown {
  return JSON.parse(Buffer.from(text, 'base64url').toString());
}
