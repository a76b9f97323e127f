/** On the compiled program, as a thread runs it. */
import { pathToFileURL } from 'node:url';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { writersInThread } from '../../../../../subgraphs/dossier/data/export/written-in-thread.js';
import { reportOf, wholeDossier } from './whole-dossier.js';

const writers = writersInThread(pathToFileURL('dist/subgraphs/dossier/data/export/export-thread.js'));
const waiting = async (): Promise<void> => undefined;
const long = wholeDossier({
  REPORTS: Array.from({ length: 200 }, (_, index) => reportOf(`${index}`, { text: 'Rustig geslapen. '.repeat(40) })),
});

describe('a file that is written in a thread', () => {
  it('is as it would be here, of a long dossier, while others are answered', async () => {
    let answered = 0;
    const answering = setInterval(() => (answered += 1), 10);
    const pdf = await writers.PDF(long, waiting);
    clearInterval(answering);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(answered).toBeGreaterThan(20);
    const bundle = JSON.parse((await writers.FHIR_BUNDLE(wholeDossier(), waiting)).toString()) as { type: string };
    expect(bundle.type).toBe('document');
  });

  it('ends when nobody waits for it any more', async () => {
    const gone = new Error('gone');
    await expect(writers.PDF(long, () => Promise.reject(gone))).rejects.toBe(gone);
  });

  it('that cannot be written has failed, and not the program', async () => {
    const broken = wholeDossier({ REPORTS: [reportOf('1', { soep: null as never })] });
    await expect(writers.PDF(broken, waiting)).rejects.toThrow();
    const nowhere = writersInThread(pathToFileURL('dist/subgraphs/dossier/data/export/nowhere.js'));
    await expect(nowhere.PDF(wholeDossier(), () => setTimeout(1))).rejects.toThrow('nowhere');
  });
});
