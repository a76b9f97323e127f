/** An export as it flows: a page is asked when there is room for it, so that a slow reader costs no memory. */
import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { Caller } from '../../../schema/caller.js';
import type { LogExportOpening, LogExportPage } from '../../../schema/log-export.js';
import type { ExportSteps } from './export-steps.js';
import type { Turn } from './export-turns.js';

export interface ExportFlow {
  steps: ExportSteps;
  turn: Turn;
  caller: Caller;
  /** The caller as known at the moment: a page is given to who may have it then. @throws Refused SESSION_ENDED. */
  refresh: (caller: Caller) => Promise<Caller>;
  /** Fires when nobody waits any more. */
  signal: AbortSignal;
  /** Sees to it that a part never looks like the whole. */
  onBrokenOff: (reason: unknown) => void;
}

/** The answer up to where it can still be another one: what goes wrong later can only break it off. */
export interface Beginning {
  opening: LogExportOpening;
  first: LogExportPage;
}

export async function exportStream(flow: ExportFlow, beginning: Beginning, zipped: boolean): Promise<Readable> {
  const begun = pagesOf(flow, beginning);
  // up to its empty beginning: what has begun comes to its end, also when nobody is left to read it
  await begun.next();
  const pages = Readable.from(begun, { highWaterMark: 1 });
  if (flow.signal.aborted) pages.destroy();
  else flow.signal.addEventListener('abort', () => pages.destroy(), { once: true });
  // an error of the pages goes on to the zip, and so to the answer
  return zipped ? pipeline(pages, createGzip(), () => undefined) : pages;
}

async function* pagesOf(flow: ExportFlow, { opening, first }: Beginning): AsyncGenerator<string> {
  const { steps, turn, refresh, signal, onBrokenOff } = flow;
  let { caller } = flow;
  let { next } = first;
  try {
    yield '';
    // an empty text would end a stream of texts for who reads it
    if (opening.head + first.text !== '') yield opening.head + first.text;
    while (next !== null) {
      await turn.keep();
      caller = await refresh(caller);
      const page = await steps.next(next, caller, signal);
      next = page.next;
      if (page.text !== '') yield page.text;
    }
  } catch (error) {
    onBrokenOff(error);
    throw error;
  } finally {
    if (next !== null) await steps.breakOff(next, caller).catch(onBrokenOff);
    await turn.end();
  }
}
