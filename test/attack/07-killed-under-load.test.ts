/** Attack case 7: programs and the log's database are killed under load; every answer that left has its record, once. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { VICTIMS } from '../chaos/chaos-system.js';
import { runChaos, type ChaosResult } from '../chaos/chaos.js';

/** Programs are started nine times. */
const START_LIMIT_MS = 240_000;

describe('killed under load', () => {
  let result: ChaosResult;

  beforeAll(async () => {
    result = await runChaos({ rounds: 3, each: 1, say: () => undefined });
  }, START_LIMIT_MS);

  it('is each program and the database of the log, while people ask', () => {
    expect([...result.kills.keys()].sort()).toEqual([...VICTIMS].sort());
    expect(result.told.answers.length).toBeGreaterThan(0);
  });

  it('leaves no answer without its record', () => {
    expect(result.lost).toEqual([]);
  });

  it('leaves no change without its record, answered or not', () => {
    expect(result.changes.recorded).toBe(result.changes.made);
  });

  it('leaves no record twice, and no gap between them', () => {
    expect(result.doubled).toEqual([]);
    expect(result.gaps).toBe(0);
  });
});
