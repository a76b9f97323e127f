/** Runs a compiled plan: what each subgraph says is merged into one object. */
import type { GraphQLSchema } from 'graphql';
import type { Asked } from '../plan/compiled-operation.js';
import type { CompiledPlan, Step } from '../plan/compiled-plan.js';
import { fetchEntities } from './fetch-entities.js';
import { fetchRoot } from './fetch-root.js';
import { Faults } from './faults.js';
import type { Data } from './merge.js';
import type { Run } from './run.js';

export async function runPlan(plan: CompiledPlan, schema: GraphQLSchema, asked: Asked): Promise<Run> {
  const { contextual, lanes } = plan;
  const run: Run = { schema, asked, data: Object.create(null) as Data, faults: new Faults(), lanes, contextual };
  if (plan.step !== null) await runStep(plan.step, run);
  return run;
}

async function runStep(step: Step, run: Run): Promise<void> {
  if (step.kind === 'fetch') {
    await (step.fetch.requires === null ? fetchRoot(step.fetch, run) : fetchEntities(step.fetch, run));
  } else if (step.kind === 'parallel') {
    await Promise.all(step.steps.map((each) => runStep(each, run)));
  } else {
    for (const each of step.steps) await runStep(each, run);
  }
}
