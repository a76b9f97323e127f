/** Where a log of a test is signed for: in a folder of its own, when the test says so and not by the clock. */
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ending } from '../../demo/ending.js';
import { makeKey, type Keys } from '../../demo/keys.js';
import type { CheckpointConfiguration } from '../../subgraphs/audit/checkpoint-configuration.js';

const A_DAY_MS = 86_400_000;

export function checkpointsOfTest(
  ending: Pick<Ending, 'add'>,
  { checkpointKey: key }: Pick<Keys, 'checkpointKey'> = { checkpointKey: makeKey('checkpoint') },
): CheckpointConfiguration & { places: { folder: string } } {
  const folder = mkdtempSync(join(tmpdir(), 'inzage-checkpoints-'));
  ending.add(() => rm(folder, { recursive: true, force: true }));
  return { origin: 'log.example', key, places: { folder }, witnesses: [], everyMs: A_DAY_MS };
}
