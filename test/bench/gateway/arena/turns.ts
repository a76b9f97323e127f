/** Measuring those that stand in an arena, in turns, so that what disturbs the machine disturbs all alike. */
import type { Standing } from './arena.js';
import { load, type Loaded } from './load.js';

export const CONNECTIONS = 50;
export const ROUNDS = 3;
export const WARM_SECONDS = 10;
/** Before each round: who waited for its turn is out of the processor's caches. */
const LEAD_IN_SECONDS = 1;

export interface Measured extends Loaded {
  /** Of the gateway, µs of processor for each request. */
  cpu: number;
  /** Of the gateway, in MB. */
  memory: number;
}

export interface Turn {
  bodies: readonly string[];
  seconds: number;
  /** Requests a second; as many as it takes when left out. */
  rate?: number;
}

export async function measure({ port, headers, program, contestant }: Standing, turn: Turn): Promise<Measured> {
  const before = program.used();
  const loaded = await load({ port, headers, connections: CONNECTIONS, ...turn });
  if (loaded.failed > 0) throw new Error(`${contestant.name} failed ${loaded.failed} of ${loaded.requests} requests`);
  const after = program.used();
  return { ...loaded, cpu: ((after.cpu - before.cpu) / loaded.requests) * 1e6, memory: after.memory };
}

/** The rounds of each, all of them warm. */
export async function inTurns(
  asked: readonly Standing[],
  turn: Turn,
  count = ROUNDS,
): Promise<Map<Standing, Measured[]>> {
  for (const each of asked) await measure(each, { ...turn, seconds: WARM_SECONDS });
  const rounds = new Map<Standing, Measured[]>(asked.map((each) => [each, []]));
  for (let round = 0; round < count; round += 1) {
    for (const each of asked) {
      await measure(each, { ...turn, seconds: LEAD_IN_SECONDS });
      rounds.get(each)?.push(await measure(each, turn));
    }
  }
  return rounds;
}

/** The round in the middle by what counts. */
export function middleOf(rounds: readonly Measured[], what: (round: Measured) => number): Measured {
  const sorted = [...rounds].sort((one, other) => what(one) - what(other));
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}
