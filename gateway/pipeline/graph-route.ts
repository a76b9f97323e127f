/** The graph itself: each request is judged by its size, gets its caller and its time limit, and goes to Apollo. */
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import { graphRequestOf } from './graph-request.js';
import type { Identify } from './identification.js';
import type { JudgeSize } from './query-limits.js';
import { lifetimeOf, requestScope, type RequestScope } from './request-scope.js';

export interface GraphRoute {
  apollo: ApolloServer<RequestScope>;
  judgeSize: JudgeSize;
  identify: Identify;
  clock: () => Date;
  limitMs: number;
}

export function answerGraph(
  server: FastifyInstance,
  { apollo, judgeSize, identify, clock, limitMs }: GraphRoute,
): void {
  const scopes = new WeakMap<object, RequestScope>();
  const answer = fastifyApolloHandler(apollo, {
    context: (request) => {
      const scope = scopes.get(request);
      if (scope === undefined) throw new Error('a request reached the graph without its caller');
      return Promise.resolve(scope);
    },
  });
  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: async (request, reply) => {
      judgeSize(graphRequestOf(request));
      const signal = lifetimeOf(reply, limitMs);
      const scope = { caller: await identify(request), now: clock(), signal };
      scopes.set(request, scope);
      void reply.header('cache-control', 'no-store');
      return requestScope.run(scope, () => answer.call(server, request, reply));
    },
  });
}
