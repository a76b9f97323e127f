/**
 * The graph itself, before and after Apollo: what happens to a request to `/graphql`, in order. It stands beside the HTTP
 * library and not behind it, which would cost as much again as all of Apollo's pipeline.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap, type ApolloServer, type HTTPGraphQLResponse } from '@apollo/server';
import { OperationTypeNode } from 'graphql';
import type { FrontConfiguration } from '../../config.js';
import type { Limits } from '../../limits.js';
import { Refused } from '../../refused.js';
import { errorAnswer } from '../error-answers.js';
import type { Mask } from '../error-mask.js';
import { askedByAddress, askedByBody, type Asked } from '../graph-request.js';
import type { Identify } from '../identification.js';
import type { JudgeSize } from '../query-limits.js';
import { demandHost } from '../request-target.js';
import { lifetimeOf, type RequestScope } from '../request-scope.js';
import type { Safelist } from '../../safelist/safelist.js';
import { AnswerWriter } from './answer-writer.js';
import { answerTypeOf } from './answer-type.js';
import { arrivals, type Arrive, type Arrived } from './asking.js';
import { Capacity } from './capacity.js';
import { demandForm } from './request-form.js';
import { demandJson, parseBody, readBody } from './request-body.js';

export interface GraphFrontParts {
  apollo: ApolloServer<RequestScope>;
  safelist: Safelist;
  judgeSize: JudgeSize;
  identify: Identify;
  mask: Mask;
  clock: () => Date;
  limits: Limits;
}

/** Of the headers, what Apollo judges by: whether another site could have sent this. */
const FOR_APOLLO = ['content-type', 'x-apollo-operation-name', 'apollo-require-preflight'];

interface Outcome {
  answer: HTTPGraphQLResponse;
  operation: OperationTypeNode | null;
}

export class GraphFront {
  private readonly arrive: Arrive;
  private readonly writer: AnswerWriter;
  private readonly reading: Capacity;
  private readonly running: Capacity;
  private readonly demandsTls: boolean;

  constructor(
    configuration: FrontConfiguration,
    private readonly parts: GraphFrontParts,
  ) {
    const { bodies, atOnce, waiting } = parts.limits;
    this.arrive = arrivals(configuration.trustedProxies);
    this.writer = new AnswerWriter(configuration.mode, configuration.corsOrigins);
    this.reading = new Capacity(bodies, 0);
    this.running = new Capacity(atOnce, waiting);
    this.demandsTls = configuration.mode === 'production';
  }

  /** Preflights are for the HTTP library. */
  serves({ url = '', method }: IncomingMessage): boolean {
    return (url === '/graphql' || url.startsWith('/graphql?')) && method !== 'OPTIONS';
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const arrived = this.arrive(request);
    const type = answerTypeOf(request.headers.accept);
    const written = { request, response, type };
    try {
      this.demandMessage(request, arrived);
      if (type === null) throw new Refused('BAD_REQUEST', { status: 406 });
      const { answer, operation } = await this.outcome(request, response, arrived);
      await this.writer.write(written, answer, operation !== OperationTypeNode.MUTATION);
    } catch (error) {
      if (!response.writable) return; // nobody waits for it
      this.writer.writeError(written, errorAnswer(error as Error, arrived, this.parts.mask));
    }
  }

  /** @throws Refused TLS_REQUIRED (V8), BAD_REQUEST. */
  private demandMessage({ method, headers }: IncomingMessage, { isSecure }: Arrived): void {
    if (this.demandsTls && !isSecure) throw new Refused('TLS_REQUIRED', { status: 403 });
    if (method !== 'GET' && method !== 'POST') throw new Refused('BAD_REQUEST', { status: 405 });
    demandHost(headers);
    if (method === 'POST') demandJson(headers);
  }

  private async outcome(request: IncomingMessage, response: ServerResponse, arrived: Arrived): Promise<Outcome> {
    const { safelist, judgeSize, limits } = this.parts;
    this.running.refuseWhenFull();
    const signal = lifetimeOf({ raw: response }, limits.requestMs);
    const asked = safelist.resolve(await this.read(request, signal));
    const operation = judgeSize(asked.said);
    demandForm(asked, request.headers);
    await this.running.enter(signal);
    try {
      return { answer: await this.execute(request, asked, arrived, signal), operation };
    } finally {
      this.running.leave();
    }
  }

  private async read(request: IncomingMessage, signal: AbortSignal): Promise<Asked> {
    if (request.method === 'GET') return askedByAddress(request.url ?? '');
    await this.reading.enter(signal);
    try {
      return askedByBody(parseBody(await readBody(request, this.parts.limits.body, signal)));
    } finally {
      this.reading.leave();
    }
  }

  private async execute(
    { headers }: IncomingMessage,
    { method, search, body }: Asked,
    arrived: Arrived,
    signal: AbortSignal,
  ): Promise<HTTPGraphQLResponse> {
    const { apollo, identify, clock } = this.parts;
    const scope = { caller: await identify(arrived), now: clock(), signal };
    const judged = new HeaderMap();
    for (const name of FOR_APOLLO) {
      const value = headers[name];
      if (typeof value === 'string') judged.set(name, value);
    }
    return apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method, headers: judged, search, body },
      context: () => Promise.resolve(scope),
    });
  }
}
