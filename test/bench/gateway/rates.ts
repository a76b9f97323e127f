/** `gateway-rates`: how many questions a second each gateway answers, and how long they wait below that. */
import type { Benchmark, BenchmarkOptions, Report } from '../report.js';
import { inArena, type Standing } from './arena/arena.js';
import { BARE, LIMITS, OURS, PEERS, PLAIN_APOLLO } from './arena/contestants.js';
import {
  CONNECTIONS,
  inTurns,
  measure,
  middleOf,
  ROUNDS,
  WARM_SECONDS,
  type Measured,
  type Turn,
} from './arena/turns.js';
import { bars } from './drawn.js';
import { QUESTION_NAMES, QUESTIONS, type Question } from './graph/questions.js';

/** Of the highest rate: where a gateway is run by who looks after it. */
const EASY = 0.7;

interface Found {
  name: string;
  highest: Measured;
  /** At a part of the highest rate; null for a limit. */
  easy: Measured | null;
}

export const gatewayRates: Benchmark = {
  name: 'gateway-rates',
  about: 'questions a second through the gateway, beside other gateways and limits',
  run: (options) =>
    inArena(async (arena) => {
      const standing = await arena.standAll([PLAIN_APOLLO, OURS, BARE, ...PEERS, ...LIMITS]);
      const big = await askAll(standing, 'big', options);
      const small = await askAll(standing, 'small', options);
      return reportOf({ big, small }, arena.missing, options);
    }),
};

async function askAll(
  standing: readonly Standing[],
  question: Question,
  { seconds }: BenchmarkOptions,
): Promise<Found[]> {
  const bodies = QUESTIONS[question];
  const asked = standing.filter(({ contestant }) => contestant.constant !== true || question === 'big');
  const found: Found[] = [];
  for (const [each, rounds] of await inTurns(asked, { bodies, seconds })) {
    const { name, limit = false } = each.contestant;
    const highest = middleOf(rounds, ({ perSecond }) => perSecond);
    const turn = { bodies, seconds, rate: highest.perSecond * EASY };
    found.push({ name, highest, easy: limit ? null : await easyGoing(each, turn) });
  }
  return found;
}

async function easyGoing(standing: Standing, turn: Turn): Promise<Measured> {
  const rounds: Measured[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measure(standing, turn));
  return middleOf(rounds, ({ p99 }) => p99);
}

function reportOf(
  found: Readonly<Record<Question, readonly Found[]>>,
  missing: readonly string[],
  { seconds }: BenchmarkOptions,
): Report {
  return {
    title: 'The gateway beside others',
    notes: [
      `${CONNECTIONS} connections, ${ROUNDS} rounds of ${seconds} s in turn after ${WARM_SECONDS} s of warming up, the median round; the gateways on one core, load and subgraphs on the other. Big: three subgraphs, 15 to 20 kB. Small: one subgraph, less than 1 kB. At 70 %: of the gateway’s own highest rate, waiting for its turn included, the median of ${ROUNDS} by p99.`,
      'All gave the same answer to the big question before they were measured. Ratios are to the first row of each.',
      'Grafbase is the newest that the registry has (0.80.4), run by its development command; it and Mercurius are given the subgraphs’ types without our rules. Other routers in Rust are no packages of the registry.',
      ...missing,
    ],
    columns: ['', 'per second', '×', 'p50 ms', 'p99 ms', 'p50 at 70 %', 'p99 at 70 %', 'p99 / p50', 'CPU µs', 'MB'],
    rows: QUESTION_NAMES.flatMap((question) => found[question].map((each) => rowOf(question, each, found[question]))),
    data: QUESTION_NAMES.flatMap((question) => found[question].map((each) => ({ question, ...withoutEnds(each) }))),
    files: { '.svg': chartOf(found) },
  };
}

function rowOf(question: Question, { name, highest, easy }: Found, [first]: readonly Found[]): string[] {
  return [
    `${question}: ${name}`,
    highest.perSecond.toFixed(0),
    (highest.perSecond / (first?.highest.perSecond ?? 0)).toFixed(2),
    highest.p50.toFixed(1),
    highest.p99.toFixed(1),
    ...(easy === null ? ['', '', ''] : [easy.p50.toFixed(1), easy.p99.toFixed(1), (easy.p99 / easy.p50).toFixed(1)]),
    highest.cpu.toFixed(0),
    highest.memory.toFixed(0),
  ];
}

function withoutEnds({ name, highest, easy }: Found) {
  return { name, highest: { ...highest, ends: undefined }, easy: easy && { ...easy, ends: undefined } };
}

/** Without the answer that is no work, beside which nothing else could be seen. */
function chartOf({ big, small }: Readonly<Record<Question, readonly Found[]>>): string {
  const rate = (found: readonly Found[], name: string): number | null => {
    const rated = found.find((each) => each.name === name)?.highest.perSecond;
    return rated === undefined ? null : Math.round(rated);
  };
  const names = small.map(({ name }) => name);
  return bars({
    title: 'Questions a second',
    description: 'For each gateway how many big and how many small questions it answers in a second, on one core.',
    labels: ['big question', 'small question'],
    series: names.map((name) => ({ name, values: [rate(big, name), rate(small, name)] })),
  });
}
