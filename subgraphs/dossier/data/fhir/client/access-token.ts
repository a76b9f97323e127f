/**
 * The token with which we read: OAuth 2.0 client credentials with a signed assertion (RFC 7523 §2.2 and §3, SMART
 * Backend Services). Kept until shortly before it expires, and fetched once for all who wait for it.
 */
import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import type { OauthClient } from '../../../ecd-address.js';
import { goodAnswer, isObject, parsed } from './answers.js';
import type { Connection, Received } from './connection.js';
import { FhirFault, untilEnded } from './fhir-fault.js';

const ASSERTION_LIFE_S = 120;
/** A token is not used any more when it can end on its way. */
const MARGIN_MS = 30_000;
/** RFC 6749 §5.1 lets the server be silent about it. */
const UNSAID_LIFE_S = 60;
/** RFC 6750 §2.1. */
const TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;
/** RFC 6749 §5.2: what may be repeated of a refusal. */
const REFUSALS = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
];

interface Token {
  value: string;
  until: number;
}

export interface TokenOptions {
  client: OauthClient;
  connection: Connection;
  timeLimitMs: number;
  clock: () => number;
}

export class AccessTokens {
  private token: Token | null = null;
  private fetching: Promise<Token> | null = null;

  constructor(private readonly options: TokenOptions) {}

  /** @throws FhirFault FHIR_TOKEN_REFUSED, or what any question can end in. */
  async current(signal: AbortSignal): Promise<string> {
    const { token } = this;
    if (token !== null && this.options.clock() < token.until) return token.value;
    // the fetch has a time limit of its own: when one who waits for it has gone, the others still wait
    this.fetching ??= this.fetch().finally(() => {
      this.fetching = null;
    });
    const { value } = await untilEnded(this.fetching, signal);
    return value;
  }

  /** The server takes this token no longer: another one, unless that is there already. */
  async insteadOf(refused: string, signal: AbortSignal): Promise<string> {
    if (this.token?.value === refused) this.token = null;
    return this.current(signal);
  }

  private async fetch(): Promise<Token> {
    const { client, connection, timeLimitMs, clock } = this.options;
    const { tokenUrl: url, scope } = client;
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await assertion(client, Math.floor(clock() / 1_000)),
      ...(scope !== undefined && { scope }),
    });
    const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
    const question = { method: 'POST', url, headers, body: form.toString() } as const;
    const asked = clock();
    this.token = tokenIn(await connection.ask(question, AbortSignal.timeout(timeLimitMs)), asked);
    return this.token;
  }
}

async function assertion({ clientId, tokenUrl, key }: OauthClient, now: number): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: key.alg, typ: 'JWT', ...(key.kid !== undefined && { kid: key.kid }) })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(tokenUrl)
    .setJti(randomUUID())
    .setIssuedAt(now)
    .setExpirationTime(now + ASSERTION_LIFE_S)
    .sign(await importJWK(key, key.alg));
}

function tokenIn(received: Received, asked: number): Token {
  if (received.status === 400 || received.status === 401) {
    throw new FhirFault('FHIR_TOKEN_REFUSED', { detail: refusalIn(received) });
  }
  const answer = goodAnswer(received);
  const { access_token: value, token_type: type, expires_in: life } = isObject(answer) ? answer : {};
  if (typeof value !== 'string' || !TOKEN.test(value) || String(type).toLowerCase() !== 'bearer') {
    throw new FhirFault('FHIR_TOKEN_REFUSED', { detail: 'no bearer token' });
  }
  const lifeMs = (typeof life === 'number' && life > 0 ? life : UNSAID_LIFE_S) * 1_000;
  return { value, until: asked + Math.max(lifeMs - MARGIN_MS, lifeMs / 2) };
}

function refusalIn({ body, status }: Received): string {
  try {
    const { error } = parsed(body) as { error?: unknown };
    return REFUSALS.find((refusal) => refusal === error) ?? String(status);
  } catch {
    return String(status);
  }
}
