/** Contestants that stand beside each other over the same subgraphs, ready to be asked. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { BIG, bodiesOf, NAMES, supergraphOver, type Name } from './bench-graph.js';
import { accessToken } from './bench-caller.js';
import { folderOf, type Contestant, type Place } from './contestants.js';
import { freePort, keepToCore, Program } from './program.js';

/** The gateways get one core; the load and what stands behind them the other. */
const GATEWAY_CORE = 0;
const OTHER_CORE = 1;

export interface Standing {
  contestant: Contestant;
  port: number;
  program: Program;
  headers: Record<string, string>;
}

export interface Arena {
  standing: Standing[];
  /** Why somebody is not there. */
  missing: string[];
  close: () => Promise<void>;
}

export async function openArena(contestants: readonly Contestant[]): Promise<Arena> {
  keepToCore(OTHER_CORE);
  const folder = mkdtempSync(join(tmpdir(), 'inzage-bench-gateway-'));
  const programs: Program[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(programs.map((program) => program.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const place = await upstream(folder, programs);
    const token = await accessToken();
    const standing: Standing[] = [];
    const missing: string[] = [];
    for (const contestant of contestants) {
      const from = folderOf(contestant);
      if (from === null) {
        missing.push(`${contestant.name} could not be had from the registry`);
        continue;
      }
      const port = await freePort();
      const program = Program.start(contestant.command({ ...place, port }, from), GATEWAY_CORE);
      programs.push(program);
      const headers: Record<string, string> =
        contestant.ours === true ? { authorization: `Bearer ${token}`, 'x-forwarded-proto': 'https' } : {};
      const isRight = await program
        .ready(() => answersRight(port, headers, place.expected))
        .then(
          () => true,
          (error: unknown) => {
            if (contestant.peer === undefined) throw error;
            missing.push(`${contestant.name} did not answer as the others: ${(error as Error).message}`);
            return false;
          },
        );
      if (isRight) standing.push({ contestant, port, program, headers });
    }
    return { standing, missing, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function upstream(folder: string, programs: Program[]): Promise<Omit<Place, 'port'> & { expected: unknown }> {
  const ports = await Promise.all(NAMES.map(freePort));
  const file = fileURLToPath(new URL('upstream.js', import.meta.url));
  const program = Program.start({ node: [file, JSON.stringify(ports)] }, OTHER_CORE);
  programs.push(program);
  const subgraphs = ports.map((port) => `http://127.0.0.1:${port}/graphql`);
  await program.ready(async () => (await ask(ports[0] ?? 0, '{"query":"{ __typename }"}')) !== undefined);
  const urls = Object.fromEntries(NAMES.map((name, index) => [name, subgraphs[index]])) as Record<Name, string>;
  const supergraph = join(folder, 'supergraph.graphql');
  writeFileSync(supergraph, supergraphOver(urls));
  const expected = await expectedAnswer(ports);
  const answer = join(folder, 'answer.json');
  writeFileSync(answer, JSON.stringify(expected));
  return { supergraph, subgraphs, answer, expected };
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

async function answersRight(port: number, headers: Record<string, string>, expected: unknown): Promise<boolean> {
  const [body = ''] = bodiesOf(BIG);
  return isDeepStrictEqual(await ask(port, body, headers), expected);
}

async function ask(port: number, body: string, headers: Record<string, string> = {}): Promise<unknown> {
  const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return answer.json();
}
