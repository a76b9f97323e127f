/** A gateway before made-up subgraphs, with a say in what identity knows and in how each subgraph behaves. */
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, type GraphQLSchema } from 'graphql';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import type { GatewayConfiguration } from '../../gateway/config.js';
import { startGateway } from '../../gateway/gateway.js';
import type { SubgraphName } from '../../gateway/subgraph-calls.js';
import { InProcessStore } from '../../program/in-process-store.js';
import { createLog } from '../../program/log.js';
import type { SignedCall } from '../../program/calls/terms.js';
import { CallVerifier } from '../../program/calls/verifier.js';
import { inProcessTransport, type Answer, type Request, type Transport } from '../../program/transport.js';
import type { AuditEvent } from '../../schema/audit-event.js';
import { ACCESS_TOKEN, ACCOUNT_CHANGED, CALLS } from '../../schema/calls.js';
import type { CallerRelation, SessionFacts } from '../../schema/caller.js';
import { SUBGRAPH_RESOLVERS, SUBGRAPH_SDL, SUPERGRAPH } from './made-up-graph.js';

export interface Received extends SignedCall {
  to: SubgraphName;
  headers: Record<string, string>;
  /** What the subgraph was asked: the operation, or the body of another call. */
  query: string;
  body: unknown;
}

export interface GraphAnswer {
  status: number;
  headers: Headers;
  text: string;
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
  extensions?: unknown;
}

export interface AskOptions {
  token?: string | null;
  variables?: Record<string, unknown>;
  operationName?: string;
  headers?: Record<string, string>;
}

export const ACCOUNT = '7d1f4a52-0000-4000-8000-000000000001';
export const SESSION = 'e2b3c7aa-0000-4000-8000-000000000002';

export function relation(change: Partial<CallerRelation> = {}): CallerRelation {
  return {
    id: `relation-${change.client ?? 'a'}`,
    client: 'a',
    ecdClient: 'ecd-1',
    organisation: 'vivium',
    role: 'CONTACT',
    sections: [],
    relatedPerson: null,
    validFrom: '2026-01-01T00:00:00Z',
    validUntil: null,
    pending: [],
    version: 1,
    ...change,
  };
}

export function facts(relations: CallerRelation[], staff: SessionFacts['staff'] = []): SessionFacts {
  return {
    session: SESSION,
    account: ACCOUNT,
    name: 'Anja de Graaf',
    relations,
    staff,
    authentication: 'PASSWORD_SMS',
  };
}

export async function keyPair(kid: string): Promise<{ privateKey: CryptoKey; publicJwk: JWK; privateJwk: JWK }> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const [publicJwk, privateJwk] = await Promise.all([exportJWK(publicKey), exportJWK(privateKey)]);
  return { privateKey, publicJwk: { ...publicJwk, kid, alg: 'EdDSA' }, privateJwk: { ...privateJwk, kid } };
}

export class Front {
  /** What identity knows of the one session there is. */
  facts: SessionFacts | null = facts([relation()]);
  keys: JWK[] = [];
  readonly received: Received[] = [];
  readonly recorded: AuditEvent[] = [];
  /** Takes the place of a program's answer while it is set. */
  readonly behaviour: Partial<Record<SubgraphName, (request: Request, call: SignedCall) => Promise<Answer> | null>> =
    {};
  now: Date | null = null;
  readonly store = new InProcessStore();
  url = '';
  /** Gives the gateway another supergraph. */
  replace: (supergraph: string) => void = () => undefined;
  private close: () => Promise<void> = () => Promise.resolve();

  private constructor(private readonly signing: CryptoKey) {}

