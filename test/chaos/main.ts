/**
 * `npm run chaos [-- --rounds 20 --each 4]`: people ask while the audit subgraph, its database and the other programs
 * are killed at random moments. Ends with 1 when an answer has no record, or a record is there twice.
 */
import { parseArgs } from 'node:util';
import { VICTIMS } from './chaos-system.js';
import { runChaos, type ChaosResult } from './chaos.js';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '20' }, each: { type: 'string', default: '4' } },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);

// whoever breaks it off leaves no program behind: they are ended as this process exits
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const result = await runChaos({ rounds: Number(values.rounds), each: Number(values.each), say });
report(result);
process.exitCode = isSound(result) ? 0 : 1;

function report({ told, kills, records, lost, doubled, gaps, changes }: ChaosResult): void {
  const kinds = new Map<string, number>();
  for (const { kind, outcome } of told.answers) {
    kinds.set(`  ${kind} ${outcome}`, (kinds.get(`  ${kind} ${outcome}`) ?? 0) + 1);
  }
  const rows: [string, string | number][] = [
    ['killed', VICTIMS.map((victim) => `${victim} ${kills.get(victim) ?? 0}`).join(', ')],
    ['answers', told.answers.length],
    ...kinds,
    ['not answered', told.unanswered],
    ['records', records],
    ['changes made', changes.made],
    ['changes recorded', changes.recorded],
    ['lost', lost.length],
    ['doubled', doubled.length],
    ['gaps', gaps],
  ];
  for (const [name, value] of rows) say(`${name.padEnd(24)} ${value}`);
  for (const { trace, kind } of lost.slice(0, 10)) say(`lost: ${kind}, trace ${trace}`);
}

function isSound({ lost, doubled, gaps, changes }: ChaosResult): boolean {
  return lost.length === 0 && doubled.length === 0 && gaps === 0 && changes.made === changes.recorded;
}
