/**
 * A running system for the journeys, with the made-up world in it: the default set-up, or, when TEST_DATABASE_URL and
 * TEST_REDIS_URL are set, the four programs of production.
 */
import { graphClient, type Ask } from '../../demo/graph-client.js';
import { startHostedSystem } from './hosted-system.js';
import { testRedisUrl } from './redis.js';
import type { RunningSystem } from './running-system.js';

/** Whether what production needs around it is there. */
export const surroundingsAtHand = testRedisUrl !== undefined && process.env['TEST_DATABASE_URL'] !== undefined;

export interface System extends RunningSystem {
  /** Asks the graph as a browser behind the organisation's own proxy would; each caller of this has another address. */
  from: (address: string) => Ask;
}

export async function startSystem(): Promise<System> {
  return withFront(
    await (surroundingsAtHand && testRedisUrl !== undefined ? startProgramsOn(testRedisUrl) : startHostedSystem()),
  );
}

/** All that is around them takes seconds to load, and most runs of the tests have none of it. */
async function startProgramsOn(redisUrl: string): Promise<RunningSystem> {
  const { startProductionSystem } = await import('./production-system.js');
  return startProductionSystem(redisUrl);
}

export function withFront(running: RunningSystem): System {
  return {
    ...running,
    from: (address) =>
      graphClient(`${running.url}/graphql`, { 'x-forwarded-proto': 'https', 'x-forwarded-for': address }),
  };
}
