/** The default set-up in this process, with a clock that the test moves: years pass in seconds. */
import { Ending } from '../../demo/ending.js';
import { makeKeys } from '../../demo/keys.js';
import { startPrograms } from '../../demo/programs.js';
import { loadOrganisations, type Organisations } from '../../organisations/policy.js';
import { createLog } from '../../program/log.js';
import { checkpointsOfTest } from './checkpoints.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import type { RunningSystem, SentMessage } from './running-system.js';
import { withFront, type System } from './system.js';

export interface TravellingSystem extends System {
  now: () => Date;
  /** Moves the clock; nothing else happens. */
  travelTo: (moment: Date | string) => void;
  /** What the scheduler does each minute, once. */
  upkeep: () => Promise<void>;
  databases: Record<'identity' | 'dossier' | 'audit' | 'ecd', TestDatabase>;
}

/** @param change what the organisations' files say otherwise. */
export async function startTravellingSystem(
  start: string,
  change: (organisations: Organisations) => Organisations = (organisations) => organisations,
): Promise<TravellingSystem> {
  const ending = new Ending();
  const databases = {
    identity: await createTestDatabase('identity'),
    dossier: await createTestDatabase('dossier'),
    audit: await createTestDatabase('audit'),
    ecd: await createTestDatabase('ecd'),
  };
  for (const database of Object.values(databases)) ending.add(() => database.drop());
  const keys = makeKeys();
  const messages: SentMessage[] = [];
  let now = new Date(start);
  const { gateway, identity } = await startPrograms(
    {
      keys,
      checkpointFolder: checkpointsOfTest(ending, keys).places.folder,
      databases,
      port: 0,
      organisations: change(loadOrganisations('organisations')),
      log: createLog('inzage', 'silent'),
      clock: () => now,
      sms: { send: async ({ to, text }) => void messages.push({ channel: 'SMS', to, text }) },
      mail: {
        send: async ({ to, subject, text }) => void messages.push({ channel: 'MAIL', to, subject, text }),
        close: async () => undefined,
      },
    },
    ending,
  );
  const running: RunningSystem = {
    url: gateway.url,
    messages: () => messages,
    callKey: () => keys.callKeys.gateway,
    stop: () => ending.run(),
  };
  return {
    ...withFront(running),
    databases,
    now: () => now,
    travelTo: (moment) => {
      now = new Date(moment);
    },
    upkeep: () => identity.upkeep(),
  };
}
