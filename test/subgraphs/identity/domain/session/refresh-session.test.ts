import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AccountEntity } from '../../../../../subgraphs/identity/data/entities/account.entity.js';
import { refreshSession } from '../../../../../subgraphs/identity/domain/session/refresh-session.js';
import { findSessionFacts } from '../../../../../subgraphs/identity/domain/session/session-facts.js';
import { signOut } from '../../../../../subgraphs/identity/domain/session/sign-out.js';
import { HOUR, MINUTE, openIdentity, settled, type IdentityInTest } from '../../support/identity-in-test.js';

let identity: IdentityInTest;
let account: string;
let session: { id: string; refreshToken: string };

beforeAll(async () => {
  identity = await openIdentity();
});
afterAll(() => identity.close());

beforeEach(async () => {
  ({ account } = await settled(identity, 'CLIENT', await identity.rows.client()));
  ({ session } = await identity.signedIn(account));
  for (const list of [identity.log, identity.announced]) list.length = 0;
});

const refresh = (token = session.refreshToken) => refreshSession(identity.needs, token, identity.occasion());
const isLive = async () => (await findSessionFacts(identity.needs, session.id, identity.clock.now)) !== null;
const ended = expect.objectContaining({ code: 'SESSION_ENDED' });

describe('refreshing a session', () => {
  it('gives new tokens, of which the refresh token works once more', async () => {
    const second = await refresh();
    expect(second.id).toBe(session.id);
    expect(second.refreshToken).not.toBe(session.refreshToken);
    await expect(refresh(second.refreshToken)).resolves.toMatchObject({ id: session.id });
  });

  it('keeps no refresh token, only its hash', async () => {
    const { refreshToken } = await refresh();
    const rows = await identity.database.query<unknown[]>('SELECT * FROM refresh_token WHERE session_id = $1', [
      session.id,
    ]);
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toContain(refreshToken);
  });

  it('is refused after thirty minutes without one', async () => {
    identity.wait(30 * MINUTE);
    expect(await isLive()).toBe(false);
    await expect(refresh()).rejects.toEqual(ended);
  });

  it('keeps a session alive, but never past twelve hours', async () => {
    const start = identity.clock.now.getTime();
    let { refreshToken } = session;
    for (let n = 1; n < 25; n += 1) {
      identity.wait(29 * MINUTE);
      ({ refreshToken } = await refresh(refreshToken));
    }
    identity.clock.now = new Date(start + 12 * HOUR - MINUTE);
    const last = await refresh(refreshToken);
    expect(last.accessTokenExpiresAt).toEqual(new Date(start + 12 * HOUR));
    identity.wait(MINUTE);
    expect(await isLive()).toBe(false);
    await expect(refresh(last.refreshToken)).rejects.toEqual(ended);
  });

  it('is refused for a token that was never issued', async () => {
    await expect(refresh('bedacht')).rejects.toEqual(ended);
    await expect(refresh('')).rejects.toEqual(ended);
    expect(await isLive()).toBe(true);
    const record = { kind: 'SESSION_ENDED', outcome: 'REFUSED', account: null, session: null };
    expect(identity.log).toEqual([expect.objectContaining(record), expect.objectContaining(record)]);
  });

  it('is refused once the account is locked', async () => {
    await identity.database
      .getRepository(AccountEntity)
      .update(account, { lockedAt: identity.clock.now, lockedReason: 'misbruik' });
    expect(await isLive()).toBe(false);
    await expect(refresh()).rejects.toEqual(ended);
    expect(identity.log).toEqual([expect.objectContaining({ outcome: 'REFUSED', account, session: session.id })]);
  });
});

describe('a refresh token that is used twice (attack case 16)', () => {
  it('ends the session, with the tokens that came from it', async () => {
    const second = await refresh();
    await expect(refresh()).rejects.toEqual(ended);
    expect(await isLive()).toBe(false);
    await expect(refresh(second.refreshToken)).rejects.toEqual(ended);
  });

  it('goes on record each time, and is pushed once', async () => {
    await refresh();
    await expect(refresh()).rejects.toEqual(ended);
    await expect(refresh()).rejects.toEqual(ended);
    const record = { kind: 'SESSION_ENDED', account, organisation: 'vivium', session: session.id };
    expect(identity.log).toEqual([expect.objectContaining(record), expect.objectContaining(record)]);
    expect(identity.announced).toEqual([account]);
  });

  it('wins exactly once when it is used twenty times at once, and then the session is ended', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => refresh()));
    const winners = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    expect(winners).toHaveLength(1);
    expect(await isLive()).toBe(false);
    await expect(refresh(winners[0]?.value.refreshToken)).rejects.toEqual(ended);
  });

  it("leaves the account's other sessions alone", async () => {
    const other = await identity.signedIn(account);
    await refresh();
    await expect(refresh()).rejects.toEqual(ended);
    await expect(refresh(other.session.refreshToken)).resolves.toHaveProperty('id');
  });
});

describe('signing out', () => {
  it('ends this session only, at once, and is pushed and recorded', async () => {
    const here = await identity.signedIn(account);
    await expect(signOut(identity.needs, false, here.occasion())).resolves.toBe(true);
    await expect(refresh(here.session.refreshToken)).rejects.toEqual(ended);
    expect(await isLive()).toBe(true);
    expect(identity.announced).toEqual([account]);
    expect(identity.log).toEqual([
      expect.objectContaining({ kind: 'SIGN_OUT', outcome: 'OK', organisation: 'vivium', session: here.session.id }),
      expect.objectContaining({ kind: 'SESSION_ENDED', outcome: 'REFUSED', session: here.session.id }),
    ]);
  });

  it('ends all sessions when asked to', async () => {
    const here = await identity.signedIn(account);
    await signOut(identity.needs, true, here.occasion());
    expect(await isLive()).toBe(false);
    await expect(refresh()).rejects.toEqual(ended);
  });
});
