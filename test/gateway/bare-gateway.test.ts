/** Any federation graph, from a file or an address, followed when it changes. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { GraphQLError } from 'graphql';
import { startBareGateway, type BareGateway } from '../../gateway/bare/bare-gateway.js';
import { readSource, watchSource } from '../../gateway/supergraph-source.js';
import { createLog } from '../../program/log.js';
import { FederatedGraph, type Service } from './execution/federated-graph.js';

const log = createLog('gateway', 'silent');

const PEOPLE: Service = {
  sdl: 'type Query { person: Person } type Person @key(fields: "id") { id: ID! name: String }',
  resolvers: { Query: { person: () => ({ id: 'p1', name: 'Anja' }) } },
};
const care = (field: string): Service => ({
  sdl: `type Person @key(fields: "id") { id: ID! ${field}: String }`,
  resolvers: { Person: { __resolveReference: ({ id }: { id: string }) => ({ id, [field]: `${field} of ${id}` }) } },
});

/** Holds its answer until it is let go. */
class Held {
  private release: () => void = () => undefined;
  private arrive: () => void = () => undefined;
  readonly arrived = new Promise<void>((resolve) => (this.arrive = resolve));
  readonly released = new Promise<void>((resolve) => (this.release = resolve));

  hold(): Promise<void> {
    this.arrive();
    return this.released;
  }

  letGo(): void {
    this.release();
  }
}

let subgraphs: Server;
let origin: string;
let folder: string;
let gateway: BareGateway;
let held: Held | null = null;
let stopWatching: () => void = () => undefined;
/** By the first part of the path: each supergraph has its own. */
const graphs = new Map<string, FederatedGraph>();

/** The supergraph of these services, who are at `/<version>/<name>`. */
function supergraphOf(version: string, services: Record<string, Service>): string {
  const federated = new FederatedGraph(services);
  graphs.set(version, federated);
  return federated.supergraph.replace(/http:\/\/(\w+)\/graphql/g, `${origin}/${version}/$1`);
}

async function ask(query: string, variables?: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query, variables });
  const answer = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body });
  return answer.json();
}

