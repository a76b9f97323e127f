/**
 * Has files written beside the program: laying out a long dossier takes seconds, in which it would answer nobody. A
 * dossier too large for the thread's memory ends the thread, and not the program.
 */
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { ExportFormat } from '../../domain/export/dossier-export.js';
import type { ExportWriter, ExportWriters } from '../../domain/export/exported-dossier.js';
import type { ThreadWork } from './export-thread.js';

const THREAD = new URL('./export-thread.js', import.meta.url);
const MEMORY = { maxOldGenerationSizeMb: 768 };
/** How often it is asked whether anybody still waits for the file. */
const ASK_EVERY_MS = 500;

/** @param thread the compiled file that runs in it. */
export function writersInThread(thread = THREAD): ExportWriters {
  return { FHIR_BUNDLE: writerOf('FHIR_BUNDLE', thread), PDF: writerOf('PDF', thread) };
}

function writerOf(format: ExportFormat, file: URL): ExportWriter {
  return async (dossier, alive) => {
    const workerData: ThreadWork = { format, dossier };
    // it needs nothing of the environment, which holds secrets
    const thread = new Worker(file, { workerData, env: {}, resourceLimits: MEMORY });
    const done = new AbortController();
    try {
      return await Promise.race([fileOf(thread), asLongAs(alive, done.signal)]);
    } finally {
      done.abort();
      await thread.terminate();
    }
  };
}

function fileOf(thread: Worker): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    thread.once('message', ({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>) =>
      resolve(Buffer.from(buffer, byteOffset, byteLength)),
    );
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('the thread ended without a file')));
  });
}

/** @throws what `alive` throws. */
async function asLongAs(alive: () => Promise<void>, done: AbortSignal): Promise<never> {
  for (;;) {
    await setTimeout(ASK_EVERY_MS, undefined, { signal: done });
    await alive();
  }
}
