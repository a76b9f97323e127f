/** Where a client gets its access token: OAuth 2.0 client credentials with a signed assertion (RFC 7523, SMART backend services). */
import { randomBytes } from 'node:crypto';
import { importJWK, jwtVerify, type JWK } from 'jose';

const LIFE_SECONDS = 300;
/** SMART: an assertion lives five minutes at most. */
const LONGEST_ASSERTION_SECONDS = 300;
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Who may come, and the public key that the client signs with. */
export interface KnownClient {
  clientId: string;
  key: JWK & { alg: string };
}

export interface TokenAnswer {
  status: number;
  body: Record<string, unknown>;
}

export class TokenDesk {
  private readonly tokens = new Map<string, number>();
  private readonly seen = new Map<string, number>();

  /** @param url its own address: an assertion for anybody else is worth nothing here. */
  constructor(
    private readonly url: () => string,
    private readonly client: KnownClient,
  ) {}

  async answer(form: URLSearchParams): Promise<TokenAnswer> {
    if (form.get('grant_type') !== 'client_credentials') return refusal(400, 'unsupported_grant_type');
    const scope = form.get('scope') ?? 'system/*.read';
    if (!scope.split(' ').every((one) => /^system\/\S+\.(read|rs?)$/.test(one))) return refusal(400, 'invalid_scope');
    const isSigned = form.get('client_assertion_type') === ASSERTION_TYPE;
    if (!isSigned || !(await this.knows(form.get('client_assertion') ?? ''))) return refusal(401, 'invalid_client');
    const token = randomBytes(32).toString('base64url');
    this.tokens.set(token, Date.now() + LIFE_SECONDS * 1000);
    return { status: 200, body: { access_token: token, token_type: 'Bearer', expires_in: LIFE_SECONDS, scope } };
  }

  /** @param authorization header of a request. */
  lets(authorization: string | undefined): boolean {
    const [, token = ''] = /^Bearer (\S+)$/i.exec(authorization ?? '') ?? [];
    forgetPast(this.tokens);
    return this.tokens.has(token);
  }

  private async knows(assertion: string): Promise<boolean> {
    const { clientId, key } = this.client;
    try {
      const { payload } = await jwtVerify(assertion, await importJWK(key, key.alg), {
        issuer: clientId,
        subject: clientId,
        audience: this.url(),
        algorithms: [key.alg],
        requiredClaims: ['exp', 'jti'],
      });
      const { exp = 0, jti = '' } = payload;
      if (exp > Date.now() / 1000 + LONGEST_ASSERTION_SECONDS || this.seen.has(jti)) return false;
      forgetPast(this.seen);
      this.seen.set(jti, exp * 1000);
      return true;
    } catch {
      return false; // whatever is wrong with it, it is not theirs
    }
  }
}

function forgetPast(untils: Map<string, number>): void {
  for (const [name, until] of untils) if (until <= Date.now()) untils.delete(name);
}

const refusal = (status: number, error: string): TokenAnswer => ({ status, body: { error } });