beforeAll(async () => {
  subgraphs = createServer((request, response) => {
    const [, version = '', name = ''] = (request.url ?? '').split('/');
    const answer = async (): Promise<void> => {
      const body = await text(request);
      if (name === 'care') await held?.hold();
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(await graphs.get(version)?.answer(name, body));
    };
    void answer();
  });
  await new Promise<void>((resolve) => subgraphs.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(subgraphs.address() as AddressInfo).port}`;
  folder = await mkdtemp(join(tmpdir(), 'inzage-test-bare-'));
  const first = supergraphOf('first', { people: PEOPLE, care: care('plan') });
  gateway = await startBareGateway({ host: '127.0.0.1', port: 0 }, first, log);
});
afterAll(async () => {
  stopWatching();
  await gateway.close();
  subgraphs.closeAllConnections();
  subgraphs.close();
  await rm(folder, { recursive: true });
});

describe('the gateway before any graph', () => {
  it('asks the subgraphs where the supergraph says that they are', async () => {
    expect(await ask('{ person { name plan } }')).toEqual({ data: { person: { name: 'Anja', plan: 'plan of p1' } } });
  });

  it('says in words what is wrong', async () => {
    expect(await ask('{ nobody }')).toMatchObject({ errors: [{ message: expect.stringContaining('nobody') }] });
    expect(await ask('mutation { change }')).toMatchObject({
      errors: [{ message: 'A mutation is not offered.', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
    expect(await ask('query($__proto__: Int) { person { name } }', { ['__proto__']: 1 })).toEqual({
      errors: [{ message: expect.stringContaining('prototype'), extensions: { code: 'BAD_REQUEST' } }],
    });
  });

  it('goes over to another graph while a request finishes on the old one', async () => {
    held = new Held();
    const before = ask('{ person { plan } }');
    await held.arrived;
    gateway.replace(supergraphOf('second', { people: PEOPLE, care: care('goal') }));
    const { released } = held;
    held.letGo();
    await released;
    held = null;
    expect(await ask('{ person { goal } }')).toEqual({ data: { person: { goal: 'goal of p1' } } });
    expect(await before).toEqual({ data: { person: { plan: 'plan of p1' } } });
    expect(await ask('{ person { plan } }')).toMatchObject({ errors: [expect.anything()] });
  });

  it('drops nothing of a stream of requests while the graph changes back and forth', async () => {
    const versions = ['third', 'fourth'].map((name) => supergraphOf(name, { people: PEOPLE, care: care('goal') }));
    const answers: Promise<unknown>[] = [];
    for (let round = 0; round < 4; round += 1) {
      for (let number = 0; number < 5; number += 1) answers.push(ask('{ person { goal } }'));
      await answers.at(-3);
      gateway.replace(versions[round % 2] ?? '');
    }
    const right = { data: { person: { goal: 'goal of p1' } } };
    expect(await Promise.all(answers)).toEqual(answers.map(() => right));
  });

  it('keeps its graph when the next one is none', async () => {
    expect(() => gateway.replace('type Query { a: Int }')).toThrow();
    expect(await ask('{ person { goal } }')).toEqual({ data: { person: { goal: 'goal of p1' } } });
  });

  it('names the subgraph that does not answer, and says why', async () => {
    const graph = supergraphOf('nobody', { people: PEOPLE, care: care('goal') });
    gateway.replace(graph.replace(`${origin}/nobody/care`, 'http://127.0.0.1:1/'));
    expect(await ask('{ person { name goal } }')).toMatchObject({
      data: { person: { name: 'Anja', goal: null } },
      errors: [{ path: ['person', 'goal'], extensions: { serviceName: 'care', reason: expect.stringContaining('1') } }],
    });
  });

  it('names the subgraph whose answer has an error, with what it said of it', async () => {
    const refused = new GraphQLError('No goal today.', { extensions: { code: 'CLOSED' } });
    const resolvers = { Person: { __resolveReference: ({ id }: { id: string }) => ({ id, goal: refused }) } };
    gateway.replace(supergraphOf('refusing', { people: PEOPLE, care: { ...care('goal'), resolvers } }));
    expect(await ask('{ person { name goal } }')).toMatchObject({
      data: { person: { name: 'Anja', goal: null } },
      errors: [
        { message: 'No goal today.', path: ['person', 'goal'], extensions: { serviceName: 'care', code: 'CLOSED' } },
      ],
    });
  });

  it('keeps to the access rules of a supergraph that has them', async () => {
    const rules = `extend schema @composeDirective(name: "@access")
        @link(url: "https://inzage.example/access/v1.0", import: ["@access"])
      directive @access(anyone: String, client: String) on FIELD_DEFINITION`;
    const sdl = `${rules} type Query { open: Int @access(anyone: "yes") closed: Int @access(client: "yes") }`;
    const resolvers = { Query: { open: () => 1, closed: () => 2 } };
    gateway.replace(supergraphOf('fifth', { only: { sdl, resolvers } }));
    expect(await ask('{ open closed }')).toMatchObject({
      data: { open: 1, closed: null },
      errors: [{ path: ['closed'], extensions: { code: 'UNAUTHENTICATED' } }],
    });
    const other = sdl.replace('client: "yes"', 'client: "perhaps"');
    expect(() => gateway.replace(supergraphOf('sixth', { only: { sdl: other, resolvers } }))).toThrow('Query.closed');
    expect(await ask('{ open }')).toEqual({ data: { open: 1 } });
  });
});

describe('the source of a supergraph', () => {
  it('is a file, and is used again when it has changed, also after one that was of no use', async () => {
    const place = join(folder, 'supergraph.graphql');
    await writeFile(place, 'one');
    const found: string[] = [];
    await new Promise<void>((resolve) => {
      const use = (next: string): void => {
        found.push(next);
        if (next === 'three') {
          resolve();
          return;
        }
        if (next === 'bad') void writeFile(place, 'three');
        throw new Error('no supergraph');
      };
      stopWatching = watchSource('one', { place, everyMs: 5, use, log });
      void writeFile(place, 'bad');
    });
    stopWatching();
    expect(found).toEqual(expect.arrayContaining(['bad', 'three']));
  });

  it('says once that it is not there, and is used when it is there again', async () => {
    const place = join(folder, 'away.graphql');
    const lines: string[] = [];
    const heard = createLog('gateway', 'info', { write: (line) => void lines.push(line) });
    await new Promise<void>((resolve) => {
      const use = (next: string): void => {
        if (next === 'two') resolve();
      };
      stopWatching = watchSource('one', { place, everyMs: 2, use, log: heard });
      setTimeout(() => void writeFile(place, 'two'), 100);
    });
    stopWatching();
    expect(lines.filter((line) => line.includes('ENOENT'))).toHaveLength(1);
  });

  it('is an address as well, which has to answer', async () => {
    const served = createServer((request, response) =>
      response.writeHead(request.url === '/supergraph' ? 200 : 404).end('type Query'),
    );
    await new Promise<void>((resolve) => served.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(served.address() as AddressInfo).port}`;
    expect(await readSource(`${address}/supergraph`)).toBe('type Query');
    await expect(readSource(`${address}/other`)).rejects.toThrow('404');
    await expect(readSource(join(folder, 'nothing'))).rejects.toThrow('ENOENT');
    served.closeAllConnections();
    served.close();
  });
});
