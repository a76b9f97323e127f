import { describe, expect, it } from '@jest/globals';
import type { ExportSteps } from '../../../../gateway/pipeline/log-export/export-steps.js';
import { exportStream } from '../../../../gateway/pipeline/log-export/export-stream.js';
import type { Caller } from '../../../../schema/caller.js';
import type { LogExportOpening } from '../../../../schema/log-export.js';

const opening = { head: 'head', next: 'page 1' } as LogExportOpening;

describe('a copy of the log that nobody reads', () => {
  it.each([
    ['left before it began', true, 'before'],
    ['left before it began', false, 'before'],
    ['leaves while it begins', true, 'after'],
    ['leaves while it begins', false, 'after'],
  ] as const)(
    'gives its turn back and is broken off on the log: who asked %s (zipped: %s)',
    async (_, zipped, when) => {
      const gone = new AbortController();
      const done: string[] = [];
      let ended: () => void;
      const end = new Promise<void>((resolve) => (ended = resolve));
      const flow = {
        steps: { breakOff: async (next: string) => void done.push(next) } as unknown as ExportSteps,
        turn: {
          keep: async () => undefined,
          end: async () => {
            done.push('turn');
            ended();
          },
        },
        caller: {} as Caller,
        refresh: async (caller: Caller) => caller,
        signal: gone.signal,
        onBrokenOff: () => undefined,
      };
      if (when === 'before') gone.abort();
      const stream = await exportStream(flow, { opening, first: { text: 'one', next: 'page 2' } }, zipped);
      const closed = new Promise((resolve) => stream.on('error', () => undefined).on('close', resolve));
      if (when === 'after') gone.abort();
      await Promise.all([end, closed]);
      expect(done).toEqual(['page 2', 'turn']);
    },
  );
});
