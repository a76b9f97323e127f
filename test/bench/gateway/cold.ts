/** `gateway-cold`: what a gateway answers in its first minute, before the engine has compiled it, beside what it does warm. */
import type { Benchmark, Report } from '../report.js';
import { inArena, type Arena } from './arena/arena.js';
import { BARE, OURS, PEERS, PLAIN_APOLLO, type Contestant } from './arena/contestants.js';
import { measure, WARM_SECONDS } from './arena/turns.js';
import { lines } from './drawn.js';
import { QUESTIONS } from './graph/questions.js';

const MINUTE = 60;
/** In seconds from the start; what comes after is warm. */
const STRETCHES = [
  [0, 10],
  [10, 30],
  [30, MINUTE],
] as const;
/** Seconds of a point in the chart. */
const POINT = 2;

interface Found {
  name: string;
  /** Answers in each second of the first minute. */
  seconds: number[];
  warm: number;
}

export const gatewayCold: Benchmark = {
  name: 'gateway-cold',
  about: 'the first minute of a gateway that was just started, beside the same one warm',
  run: ({ seconds }) =>
    inArena(async (arena) => {
      await warmUpstream(arena);
      const found: Found[] = [];
      for (const contestant of [PLAIN_APOLLO, OURS, ...PEERS]) {
        const each = await firstMinute(arena, contestant, seconds);
        if (each !== null) found.push(each);
      }
      return reportOf(found, arena.missing, seconds);
    }),
};

/** Load and subgraphs are to be as warm for the first as for the last. */
async function warmUpstream(arena: Arena): Promise<void> {
  const standing = await arena.stand(BARE);
  if (standing === null) return;
  await measure(standing, { bodies: QUESTIONS.big, seconds: WARM_SECONDS });
  await standing.program.stop();
}

async function firstMinute(arena: Arena, contestant: Contestant, seconds: number): Promise<Found | null> {
  const standing = await arena.stand(contestant);
  if (standing === null) return null;
  const { ends } = await measure(standing, { bodies: QUESTIONS.big, seconds: MINUTE });
  const { perSecond } = await measure(standing, { bodies: QUESTIONS.big, seconds });
  await standing.program.stop();
  const counts = new Array<number>(MINUTE).fill(0);
  for (const end of ends) {
    const second = Math.floor(end / 1000);
    if (second < MINUTE) counts[second] = (counts[second] ?? 0) + 1;
  }
  return { name: contestant.name, seconds: counts, warm: perSecond };
}

function reportOf(found: readonly Found[], missing: readonly string[], seconds: number): Report {
  return {
    title: 'The first minute of a gateway',
    notes: [
      `Big questions a second of a gateway that was just started, as many as it takes; in brackets the part of what it does warm, in the ${seconds} s after that minute. Before it, it has answered one question.`,
      ...missing,
    ],
    columns: ['', ...STRETCHES.map(([from, to]) => `${from}–${to} s`), 'warm'],
    rows: found.map(({ name, seconds: counts, warm }) => [
      name,
      ...STRETCHES.map(([from, to]) => {
        const rate = meanOf(counts.slice(from, to));
        return `${rate.toFixed(0)} (${(rate / warm).toFixed(2)})`;
      }),
      warm.toFixed(0),
    ]),
    data: found,
    files: { '.svg': chartOf(found) },
  };
}

function chartOf(found: readonly Found[]): string {
  const points = Array.from({ length: MINUTE / POINT }, (_, index) => index * POINT);
  return lines({
    title: 'Big questions a second in the first minute',
    description: 'For each gateway how many big questions it answers a second, by the seconds since it was started.',
    labels: points.map((second) => `${second + POINT} s`),
    series: found.map(({ name, seconds }) => ({
      name,
      values: points.map((second) => Math.round(meanOf(seconds.slice(second, second + POINT)))),
    })),
  });
}

function meanOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length);
}
