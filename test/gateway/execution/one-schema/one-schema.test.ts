import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse, validate } from 'graphql';
import { DIFFERENTIAL_OPERATIONS } from '../../../support/differential-operations.js';
import { Chance } from '../differential/chance.js';
import { Contest, type Asked, type Outcome } from './contest.js';
import { OddOperation } from './odd-operation.js';
import { possibleTypes, Tellers } from './tellers.js';
import { World, type Troubles } from './world.js';

/** The worlds that each operation is run in. */
const WORLDS: readonly Troubles[] = [
  { nulls: 0.1, failures: 0 },
  { nulls: 0, failures: 0.05 },
  { nulls: 0.05, failures: 0.25 },
];

const tellers = new Tellers();
const contest = new Contest(tellers);
const possible = possibleTypes();

/** Null for what does not validate, as where one name says two things. */
function madeUp(seed: number): Asked | null {
  const made = new OddOperation(tellers.schema, new Chance(seed));
  const text = made.text();
  const document = parse(text);
  return validate(tellers.schema, document).length > 0 ? null : { text, document, variables: made.given() };
}

describe('operations that are made up, over a graph with everything that services can share', () => {
  const outcomes: Outcome[] = [];

  beforeAll(async () => {
    for (let seed = 0, run = 0; run < DIFFERENTIAL_OPERATIONS; seed++) {
      const asked = madeUp(seed);
      if (asked === null) continue;
      run += 1;
      const compiled = contest.compile(asked);
      for (const [index, troubles] of WORLDS.entries()) {
        const worldAnew = (): World => new World(new Chance(seed * WORLDS.length + index), troubles, possible);
        outcomes.push(await contest.run(asked, compiled, worldAnew, index));
      }
    }
  });

  it('are answered as one schema would answer them, on both of our paths, and nothing is asked twice', () => {
    expect(outcomes.flatMap(({ differences }) => differences).slice(0, 3)).toEqual([]);
  });

  it('are of every kind: spliced, with errors, and of several subgraphs', () => {
    const share = (of: (outcome: Outcome) => boolean): number => outcomes.filter(of).length / outcomes.length;
    expect(share(({ spliced }) => spliced)).toBeGreaterThan(0.2);
    expect(share(({ failed }) => failed)).toBeGreaterThan(0.2);
    expect(share(({ questions }) => questions > 2)).toBeGreaterThan(0.2);
  });
});
