/** The system that the tour visits: the one that runs, or one of its own. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetch } from 'undici';
import { StartUpError } from '../../program/configuration.js';
import type { DemoConfiguration } from '../config.js';
import { freePort } from '../free-port.js';
import { graphClient } from '../graph-client.js';
import type { Door } from '../guest.js';
import { readOutbox } from '../outbox.js';

export interface Host extends Door {
  url: string;
  /** The file with the text messages. */
  outbox: string;
  own: boolean;
  leave: () => Promise<void>;
}

/** @throws StartUpError when the system that was named cannot be visited. */
export async function findHost({ url, port, folder }: DemoConfiguration): Promise<Host> {
  const candidate = url ?? `http://localhost:${port}`;
  if (await isReady(candidate)) return doorTo(candidate, join(folder, 'outbox.ndjson'));
  if (url !== undefined) throw new StartUpError([`nothing answers at ${url}`]);
  return ownHost();
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/health/ready`).then(
    ({ ok }) => ok,
    () => false, // nothing listens there
  );
}

function doorTo(url: string, outbox: string): Host {
  return {
    url,
    outbox,
    own: false,
    ask: graphClient(`${url}/graphql`, { 'accept-language': 'en' }),
    messages: () => readOutbox(outbox),
    leave: async () => undefined,
  };
}

async function ownHost(): Promise<Host> {
  const folder = mkdtempSync(join(tmpdir(), 'inzage-tour-'));
  chmodSync(folder, 0o711); // the database may run as another user; see postgres-user.ts
  const { startSystem } = await import('../system.js'); // seconds of loading that a visit does not need
  const system = await startSystem({
    folder,
    port: await freePort(),
    logLevel: 'error',
    onMessage: () => undefined,
  });
  return {
    ...doorTo(system.url, system.outbox),
    own: true,
    leave: async () => {
      await system.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
