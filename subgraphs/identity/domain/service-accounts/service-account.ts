/** A reporting tool that reads for one organisation, known by its keys: no person, no password (RFC 7523). */
import type { ServiceScope } from '../../../../schema/service-token.js';
import type { PageRequest } from '../../../connection.js';
import type { PublicKey } from './public-key.js';

/** Two, so that a tool takes a new key into use before the old one is retired. */
export const MOST_LIVE_KEYS = 2;

/** A tool asks for another token when this one runs out; there is no refresh token. */
export const SERVICE_TOKEN_LIFETIME_MS = 5 * 60_000;

export interface ServiceAccountKey extends PublicKey {
  registeredAt: Date;
  retiredAt: Date | null;
}

export interface ServiceAccount {
  id: string;
  organisation: string;
  name: string;
  scopes: ServiceScope[];
  createdAt: Date;
  /** The account of the administrator who made it known and answers for it. */
  registeredBy: string | null;
  endedAt: Date | null;
  /** The oldest first; retired ones stay, so that they are not registered again. */
  keys: ServiceAccountKey[];
}

/** One access token of a tool. */
export interface ServiceSession {
  /** The `sid` of the token. */
  id: string;
  account: string;
  /** With which key it was asked. */
  kid: string;
  scopes: ServiceScope[];
  issuedAt: Date;
  expiresAt: Date;
}

export interface ServiceAccounts {
  find(id: string): Promise<ServiceAccount | null>;
  /** In order of their age, the oldest first; one more than the page holds when there is a next one. */
  ofOrganisation(organisation: string, page: PageRequest): Promise<ServiceAccount[]>;
  /** Null when it ran out, or when the account or the key with which it was asked has ended. */
  findLiveSession(id: string, now: Date): Promise<{ session: ServiceSession; account: ServiceAccount } | null>;
}

/** As a step sees them: changed nowhere else. */
export interface ServiceAccountsInStep extends ServiceAccounts {
  add(account: Omit<ServiceAccount, 'keys' | 'endedAt'>, key: PublicKey): Promise<void>;
  /** Waits until nobody else changes it, and lasts as long as the step. */
  findLocked(id: string): Promise<ServiceAccount | null>;
  addKey(id: string, key: PublicKey, at: Date): Promise<void>;
  /** False when it had been retired already. */
  retireKey(id: string, kid: string, at: Date): Promise<boolean>;
  /** False when it had ended already. */
  end(id: string, at: Date): Promise<boolean>;
  startSession(session: ServiceSession): Promise<void>;
}

export function liveKeys({ keys }: Pick<ServiceAccount, 'keys'>): ServiceAccountKey[] {
  return keys.filter(({ retiredAt }) => retiredAt === null);
}
