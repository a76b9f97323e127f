/**
 * The subgraphs behind every gateway that is measured, as one process: each question is answered by graphql-js once, and
 * from memory ever after, so that the gateway alone counts. Given: the ports of identity, dossier and audit.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, type GraphQLSchema } from 'graphql';
import { keyOffer } from '../../../../program/calls/agreed-key.js';
import { OFFER_HEADER } from '../../../../program/calls/terms.js';
import { CALLS } from '../../../../schema/calls.js';
import { NAMES, RESOLVERS, typesOf, type Name } from '../graph/graph.js';
import { OFFER_SECRET, sessionFacts, tokenKeys } from '../graph/caller.js';

const ports = JSON.parse(process.argv[2] ?? '[]') as number[];
const offer = keyOffer(OFFER_SECRET).text;

for (const [index, name] of NAMES.entries()) {
  const schema = buildSubgraphSchema({ typeDefs: parse(typesOf(name)), resolvers: RESOLVERS[name] as never });
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    void bodyOf(request)
      .then((body) => answerTo(name, schema, request.url ?? '', body))
      .then((answer) =>
        response
          .writeHead(200, {
            'content-type': 'application/json',
            'content-length': answer.length,
            ...(request.headers['inzage-call'] !== undefined && { [OFFER_HEADER]: offer }),
          })
          .end(answer),
      );
  });
  server.listen(ports[index], '127.0.0.1');
}
/** Questions of a benchmark that never asks the same are not kept for ever. */
const MOST_ANSWERS = 8_000;
const answers = new Map<string, Buffer>();

/** A gateway of federation 1 asks for the types, and expects of them what somebody wrote: not what the library adds. */
async function answerTo(name: Name, schema: GraphQLSchema, path: string, body: string): Promise<Buffer> {
  if (path === CALLS.accessTokenKeys) return Buffer.from(JSON.stringify(tokenKeys()));
  if (path === CALLS.sessionFacts) return Buffer.from(JSON.stringify(sessionFacts()));
  const known = answers.get(`${name} ${body}`);
  if (known !== undefined) return known;
  const { query, variables, operationName } = JSON.parse(body) as {
    query: string;
    variables?: Record<string, unknown>;
    operationName?: string;
  };
  const result = query.includes('_service')
    ? { data: { _service: { sdl: typesOf(name).replace('type Query', 'extend type Query') } } }
    : await graphql({ schema, source: query, variableValues: variables ?? {}, operationName });
  const answer = Buffer.from(JSON.stringify(result));
  if (answers.size >= MOST_ANSWERS) answers.clear();
  answers.set(`${name} ${body}`, answer);
  return answer;
}

function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => resolve(Buffer.concat(parts).toString()));
    request.on('error', reject);
  });
}