  static async start(change: Partial<GatewayConfiguration> = {}): Promise<Front> {
    const [call, token] = await Promise.all([keyPair('gateway-1'), keyPair('token-1')]);
    const front = new Front(token.privateKey);
    front.keys = [token.publicJwk];
    const transport = async (name: SubgraphName): Promise<Transport> => {
      const verifier = await CallVerifier.create(name, { gateway: [call.publicJwk] }, front.store);
      const schema = buildSubgraphSchema({
        typeDefs: parse(SUBGRAPH_SDL[name]),
        resolvers: SUBGRAPH_RESOLVERS[name],
      });
      return inProcessTransport((request) => front.answer(name, schema, verifier, request), 5_000);
    };
    const running = await startGateway(
      {
        mode: 'development',
        host: '127.0.0.1',
        port: 0,
        callKey: call.privateJwk,
        corsOrigins: ['https://portaal.example'],
        trustedProxies: [],
        tls: null,
        supergraph: SUPERGRAPH,
        ...change,
      },
      {
        transports: {
          identity: await transport('identity'),
          dossier: await transport('dossier'),
          audit: await transport('audit'),
        },
        store: front.store,
        log: createLog('gateway', 'silent'),
        clock: () => front.now ?? new Date(),
      },
    );
    front.url = running.url;
    front.replace = running.replace;
    front.close = running.close;
    return front;
  }

  stop(): Promise<void> {
    return this.close();
  }

  /** An access token as identity signs them; `change` makes it a bad one. */
  async token(change: JWTPayload = {}, header: Record<string, unknown> = {}): Promise<string> {
    return new SignJWT({ sid: SESSION, ...change })
      .setProtectedHeader({ alg: 'EdDSA', typ: ACCESS_TOKEN.type, kid: 'token-1', ...header })
      .setSubject(change.sub ?? ACCOUNT)
      .setIssuer(change.iss ?? ACCESS_TOKEN.issuer)
      .setAudience(change.aud ?? ACCESS_TOKEN.audience)
      .setIssuedAt()
      .setExpirationTime(change.exp ?? '5m')
      .sign(this.signing);
  }

  /** Asks the graph; signed in unless told otherwise by `token: null`. */
  async ask(query: string, { token, variables, operationName, headers }: AskOptions = {}): Promise<GraphAnswer> {
    const bearer = token === undefined ? await this.token() : token;
    return this.post(JSON.stringify({ query, variables, operationName }), {
      ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
      ...headers,
    });
  }

  async post(body: string, headers: Record<string, string> = {}): Promise<GraphAnswer> {
    const answer = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, ...(JSON.parse(text) as object) };
  }

  /** The operations that one subgraph was asked. */
  operations(name: SubgraphName): string[] {
    return this.received.filter(({ to, path }) => to === name && path === '/graphql').map(({ query }) => query);
  }

  calls(path: string): Received[] {
    return this.received.filter((call) => call.path === path);
  }

  /** Identity learns something new about the account, and says so. */
  async change(known: SessionFacts | null): Promise<void> {
    this.facts = known;
    await this.store.publish(ACCOUNT_CHANGED, ACCOUNT);
  }

  forget(): void {
    this.received.length = 0;
    this.recorded.length = 0;
  }

  private async answer(
    to: SubgraphName,
    schema: GraphQLSchema,
    verifier: CallVerifier,
    request: Request,
  ): Promise<Answer> {
    const call = await verifier.verify(request.headers['inzage-call'], request.path, request.body);
    const body = JSON.parse(request.body) as { query?: string; variables?: Record<string, unknown> };
    this.received.push({ ...call, to, headers: request.headers, query: body.query ?? '', body });
    const other = this.behaviour[to]?.(request, call);
    if (other) return other;
    switch (request.path) {
      case CALLS.accessTokenKeys:
        return json({ keys: this.keys });
      case CALLS.sessionFacts:
        return json((body as { session?: string }).session === SESSION ? this.facts : null);
      case CALLS.recordEvents:
        this.recorded.push(...(body as unknown as AuditEvent[]));
        return json(null);
      default:
        return json(await graphql({ schema, source: body.query ?? '', variableValues: body.variables ?? null }));
    }
  }
}

export function json(body: unknown, status = 200): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
