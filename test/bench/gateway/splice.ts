/** `gateway-splice`: an answer stitched from the subgraphs' texts, beside the same one parsed, completed and written. */
import { isDeepStrictEqual } from 'node:util';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { readGraph } from '../../../gateway/execution/graph/graph.js';
import type { Send } from '../../../gateway/execution/plan/fetch.js';
import { Paths } from '../../gateway/execution/splice/paths.js';
import type { Benchmark, Report } from '../report.js';
import { bars } from './drawn.js';
import { BIG, CLIENTS, NAMES, RESOLVERS, SMALL, supergraphOver, typesOf, type Name } from './graph/graph.js';
import type { Question } from './graph/questions.js';

const ROUNDS = 5;
const TURNS = 1_000;

type Work = () => Promise<unknown>;

interface Found {
  question: Question;
  way: string;
  /** µs of processor for an answer. */
  cpu: number;
}

export const gatewaySplice: Benchmark = {
  name: 'gateway-splice',
  about: 'the walker over answers of subgraphs, beside parsing and writing them',
  run: async () => {
    const found: Found[] = [];
    for (const [question, query] of [
      ['big', BIG],
      ['small', SMALL],
    ] as const) {
      const ways = await waysOf(query);
      const rounds = new Map([...ways.keys()].map((way): [string, number[]] => [way, []]));
      for (let round = 0; round <= ROUNDS; round += 1) {
        for (const [way, work] of ways) rounds.get(way)?.push(await costOf(work));
      }
      // the first round is the warming up
      for (const [way, costs] of rounds) found.push({ question, way, cpu: medianOf(costs.slice(1)) });
    }
    return reportOf(found);
  },
};

/** From the same bytes to the bytes of the answer, each way. @throws Error when they do not give the same. */
async function waysOf(query: string): Promise<Map<string, Work>> {
  const variables = { id: CLIENTS[0] };
  const urls = Object.fromEntries(NAMES.map((name) => [name, `http://${name}.example`])) as Record<Name, string>;
  const paths = new Paths(readGraph(supergraphOver(urls)), query, variables);
  const { splice } = paths;
  if (splice === null) throw new Error('the question does not qualify for the fast path');
  const answers = new Map<string, Buffer>();
  const send: Send = async ({ subgraph }, body) => {
    const known = answers.get(subgraph + body) ?? (await answerOf(subgraph as Name, body));
    answers.set(subgraph + body, known);
    return known.toString();
  };
  const asked = { variables, send };
  const objects: Work = async () => Buffer.from(JSON.stringify({ data: (await paths.object(asked)).data }));
  const spliced: Work = async () => Buffer.from(`{"data":${await splice(asked)}}`);
  const [one, other] = [String(await objects()), String(await spliced())];
  if (!isDeepStrictEqual(JSON.parse(one), JSON.parse(other))) throw new Error('the two ways differ');
  const texts: Work = async () => [...answers.values()].map((bytes) => Buffer.from(bytes.toString()));
  const parsed: Work = async () =>
    [...answers.values()].map((bytes) => Buffer.from(JSON.stringify(JSON.parse(bytes.toString()))));
  return new Map([
    ['passed on, unread', texts],
    ['parsed and written, unchecked', parsed],
    ['object path: parsed and completed', objects],
    ['splice: walked and stitched', spliced],
  ]);
}

async function answerOf(name: Name, body: string): Promise<Buffer> {
  const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
  const schema = buildSubgraphSchema({ typeDefs: parse(typesOf(name)), resolvers: RESOLVERS[name] as never });
  return Buffer.from(JSON.stringify(await graphql({ schema, source: query, variableValues: variables })));
}

async function costOf(work: Work): Promise<number> {
  const before = process.cpuUsage();
  for (let turn = 0; turn < TURNS; turn += 1) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / TURNS;
}

function medianOf(costs: readonly number[]): number {
  return [...costs].sort((one, other) => one - other)[Math.floor(costs.length / 2)] ?? 0;
}

function reportOf(found: readonly Found[]): Report {
  const ways = [...new Set(found.map(({ way }) => way))];
  const cost = (way: string, question: Question): number =>
    found.find((each) => each.way === way && each.question === question)?.cpu ?? 0;
  const [objects = ''] = ways.filter((way) => way.startsWith('object path'));
  const cells = (way: string, question: Question): string[] => [
    cost(way, question).toFixed(1),
    (cost(way, question) / cost(objects, question)).toFixed(2),
  ];
  return {
    title: 'An answer stitched, beside one that is parsed',
    notes: [
      `Processor time to get from the bytes of the subgraphs’ answers to those of the answer, without a network; the median of ${ROUNDS} rounds of ${TURNS}. Ratios are to the object path.`,
    ],
    columns: ['', 'big: CPU µs', '×', 'small: CPU µs', '×'],
    rows: ways.map((way) => [way, ...cells(way, 'big'), ...cells(way, 'small')]),
    data: found,
    files: {
      '.svg': bars({
        title: 'From the subgraphs’ bytes to the answer’s, in µs of processor',
        description: 'For each way of putting an answer together: what a big and a small answer cost.',
        labels: ['big answer', 'small answer'],
        series: ways.map((way) => ({
          name: way,
          values: [cost(way, 'big'), cost(way, 'small')].map((each) => Math.round(each * 10) / 10),
        })),
      }),
    },
  };
}
