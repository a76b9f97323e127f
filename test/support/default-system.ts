/** The default set-up, as `npm start` runs it, on a data folder of its own. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../demo/free-port.js';
import { keysIn } from '../../demo/keys.js';
import { readOutbox } from '../../demo/outbox.js';
import { ProgramProcess } from './program-process.js';
import type { RunningSystem } from './running-system.js';

export const DEMO_PROGRAM = 'dist/demo/main.js';

/** A folder as `npm start` would make it; the tests remove it. */
export function makeDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'inzage-test-'));
  chmodSync(folder, 0o711);
  return folder;
}

export async function startDefaultSystem(): Promise<RunningSystem> {
  const folder = makeDataFolder();
  const port = await freePort();
  const demo = ProgramProcess.start(DEMO_PROGRAM, { INZAGE_DATA: folder, PORT: String(port) });
  const system = defaultSystemOn(folder, port, demo);
  await demo.ready(system.url);
  return {
    ...system,
    stop: async () => {
      await system.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function defaultSystemOn(folder: string, port: number, demo: ProgramProcess): RunningSystem {
  return {
    url: `http://127.0.0.1:${port}`,
    messages: () => readOutbox(join(folder, 'outbox.ndjson')),
    callKey: () => keysIn(folder).callKeys.gateway,
    stop: async () => {
      const code = await demo.end();
      if (code !== 0) throw new Error(`it did not stop in order (${String(code)}):\n${demo.output}`);
    },
  };
}
