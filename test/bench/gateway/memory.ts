/** `gateway-memory`: what a gateway holds over time, while it is asked many different operations. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Benchmark, Report } from '../report.js';
import { inArena } from './arena/arena.js';
import { OURS } from './arena/contestants.js';
import type { Program } from './arena/program.js';
import { measure } from './arena/turns.js';
import { lines } from './drawn.js';
import { differentOperations } from './graph/questions.js';

const OPERATIONS = 1_000;
const POINTS = 120;
const ROWS = 10;

interface Point {
  /** Since the load began. */
  seconds: number;
  memory: number;
}

export const gatewayMemory: Benchmark = {
  name: 'gateway-memory',
  about: 'memory over time under 1,000 different operations (--minutes)',
  run: ({ minutes }) =>
    inArena(async (arena) => {
      const standing = await arena.stand(OURS);
      if (standing === null) throw new Error('our own gateway is always there');
      const seconds = minutes * 60;
      const following = follow(standing.program, seconds);
      const { perSecond } = await measure(standing, { bodies: differentOperations(OPERATIONS), seconds });
      return reportOf(await following, minutes, perSecond);
    }),
};

async function follow(program: Program, seconds: number): Promise<Point[]> {
  const start = performance.now();
  const points: Point[] = [];
  for (let point = 0; point <= POINTS; point += 1) {
    const due = (point / POINTS) * seconds;
    await sleep(Math.max(0, due * 1000 - (performance.now() - start)));
    points.push({ seconds: due, memory: program.used().memory });
  }
  return points;
}

function reportOf(points: readonly Point[], minutes: number, perSecond: number): Report {
  const highest = Math.max(...points.map(({ memory }) => memory));
  const [before, last] = [tenth(points, 5), tenth(points, ROWS)];
  return {
    title: 'Memory of the gateway over time',
    notes: [
      `${OPERATIONS} different operations in turn for ${minutes} min, as many as it takes (${perSecond.toFixed(0)} a second), all checks on. Resident memory of the process.`,
      `Highest ${highest.toFixed(0)} MB; in the last tenth of the time ${last.toFixed(0)} MB, half-way ${before.toFixed(0)} MB.`,
    ],
    columns: ['minute', 'MB'],
    rows: points
      .filter((_, index) => index % (POINTS / ROWS) === 0)
      .map(({ seconds, memory }) => [(seconds / 60).toFixed(1), memory.toFixed(0)]),
    data: points,
    files: { '.svg': chartOf(points) },
  };
}

/** The mean of a tenth of the time, from 1 to 10. */
function tenth(points: readonly Point[], which: number): number {
  const part = points.slice(((which - 1) * POINTS) / ROWS, (which * POINTS) / ROWS);
  return part.reduce((sum, { memory }) => sum + memory, 0) / part.length;
}

function chartOf(points: readonly Point[]): string {
  return lines({
    title: 'Memory of the gateway, in MB',
    description: `Resident memory of the gateway over time, while ${OPERATIONS} different operations are asked of it.`,
    labels: points.map(({ seconds }) => `${(seconds / 60).toFixed(1)} min`),
    series: [{ name: 'resident memory', values: points.map(({ memory }) => Math.round(memory)) }],
  });
}
