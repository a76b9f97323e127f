/** The default set-up, as `npm start` runs it, on a data folder of its own. */
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keysIn } from '../../demo/keys.js';
import { readOutbox } from '../../demo/outbox.js';
import type { ProgramProcess } from './program-process.js';
import type { RunningSystem } from './running-system.js';

export const DEMO_PROGRAM = 'dist/demo/main.js';

/** A folder as `npm start` would make it; the tests remove it. */
export function makeDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'inzage-test-'));
  chmodSync(folder, 0o711);
  return folder;
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
