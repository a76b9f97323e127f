/** `gateway`: how many questions a second each gateway answers, beside the others in the same run. */
import type { Benchmark, BenchmarkOptions } from '../report.js';
import { BIG, bodiesOf, SMALL } from './bench-graph.js';
import { LIMITS, OURS, PEERS, PLAIN_APOLLO, BARE, type Contestant } from './contestants.js';
import { load, type Loaded } from './load.js';
import { openArena, type Standing } from './standing.js';

const CONNECTIONS = 50;
const ROUNDS = 3;
const WARM_SECONDS = 10;

interface Measured extends Loaded {
  /** Of the gateway, µs of processor for each request. */
  cpu: number;
  memory: number;
}

const QUESTIONS = { big: bodiesOf(BIG), small: bodiesOf(SMALL) } as const;
type Question = keyof typeof QUESTIONS;

export const gatewayRates: Benchmark = {
  name: 'gateway',
  about: 'questions a second through the gateway, beside other gateways and limits',
  run: (options) =>
    compare('The gateway beside others', [PLAIN_APOLLO, OURS, BARE, ...PEERS, ...LIMITS], ['big', 'small'], options),
};

async function compare(
  title: string,
  contestants: readonly Contestant[],
  questions: readonly Question[],
  { seconds }: BenchmarkOptions,
) {
  const { standing, missing, close } = await openArena(contestants);
  try {
    const rows = standing.map(({ contestant }) => [contestant.name]);
    for (const question of questions) {
      const asked = standing.filter(({ contestant }) => contestant.constant !== true || question === 'big');
      const measured = await inTurns(asked, QUESTIONS[question], seconds);
      const first = measured.get(standing[0])?.perSecond ?? 0;
      standing.forEach((each, index) => rows[index]?.push(...cellsOf(measured.get(each), first)));
    }
    return {
      title,
      notes: [
        `${CONNECTIONS} connections, ${ROUNDS} rounds of ${seconds} s in turn after ${WARM_SECONDS} s of warming up, the median round; the gateways on one core, load and subgraphs on the other. Big: three subgraphs, ${size()} kB. Small: one subgraph.`,
        'All gave the same answer to the big question before they were measured. Ratios are to the first row.',
        ...missing,
      ],
      columns: ['', ...questions.flatMap((question) => [question, '×', 'p50 ms', 'p99 ms', 'CPU µs', 'MB'])],
      rows,
    };
  } finally {
    await close();
  }
}

/** Every round asks each of them, so that what disturbs the machine disturbs all alike. */
async function inTurns(
  asked: readonly Standing[],
  bodies: readonly string[],
  seconds: number,
): Promise<Map<Standing | undefined, Measured>> {
  for (const each of asked) await measure(each, bodies, WARM_SECONDS);
  const rounds = new Map<Standing, Measured[]>(asked.map((each) => [each, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const each of asked) rounds.get(each)?.push(await measure(each, bodies, seconds));
  }
  return new Map([...rounds].map(([each, found]) => [each, medianOf(found)]));
}

async function measure({ port, headers, program, contestant }: Standing, bodies: readonly string[], seconds: number) {
  const before = program.used();
  const loaded = await load({ port, headers, bodies, connections: CONNECTIONS, seconds });
  if (loaded.failed > 0) throw new Error(`${contestant.name} failed ${loaded.failed} of ${loaded.requests} requests`);
  const after = program.used();
  return { ...loaded, cpu: ((after.cpu - before.cpu) / loaded.requests) * 1e6, memory: after.memory };
}

function medianOf(found: readonly Measured[]): Measured {
  const sorted = [...found].sort((one, other) => one.perSecond - other.perSecond);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}

function cellsOf(measured: Measured | undefined, first: number): string[] {
  if (measured === undefined) return ['', '', '', '', '', ''];
  const { perSecond, p50, p99, cpu, memory } = measured;
  return [
    perSecond.toFixed(0),
    (perSecond / first).toFixed(2),
    p50.toFixed(1),
    p99.toFixed(1),
    cpu.toFixed(0),
    memory.toFixed(0),
  ];
}

function size(): string {
  return (JSON.stringify(QUESTIONS.big).length / 1000).toFixed(0);
}
