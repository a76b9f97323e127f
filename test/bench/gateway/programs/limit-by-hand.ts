/**
 * A limit: the big question answered by hand: fixed calls to the subgraphs, their answers parsed, put together, and
 * written; no planning, no checking.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { Pool } from 'undici';
import { BIG } from '../graph/graph.js';
import { told } from './told.js';

const [identity, dossier, audit] = told.subgraphs.map((url) => new Pool(new URL(url).origin, { connections: 64 }));
const OWN = /name \{[^}]*\}\s+birthDate/.exec(BIG)?.[0] ?? '';
const DOSSIER = BIG.slice(BIG.indexOf('reports'), BIG.indexOf('accessLog')).trim();
const LOG = /accessLog[^}]*\}/.exec(BIG)?.[0] ?? '';

createServer((request, response) => {
  void textOf(request)
    .then((body) => answer(JSON.parse(body) as { query: string; variables: { id: string } }))
    .then((text) =>
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
        .end(text),
    );
}).listen(told.port, '127.0.0.1');

async function answer({ query, variables }: { query: string; variables: { id: string } }): Promise<string> {
  const root = (await ask(identity, `query($id: ID!) { client(id: $id) { __typename id ${OWN} } }`, variables)) as {
    client: Record<string, unknown>;
  };
  const { __typename, ...client } = root.client;
  if (!query.includes('reports')) return JSON.stringify({ data: { client } });
  const representations = [{ __typename, id: client['id'] }];
  const [one, other] = await Promise.all([
    entity(dossier, DOSSIER, representations),
    entity(audit, LOG, representations),
  ]);
  return JSON.stringify({ data: { client: { ...client, ...one, ...other } } });
}

async function entity(pool: Pool | undefined, fields: string, representations: unknown[]): Promise<object | undefined> {
  const query = `query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Client { ${fields} } } }`;
  return ((await ask(pool, query, { representations })) as { _entities: object[] })._entities[0];
}

async function ask(pool: Pool | undefined, query: string, variables: object): Promise<unknown> {
  if (pool === undefined) throw new Error('SUBGRAPHS names three urls');
  const { body } = await pool.request({
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return ((await body.json()) as { data: unknown }).data;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
