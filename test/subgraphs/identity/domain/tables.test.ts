import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const DOMAIN = 'subgraphs/identity/domain';

/** That nothing of the log is changed outside a step is seen to by the compiler: only a step's tables can. */
describe('a step of identity', () => {
  it('is recorded, save for codes on their way and word of what ends: these are no events (NEN 7513)', () => {
    const files = readdirSync(DOMAIN, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const unrecorded = files.filter((file) => readFileSync(join(DOMAIN, file), 'utf8').includes('.withoutRecord('));
    expect(unrecorded.sort()).toEqual(['sign-in/send-code.ts', 'upkeep/tell-extra-access-ending.ts']);
  });
});
