/** Judges access tokens (RFC 9068): one algorithm, our issuer and audience, keys of identity and of nobody else. */
import { createLocalJWKSet, errors, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose';
import { ACCESS_TOKEN, CALLS } from '../../schema/calls.js';
import { Refused } from '../refused.js';
import type { SubgraphCalls } from '../subgraph-calls.js';

/** A key that identity has withdrawn is forgotten after this long. */
const KEYS_LIFETIME_MS = 5 * 60_000;
/** An unknown kid makes us look again, but not for every token that somebody makes up. */
const LOOK_AGAIN_MS = 10_000;

export interface TokenClaims {
  account: string;
  session: string;
}

export class AccessTokens {
  private keys: { set: JSONWebKeySet; at: number } | null = null;
  private fetching: Promise<JSONWebKeySet> | null = null;

  constructor(
    private readonly calls: SubgraphCalls,
    private readonly clock: () => Date,
    private readonly limitMs: number,
  ) {}

  /** @throws Refused UNAUTHENTICATED, or UNAVAILABLE while the keys cannot be had. */
  async verify(token: string): Promise<TokenClaims> {
    const set = await this.publicKeys();
    try {
      return await this.judge(token, set);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || !this.mayLookAgain()) throw unauthenticated(error);
    }
    return this.judge(token, await this.fetch()).catch((error: unknown) => {
      throw unauthenticated(error);
    });
  }

  /** The keys as identity publishes them; also what `/.well-known/jwks.json` gives. */
  async publicKeys(): Promise<JSONWebKeySet> {
    if (this.keys !== null && this.clock().getTime() - this.keys.at < KEYS_LIFETIME_MS) return this.keys.set;
    return this.fetch();
  }

  private async judge(token: string, set: JSONWebKeySet): Promise<TokenClaims> {
    const { payload } = await jwtVerify(token, createLocalJWKSet(set), {
      algorithms: [ACCESS_TOKEN.algorithm],
      typ: ACCESS_TOKEN.type,
      issuer: ACCESS_TOKEN.issuer,
      audience: ACCESS_TOKEN.audience,
      currentDate: this.clock(),
      requiredClaims: ['exp', 'iat', 'sub', 'sid'],
    });
    return claimsOf(payload);
  }

  private mayLookAgain(): boolean {
    return this.keys === null || this.clock().getTime() - this.keys.at >= LOOK_AGAIN_MS;
  }

  private fetch(): Promise<JSONWebKeySet> {
    this.fetching ??= this.calls
      .ask('identity', CALLS.accessTokenKeys, {}, this.limitMs)
      .then((answer) => {
        const set = answer as JSONWebKeySet;
        this.keys = { set, at: this.clock().getTime() };
        return set;
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
