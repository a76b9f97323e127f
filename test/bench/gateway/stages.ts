/** `gateway-stages`: what each stage of our gateway costs, by switching it off. */
import type { Benchmark, Report } from '../report.js';
import { inArena, type Standing } from './arena/arena.js';
import { OURS, staged, type Contestant } from './arena/contestants.js';
import { CONNECTIONS, inTurns, WARM_SECONDS, type Turn } from './arena/turns.js';
import { bars } from './drawn.js';
import { neverAskedBefore, QUESTION_NAMES, QUESTIONS, type Question } from './graph/questions.js';

const ALL_ON = staged('all on', []);
const NO_CHECK = staged('no check of ours: none of these five', ['token', 'facts', 'limits', 'access', 'signing']);

const CHECKS: readonly Contestant[] = [
  staged('without judging the token', ['token']),
  staged('without facts of the session', ['facts']),
  staged('without size limits', ['limits']),
  staged('without access rules', ['access']),
  staged('without signed calls', ['signing']),
];

const LEVERS: readonly Contestant[] = [
  staged('without splice: the object path', ['splice']),
  staged('behind the HTTP library', ['front']),
];

const CONTESTANTS = [ALL_ON, ...CHECKS, NO_CHECK, ...LEVERS, { ...OURS, name: 'all on, as in production' }];

/** What disturbs only adds: of enough rounds the lowest is the cost. */
const ROUNDS = 4;
/** Far more than are kept. */
const NEW_QUESTIONS = 20_000;

interface Found {
  name: string;
  question: Question;
  /** The lowest of the rounds. */
  cpu: number;
  /** The highest. */
  perSecond: number;
  rounds: number[];
}

export const gatewayStages: Benchmark = {
  name: 'gateway-stages',
  about: 'what each stage of our gateway costs, switched off in turn',
  run: ({ seconds }) =>
    inArena(async (arena) => {
      const standing = await arena.standAll(CONTESTANTS);
      const found: Found[] = [];
      for (const question of QUESTION_NAMES) {
        found.push(...(await askAll(standing, question, { bodies: QUESTIONS[question], seconds })));
        const bodies = neverAskedBefore(question, NEW_QUESTIONS);
        const [anew] = await askAll(standing.slice(0, 1), question, { bodies, seconds });
        if (anew !== undefined) found.push({ ...anew, name: 'nothing kept: every question a new one' });
      }
      return reportOf(found, seconds);
    }),
};

async function askAll(standing: readonly Standing[], question: Question, turn: Turn): Promise<Found[]> {
  return [...(await inTurns(standing, turn, ROUNDS))].map(([{ contestant }, measured]) => {
    const rounds = measured.map(({ cpu }) => cpu);
    const perSecond = Math.max(...measured.map((round) => round.perSecond));
    return { name: contestant.name, question, cpu: Math.min(...rounds), perSecond, rounds };
  });
}

function reportOf(found: readonly Found[], seconds: number): Report {
  const of = (name: string, question: Question): Found | undefined =>
    found.find((each) => each.name === name && each.question === question);
  const names = [...new Set(found.map(({ name }) => name))];
  const cells = (name: string, question: Question): string[] => {
    const [{ cpu = 0, perSecond = 0 } = {}, all] = [of(name, question), of(ALL_ON.name, question)?.cpu ?? 0];
    return [cpu.toFixed(0), (cpu - all).toFixed(0), (((cpu - all) / all) * 100).toFixed(1), perSecond.toFixed(0)];
  };
  const checks = QUESTION_NAMES.map((question) => {
    const [all, none] = [of(ALL_ON.name, question)?.cpu ?? 0, of(NO_CHECK.name, question)?.cpu ?? 0];
    return `${question} ${(((all - none) / all) * 100).toFixed(1)} %`;
  });
  return {
    title: 'What each stage of the gateway costs',
    notes: [
      `${CONNECTIONS} connections, ${ROUNDS} rounds of ${seconds} s in turn after ${WARM_SECONDS} s of warming up, the round with the least processor time of the gateway for a question: what disturbs the machine only adds to it.`,
      `Cost of our own checks, of a question’s processor time: ${checks.join(', ')}.`,
    ],
    columns: ['', ...QUESTION_NAMES.flatMap((question) => [`${question}: CPU µs`, '± µs', '± %', 'per second'])],
    rows: names.map((name) => [name, ...QUESTION_NAMES.flatMap((question) => cells(name, question))]),
    data: found,
    files: { '.svg': chartOf(found, names) },
  };
}

/** Without what costs so much that nothing else could be seen beside it. */
function chartOf(found: readonly Found[], names: readonly string[]): string {
  const drawn = names.filter((name) => !name.startsWith('nothing kept'));
  const cpuOf = (name: string, question: Question): number | null =>
    Math.round(found.find((each) => each.name === name && each.question === question)?.cpu ?? 0);
  return bars({
    title: 'Processor time of the gateway for a question, in µs',
    description: 'For the whole gateway, and for the gateway without each of its stages: what a question costs.',
    labels: ['big question', 'small question'],
    series: drawn.map((name) => ({ name, values: QUESTION_NAMES.map((question) => cpuOf(name, question)) })),
  });
}
