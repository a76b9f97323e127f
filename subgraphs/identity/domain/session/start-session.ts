import { randomUUID } from 'node:crypto';
import type { SignedInBy } from '../../../../schema/caller.js';
import { nextSteps, type NextStep } from '../first-steps/next-steps.js';
import { newRefreshToken, type AccessTokens } from './session-tokens.js';
import {
  ACCESS_TOKEN_LIFETIME_MS,
  SESSION_LIFETIME_MS,
  type Session,
  type Sessions,
  type SessionsInStep,
} from './session.js';
import type { Standing } from '../standing.js';

export interface SessionNeeds {
  sessions: Sessions;
  accessTokens: AccessTokens;
}

/** A session as it is handed to the person who signed in: the only time that its refresh token is seen. */
export interface IssuedSession {
  id: string;
  accessToken: string;
  accessTokenExpiresAt: Date;
  refreshToken: string;
  /** Of a sign-in in two steps: by this the device is known the next time. */
  deviceToken: string | null;
  /** The end that no refresh moves. */
  expiresAt: Date;
  nextSteps: NextStep[];
}

/** @param standing as it is for whoever signed in that way. */
export async function startSession(
  needs: SessionNeeds & { sessions: SessionsInStep },
  { account, standing, authentication, provider = null }: { account: string; standing: Standing } & SignedInBy,
  now: Date,
): Promise<IssuedSession> {
  const expiresAt = new Date(now.getTime() + SESSION_LIFETIME_MS);
  const session = { id: randomUUID(), account, createdAt: now, expiresAt, authentication, provider };
  const refresh = newRefreshToken();
  await needs.sessions.start(session, refresh.hash);
  return issueTokens(needs.accessTokens, session, refresh.token, standing, now);
}

export async function issueTokens(
  accessTokens: AccessTokens,
  session: Session,
  refreshToken: string,
  standing: Standing,
  now: Date,
): Promise<IssuedSession> {
  const expiresAt = new Date(Math.min(now.getTime() + ACCESS_TOKEN_LIFETIME_MS, session.expiresAt.getTime()));
  const token = { account: session.account, session: session.id, issuedAt: now, expiresAt };
  return {
    id: session.id,
    accessToken: await accessTokens.issue(token),
    accessTokenExpiresAt: expiresAt,
    refreshToken,
    deviceToken: null,
    expiresAt: session.expiresAt,
    nextSteps: nextSteps(standing, now),
  };
}
