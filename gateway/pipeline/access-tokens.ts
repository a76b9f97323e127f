/** Judges access tokens (RFC 9068): one algorithm, our issuer and audience, keys of identity and of nobody else. */
import { createLocalJWKSet, errors, jwtVerify, type JSONWebKeySet, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { ACCESS_TOKEN, CALLS } from '../../schema/calls.js';
import { Refused } from '../refused.js';
import type { SubgraphCalls } from '../subgraph-calls.js';

/** A key that identity has withdrawn is forgotten after this long. */
const KEYS_LIFETIME_MS = 5 * 60_000;
/** An unknown kid makes us look again, but not for every token that somebody makes up. */
const LOOK_AGAIN_MS = 10_000;
/** A front end sends the same token for five minutes: its signature is judged once. */
const MOST_TOKENS = 10_000;

export interface TokenClaims {
  account: string;
  session: string;
}

interface Keys {
  set: JSONWebKeySet;
  find: JWTVerifyGetKey;
  at: number;
  /** Tokens that these keys signed; the oldest first. They go when the keys go. */
  good: Map<string, TokenClaims & { until: number }>;
}

export class AccessTokens {
  private keys: Keys | null = null;
  private fetching: Promise<Keys> | null = null;

  constructor(
    private readonly calls: SubgraphCalls,
    private readonly clock: () => Date,
    private readonly limitMs: number,
  ) {}

  /** @throws Refused UNAUTHENTICATED, or UNAVAILABLE while the keys cannot be had. */
  async verify(token: string): Promise<TokenClaims> {
    const keys = await this.currentKeys();
    try {
      return await this.judge(token, keys);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || !this.mayLookAgain()) throw unauthenticated(error);
    }
    return this.judge(token, await this.fetch()).catch((error: unknown) => {
      throw unauthenticated(error);
    });
  }

  /** The keys as identity publishes them; also what `/.well-known/jwks.json` gives. */
  async publicKeys(): Promise<JSONWebKeySet> {
    return (await this.currentKeys()).set;
  }

  private async currentKeys(): Promise<Keys> {
    if (this.keys !== null && this.clock().getTime() - this.keys.at < KEYS_LIFETIME_MS) return this.keys;
    return this.fetch();
  }

  private async judge(token: string, { find, good }: Keys): Promise<TokenClaims> {
    const now = this.clock();
    const known = good.get(token);
    if (known !== undefined && now.getTime() < known.until) return known;
    good.delete(token);
    const { payload } = await jwtVerify(token, find, {
      algorithms: [ACCESS_TOKEN.algorithm],
      typ: ACCESS_TOKEN.type,
      issuer: ACCESS_TOKEN.issuer,
      audience: ACCESS_TOKEN.audience,
      currentDate: now,
      requiredClaims: ['exp', 'iat', 'sub', 'sid'],
    });
    const claims = claimsOf(payload);
    good.set(token, { ...claims, until: (payload.exp ?? 0) * 1000 });
    const [oldest] = good.keys();
    if (good.size > MOST_TOKENS && oldest !== undefined) good.delete(oldest);
    return claims;
  }

  private mayLookAgain(): boolean {
    return this.keys === null || this.clock().getTime() - this.keys.at >= LOOK_AGAIN_MS;
  }

  private fetch(): Promise<Keys> {
    this.fetching ??= this.calls
      .ask('identity', CALLS.accessTokenKeys, {}, this.limitMs)
      .then((answer) => {
        const set = answer as JSONWebKeySet;
        this.keys = { set, find: createLocalJWKSet(set), at: this.clock().getTime(), good: new Map() };
        return this.keys;
      })
      .finally(() => {
        this.fetching = null;
      });
    return this.fetching;
  }
}

function claimsOf({ sub, sid }: JWTPayload): TokenClaims {
  if (typeof sub !== 'string' || typeof sid !== 'string') throw new Error('sub and sid are strings');
  return { account: sub, session: sid };
}

function unauthenticated(cause: unknown): Refused {
  return cause instanceof Refused ? cause : new Refused('UNAUTHENTICATED', { status: 401, cause });
}
