/** `gateway-processes`: what more processes of the gateway give, up to the cores there are. */
import type { Benchmark, Report } from '../report.js';
import { inArena, type Arena, type Standing } from './arena/arena.js';
import { OURS } from './arena/contestants.js';
import { load } from './arena/load.js';
import { CORES } from './arena/program.js';
import { CONNECTIONS, WARM_SECONDS } from './arena/turns.js';
import { lines } from './drawn.js';
import { QUESTION_NAMES, QUESTIONS, type Question } from './graph/questions.js';

interface Found {
  processes: number;
  question: Question;
  perSecond: number;
  /** µs of the gateways’ processors for a request. */
  cpu: number;
}

export const gatewayProcesses: Benchmark = {
  name: 'gateway-processes',
  about: 'one gateway process to as many as there are cores',
  run: ({ seconds }) =>
    inArena(async (arena) => {
      const found: Found[] = [];
      for (let processes = 1; processes <= CORES; processes += 1) {
        found.push(...(await allTogether(arena, processes, seconds)));
      }
      return reportOf(found, seconds);
    }),
};

async function allTogether(arena: Arena, processes: number, seconds: number): Promise<Found[]> {
  const standing: Standing[] = [];
  for (let core = 0; core < processes; core += 1) {
    const stood = await arena.stand(OURS, core);
    if (stood !== null) standing.push(stood);
  }
  const found: Found[] = [];
  for (const question of QUESTION_NAMES) {
    await askAll(standing, question, WARM_SECONDS);
    found.push({ processes, question, ...(await askAll(standing, question, seconds)) });
  }
  await Promise.all(standing.map(({ program }) => program.stop()));
  return found;
}

async function askAll(standing: readonly Standing[], question: Question, seconds: number) {
  const cpu = (): number => standing.reduce((sum, { program }) => sum + program.used().cpu, 0);
  const before = cpu();
  const connections = Math.floor(CONNECTIONS / standing.length);
  const loads = standing.map(({ port, headers }) =>
    load({ port, headers, bodies: QUESTIONS[question], connections, seconds }),
  );
  const loaded = await Promise.all(loads);
  const requests = loaded.reduce((sum, each) => sum + each.requests, 0);
  if (loaded.some(({ failed }) => failed > 0)) throw new Error('requests failed');
  return {
    perSecond: loaded.reduce((sum, each) => sum + each.perSecond, 0),
    cpu: ((cpu() - before) / requests) * 1e6,
  };
}

function reportOf(found: readonly Found[], seconds: number): Report {
  const alone = ({ question }: Found): Found | undefined =>
    found.find((each) => each.processes === 1 && each.question === question);
  return {
    title: 'More processes of the gateway',
    notes: [
      `${CONNECTIONS} connections over all, ${seconds} s each, warm; each process on a core of its own. Load and subgraphs have the last core, which the last process shares: how many questions are answered then says what this machine does, not what the gateway does. What a question costs each process beside the others is the honest ratio: 1.00 is as much work for each as one alone would do.`,
    ],
    columns: ['processes', 'question', 'per second', 'CPU µs', 'of N × one alone'],
    rows: found.map((each) => [
      String(each.processes),
      each.question,
      each.perSecond.toFixed(0),
      each.cpu.toFixed(0),
      ((alone(each)?.cpu ?? 0) / each.cpu).toFixed(2),
    ]),
    data: found,
    files: { '.svg': chartOf(found) },
  };
}

/** What the processes would answer with their cores to themselves. */
function chartOf(found: readonly Found[]): string {
  return lines({
    title: 'Questions for each second of the gateways’ processors, all processes together',
    description: 'For one process of the gateway and more: how many questions they answer on whole cores.',
    labels: Array.from({ length: CORES }, (_, index) => `${index + 1}`),
    series: QUESTION_NAMES.map((question) => ({
      name: `${question} question`,
      values: found
        .filter((each) => each.question === question)
        .map(({ processes, cpu }) => Math.round((processes * 1e6) / cpu)),
    })),
  });
}
