/** A session: one sign-in, and the family of refresh tokens that came from it. */
import type { Authentication, ProviderOf } from '../../../../schema/caller.js';

const MINUTE_MS = 60_000;
/** A session ends when no refresh came for so long. */
export const SESSION_IDLE_MS = 30 * MINUTE_MS;
/** A session ends so long after sign-in, whatever is done. */
export const SESSION_LIFETIME_MS = 12 * 60 * MINUTE_MS;
export const ACCESS_TOKEN_LIFETIME_MS = 5 * MINUTE_MS;

/** Why a session ended before its time. ACCESS_ENDED: nothing is left that the account may open (V35). */
export type SessionEnd =
  'SIGNED_OUT' | 'REFRESH_REUSED' | 'ACCESS_ENDED' | 'PASSWORD_CHANGED' | 'ACCOUNT_CHANGED' | 'COMPROMISED' | 'LOCKED';

export interface Session {
  id: string;
  account: string;
  createdAt: Date;
  expiresAt: Date;
  /** How its holder signed in: organisations differ in what they demand (V27, R13). */
  authentication: Authentication;
  /** Of OIDC: by whose provider. */
  provider: ProviderOf | null;
}

/** UNKNOWN: never issued. REUSED: used before. OVER: the session has ended, been idle too long or run out. */
export type Rotation = { outcome: 'ROTATED' | 'REUSED' | 'OVER'; session: Session } | { outcome: 'UNKNOWN' };

export interface Sessions {
  /** Null as well when its account is blocked. */
  findLive(id: string, now: Date, idleSince: Date): Promise<(Session & { accountName: string }) | null>;
  /** Trades a refresh token for the next one. Of any number of simultaneous uses of one token one gets ROTATED. */
  rotate(used: Buffer, next: Buffer, now: Date, idleSince: Date): Promise<Rotation>;
  /** When the account signed in last, this session not counted. */
  lastSignIn(account: string, except: string): Promise<Date | null>;
}

/** As a step sees them: changed nowhere else. */
export interface SessionsInStep extends Sessions {
  /** @param refreshHash of the first refresh token. */
  start(session: Session, refreshHash: Buffer): Promise<void>;
  /** False when it had ended already. */
  end(id: string, reason: SessionEnd, at: Date): Promise<boolean>;
  /** Ends what has not ended of an account; the ids of those. @param except one that goes on. */
  endAll(account: string, reason: SessionEnd, at: Date, except?: string | null): Promise<string[]>;
}
