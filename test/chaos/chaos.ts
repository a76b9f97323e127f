/** Kills programs and the log's database at random moments while people ask, and then reckons up. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ChaosSystem, VICTIMS, type Victim } from './chaos-system.js';
import { Load, type Told } from './load.js';
import { outboxesEmpty, reckon, versionOf, type Reckoning } from './reckoning.js';

export interface ChaosOptions {
  /** How often something is killed and started again; the first three take all of them, two at a time. */
  rounds: number;
  /** How many ask each question at the same time. */
  each: number;
  /** Told as it goes on. */
  say: (line: string) => void;
}

export interface ChaosResult extends Reckoning {
  told: Told;
  kills: Map<Victim, number>;
}

const LONGEST_QUIET_MS = 1_000;
const LONGEST_DOWN_MS = 1_000;
/** How often two are down at the same time, once each has been. */
const SECOND_VICTIM = 0.3;

export async function runChaos({ rounds, each, say }: ChaosOptions): Promise<ChaosResult> {
  say('starting two PostgreSQL servers and the four programs');
  const system = await ChaosSystem.start();
  try {
    const load = await Load.prepare(system);
    const { relation } = load.shared;
    const before = await versionOf(system, relation);
    load.start(each);
    const kills = await killInRounds(system, rounds, (line) =>
      say(`${line}; ${load.told.answers.length} answers so far`),
    );
    await load.stop();
    say('everything runs again; waiting for the outboxes');
    await outboxesEmpty(system);
    const madeChanges = (await versionOf(system, relation)) - before;
    return { ...(await reckon(system, load.told, { relation, madeChanges })), told: load.told, kills };
  } finally {
    await system.stop();
  }
}

/** Each once, and then whichever. */
async function killInRounds(
  system: ChaosSystem,
  rounds: number,
  say: (line: string) => void,
): Promise<Map<Victim, number>> {
  const kills = new Map<Victim, number>();
  const first = shuffled(VICTIMS);
  for (let round = 1; round <= rounds; round += 1) {
    await sleep(Math.random() * LONGEST_QUIET_MS);
    const victims = victimsOf(first);
    for (const victim of victims) {
      await system.kill(victim);
      kills.set(victim, (kills.get(victim) ?? 0) + 1);
    }
    say(`${`${round}`.padStart(4)}  killed ${victims.join(' and ')}`);
    await sleep(Math.random() * LONGEST_DOWN_MS);
    await system.restart(victims);
  }
  await sleep(LONGEST_QUIET_MS);
  return kills;
}

/** @param first are taken from it, two at a time, while there are any. */
function victimsOf(first: Victim[]): Victim[] {
  if (first.length > 0) return first.splice(0, 2);
  const [victim, second] = shuffled(VICTIMS);
  return [victim, Math.random() < SECOND_VICTIM ? second : undefined].filter((one) => one !== undefined);
}

function shuffled<T>(all: readonly T[]): T[] {
  return all
    .map((one) => ({ one, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
}
