/**
 * Calls between the programs are signed, in the header `inzage-call`, bound to who calls, whom, which path, the exact
 * body and a few seconds: by a JWS, and once the two have agreed on a key by a MAC under it. A program accepts nothing
 * else (attack case 4).
 */
import { createHash } from 'node:crypto';
import type { Caller, Program } from '../../schema/caller.js';

export const CALL_HEADER = 'inzage-call';
/** Of an answer: the key that the called program offers to agree on. */
export const OFFER_HEADER = 'inzage-call-key';

/** The JWS form. */
export const CALL_TYPE = 'inzage-call+jwt';
export const ALGORITHM = 'EdDSA';

export const LIFETIME_SECONDS = 15;
/** How far the clocks of two programs may be apart; with the lifetime, a call is good for at most 30 s. */
export const CLOCK_TOLERANCE_SECONDS = 5;

export interface CallToSign {
  audience: Program;
  path: string;
  body: string;
  /** On whose behalf; absent for calls that a program makes for itself. */
  caller?: Caller;
}

export interface SignedCall {
  issuer: Program;
  path: string;
  caller: Caller | null;
}

/** What is read from a call before it is believed that it was never made before. */
export interface ClaimedCall {
  call: SignedCall;
  /** No two calls have the same. */
  id: string;
}

/** Why a call was refused; the caller is told nothing but 401. */
export class CallRefused extends Error {}

/** Of a body, as the JWS form has it. */
export function digest(body: string): string {
  return createHash('sha256').update(body).digest('base64url');
}
