/**
 * The fast path: an answer put together from pieces of the subgraphs' own texts. Every byte of them is held against the
 * schema on the way, but nothing is parsed or built. It serves what is plain; all else takes the object path.
 */
import type { Projection } from '../answer/projection.js';
import type { Graph } from '../graph/graph.js';
import type { Asked } from '../plan/compiled-operation.js';
import type { CompiledPlan } from '../plan/compiled-plan.js';
import { write } from './gathered.js';
import { placesOf, type Place } from './place.js';
import { SpliceRun } from './splice-run.js';
import { compileSteps } from './steps.js';
import { SURPRISE } from './surprise.js';

/** Gives the text of `data`, which has no errors; null: a surprise, the object path is to judge. */
export type Splice = (asked: Asked) => Promise<string | null>;

/** Null for what does not qualify. */
export function compileSplice(plan: CompiledPlan, projection: Projection, graph: Graph): Splice | null {
  if (projection.refuses || projection.introspects) return null;
  const root = placesOf(projection.root);
  if (root === null) return null;
  root.gathered = true;
  const steps = compileSteps(plan, root, graph);
  if (steps === null) return null;
  finish(root);
  return async (asked) => {
    try {
      const run = new SpliceRun(root.frame, asked);
      await run.run(steps);
      return write(run.root);
    } catch (error) {
      if (error === SURPRISE) return null;
      throw error;
    }
  };
}

/** What is written of each place, in the caller's order. */
function finish(place: Place): void {
  const parts: (string | number)[] = [];
  for (const [name, { shape, places }] of place.fields) {
    for (const each of places.values()) finish(each);
    const run = place.runs.get(name);
    // it stands in the run of its neighbour
    if (run === null) continue;
    const lead = parts.length === 0 ? '{' : ',';
    const key = `${lead}${JSON.stringify(shape.name)}:`;
    if (run !== undefined) parts.push(lead, run);
    else if (shape.kind === 'typename') parts.push(key + JSON.stringify(place.type));
    else parts.push(key, place.slotOf(name));
  }
  // of some types of an abstract one nothing is asked
  place.frame.parts = parts.length === 0 ? ['{}'] : [...parts, '}'];
}
