import { describe, expect, it } from '@jest/globals';
import type { ClientRecord } from '../../../../subgraphs/dossier/domain/ecd.js';
import { requestRecord } from '../../../../subgraphs/dossier/domain/request-record.js';

describe('what an operation reads of a record', () => {
  const failures: [categories: string[], code: unknown][] = [];
  const reads: AbortSignal[] = [];

  /** A record that never answers, and does not heed its signal either. */
  function deaf(signal: AbortSignal, timeLimitMs: number): ClientRecord {
    failures.length = 0;
    reads.length = 0;
    return requestRecord({
      recordUntil: (ends) =>
        ({
          carePlan: () => {
            reads.push(ends);
            return new Promise(() => undefined);
          },
        }) as Partial<ClientRecord> as ClientRecord,
      signal,
      timeLimitMs,
      onFailure: (categories, cause) => failures.push([categories, (cause as { code?: unknown }).code]),
    });
  }

  it('ends when its caller has gone, which is told once and is no fault of the ECD', async () => {
    const caller = new AbortController();
    const record = deaf(caller.signal, 60_000);
    const asked = [record.carePlan(), record.carePlan()];
    caller.abort();
    for (const answer of asked) await expect(answer).rejects.toMatchObject({ code: 'ECD_UNAVAILABLE' });
    expect(reads.map(({ aborted }) => aborted)).toEqual([true]);
    expect(failures).toEqual([[['CARE_PLAN'], 'CALLER_GONE']]);
  });

  it('ends when its time is up, which is one', async () => {
    const record = deaf(new AbortController().signal, 20);
    await expect(record.carePlan()).rejects.toMatchObject({ code: 'ECD_UNAVAILABLE' });
    expect(reads.map(({ aborted }) => aborted)).toEqual([true]);
    expect(failures).toEqual([[['CARE_PLAN'], 'ECD_TOO_SLOW']]);
  });
});
