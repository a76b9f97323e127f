/** The two ceremonies of WebAuthn: a passkey is made, a passkey is used. What they need of a library is a port. */
import type { OrganisationPolicy, Organisations } from '../../../../organisations/policy.js';
import { keyedHash } from '../keyed-hash.js';
import type { PasskeyCredential } from './second-factor.js';

/** For whom a passkey is good: one portal, at its fixed address (R24). */
export interface RelyingParty {
  /** Its host. */
  id: string;
  origin: string;
  name: string;
}

export interface PasskeyHolder {
  account: string;
  email: string;
  name: string;
}

/** Options and answers are what a browser's WebAuthn takes and gives, as JSON. The user is always verified. */
export interface PasskeyCeremonies {
  creationOptions(
    party: RelyingParty,
    holder: PasskeyHolder,
    challenge: Buffer,
    known: PasskeyCredential[],
  ): Promise<object>;
  /** Null when it does not answer the challenge, comes from elsewhere or did not verify the user. */
  verifyCreation(party: RelyingParty, challenge: Buffer, answer: object): Promise<PasskeyCredential | null>;
  requestOptions(party: RelyingParty, challenge: Buffer, allowed: PasskeyCredential[]): Promise<object>;
  /** The new count; null as above, for a signature by another key, and when the count has not gone up. */
  verifyUse(
    party: RelyingParty,
    challenge: Buffer,
    answer: object,
    credential: PasskeyCredential,
  ): Promise<number | null>;
}

export function relyingParty({ portalUrl, portalName }: OrganisationPolicy): RelyingParty {
  const { hostname, origin } = new URL(portalUrl);
  return { id: hostname, origin, name: portalName };
}

/** The one a passkey was made for; null when its portal is no more. */
export function relyingPartyOf(organisations: Organisations, id: string): RelyingParty | null {
  return [...organisations.values()].map(relyingParty).find((party) => party.id === id) ?? null;
}

/** Bound to one sign-in, or to one passkey that is made: it is as good as random for whoever lacks the key. */
export function passkeyChallenge(key: Buffer, use: 'creation' | 'sign-in', id: string): Buffer {
  return keyedHash(key, `passkey ${use}`, id);
}
