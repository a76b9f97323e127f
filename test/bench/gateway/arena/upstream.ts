/** The subgraphs behind every gateway, and what every gateway has to answer. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BIG, bodiesOf, NAMES, supergraphOver, type Name } from '../graph/graph.js';
import { PROGRAMS } from './contestants.js';
import type { Place } from './place.js';
import { freePort, Program } from './program.js';

export interface Upstream {
  program: Program;
  place: Omit<Place, 'port'>;
  /** To the big question. */
  expected: unknown;
}

/** @param folder for what the contestants read. */
export async function openUpstream(folder: string, core: number): Promise<Upstream> {
  const ports = await Promise.all(NAMES.map(freePort));
  const program = Program.start({ args: [join(PROGRAMS, 'upstream.js'), JSON.stringify(ports)] }, core);
  try {
    const subgraphs = ports.map((port) => `http://127.0.0.1:${port}/graphql`);
    await program.ready(async () => (await ask(ports[0] ?? 0, '{"query":"{ __typename }"}')) !== undefined);
    const urls = Object.fromEntries(NAMES.map((name, index) => [name, subgraphs[index]])) as Record<Name, string>;
    const supergraph = join(folder, 'supergraph.graphql');
    writeFileSync(supergraph, supergraphOver(urls));
    const expected = await expectedAnswer(ports);
    const answer = join(folder, 'answer.json');
    writeFileSync(answer, JSON.stringify(expected));
    return { program, place: { supergraph, subgraphs, answer }, expected };
  } catch (error) {
    await program.stop();
    throw error;
  }
}

/** What every gateway has to answer to the big question, put together from the subgraphs' own answers. */
async function expectedAnswer([identity = 0, dossier = 0, audit = 0]: readonly number[]): Promise<unknown> {
  const [body = ''] = bodiesOf(BIG);
  const { id } = (JSON.parse(body) as { variables: { id: string } }).variables;
  const fields = BIG.slice(BIG.indexOf('reports'), BIG.lastIndexOf('}', BIG.lastIndexOf('}') - 1));
  const [first, second = ''] = fields.split('accessLog');
  const of = async (port: number, selection: string): Promise<object> => {
    const query = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Client { ${selection} } } }`;
    const variables = { r: [{ __typename: 'Client', id }] };
    const answer = (await ask(port, JSON.stringify({ query, variables }))) as { data: { _entities: object[] } };
    return answer.data._entities[0] ?? {};
  };
  const own = await of(identity, 'id name { given prefix family } birthDate');
  return {
    data: { client: { ...own, ...(await of(dossier, first ?? '')), ...(await of(audit, `accessLog${second}`)) } },
  };
}

export async function ask(port: number, body: string, headers: Record<string, string> = {}): Promise<unknown> {
  const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return answer.json();
}
