import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse, validate } from 'graphql';
import { DIFFERENTIAL_OPERATIONS } from '../../../support/differential-operations.js';
import { FederatedGraph, LINK } from '../federated-graph.js';
import { Paths } from '../splice/paths.js';
import { runCase, type Answering, type Outcome } from './case.js';
import { Chance } from './chance.js';
import { MadeUpAnswers } from './made-up-answers.js';
import { MadeUpOperation } from './made-up-operation.js';
import { PlainGateway } from './plain-gateway.js';
import { SERVICES } from './services.js';

/** How often something is broken in each of the worlds that an operation is run in; the plain gateway sees the first. */
const BROKEN = [0, 0.01, 0.04, 0, 0.002, 0.005, 0.01, 0.02, 0.02, 0.04, 0.06, 0.1];
const SEEN_BY_PLAIN = 3;

const VARIABLES = { yes: true, no: false, id: 'e2' };

const federated = new FederatedGraph(SERVICES);
const { graph, supergraph } = federated;
const plain = new PlainGateway(supergraph, graph.apiSchema);
const answers = new MadeUpAnswers(SERVICES, LINK);

function answeringIn(world: number, broken: number): Answering {
  const chance = new Chance(world);
  return (subgraph, body) => answers.answer(subgraph, body, chance, broken);
}

describe('operations that are made up, with answers of subgraphs that are made up and often broken', () => {
  const outcomes: Outcome[] = [];
  const sound: Outcome[] = [];

  beforeAll(async () => {
    for (let seed = 0; seed < DIFFERENTIAL_OPERATIONS; seed++) {
      const text = new MadeUpOperation(graph.apiSchema, new Chance(seed)).text();
      expect(validate(graph.apiSchema, parse(text))).toEqual([]);
      const operation = { text, variables: VARIABLES, paths: new Paths(graph, text, VARIABLES) };
      for (const [index, broken] of BROKEN.entries()) {
        const answering = answeringIn(seed * BROKEN.length + index, broken);
        const outcome = await runCase(operation, answering, index < SEEN_BY_PLAIN ? plain : null);
        outcomes.push(outcome);
        if (broken === 0) sound.push(outcome);
      }
    }
  });

  it('have one answer on the plain gateway and on both of our paths, up to the corrections on record', () => {
    expect(outcomes.flatMap(({ differences }) => differences).slice(0, 3)).toEqual([]);
  });

  it('have no errors, and are spliced, while nothing is broken', () => {
    expect(sound.filter(({ told }) => told)).toEqual([]);
    expect(sound.filter(({ spliced }) => spliced).length).toBeGreaterThan(0.95 * sound.length);
  });

  it('are of every kind: spliced though something was broken elsewhere, and left to the object path', () => {
    const broken = outcomes.length - sound.length;
    expect(outcomes.filter(({ told }) => told).length).toBeGreaterThan(0.2 * broken);
    expect(outcomes.filter(({ spliced }) => !spliced).length).toBeGreaterThan(0.2 * broken);
    expect(outcomes.filter(({ spliced }) => spliced).length - sound.length).toBeGreaterThan(0.1 * broken);
  });
});
