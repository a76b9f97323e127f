import type { Program } from '../../schema/caller.js';
import { CallRefused } from './terms.js';

/** Reads the issuer of a JWS before verification, only to choose the key that must then fit. @throws CallRefused. */
export function claimedIssuer(jws: string): Program {
  try {
    const payload = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as { iss?: unknown };
    return payload.iss as Program;
  } catch {
    throw new CallRefused('not a signed call');
  }
}
