/** A session: one sign-in, and the family of refresh tokens that came from it. */

/** Why a session ended before its time. ACCESS_ENDED: nothing is left that the account may open (V35). */
export type SessionEnd = 'SIGNED_OUT' | 'REFRESH_REUSED' | 'ACCESS_ENDED';
