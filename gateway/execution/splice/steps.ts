/** A plan prepared for splicing: each fetch with what its answer looks like wherever it belongs. */
import type { Graph } from '../graph/graph.js';
import type { CompiledPlan, Step } from '../plan/compiled-plan.js';
import type { Fetch } from '../plan/fetch.js';
import { compileReading } from './compile-reading.js';
import { FetchSelection } from './fetch-selection.js';
import type { Frame } from './gathered.js';
import { gatherAlong, type Place } from './place.js';
import type { ObjectReading } from './reading.js';
import { Representation, requiredFields } from './representation.js';

export type SpliceStep = RootStep | EntityStep | { kind: 'sequence' | 'parallel'; steps: readonly SpliceStep[] };

export interface RootStep {
  readonly kind: 'root';
  readonly fetch: Fetch;
  readonly reading: ObjectReading;
}

export interface EntityStep {
  readonly kind: 'entities';
  readonly fetch: Fetch;
  /** Response names on the way to the entities; lists are seen when they are there. */
  readonly path: readonly string[];
  /** By what is gathered there; nothing is asked of other types. */
  readonly targets: ReadonlyMap<Frame, Target>;
}

export interface Target {
  readonly representation: Representation;
  readonly reading: ObjectReading;
}

/** Null when a fetch does not qualify. All of them are surveyed before any is compiled: they decide what stands as it is. */
export function compileSteps(plan: CompiledPlan, root: Place, graph: Graph): SpliceStep | null {
  const surveyed = new Map<Fetch, Surveyed>();
  for (const fetch of plan.fetches) {
    const survey = surveyFetch(new FetchSelection(graph, fetch), root, graph);
    if (survey === null) return null;
    surveyed.set(fetch, survey);
  }
  const compiled = new Map([...surveyed].map(([fetch, survey]) => [fetch, compileFetch(survey)]));
  return plan.step === null ? { kind: 'sequence', steps: [] } : compileStep(plan.step, compiled);
}

interface Surveyed {
  selection: FetchSelection;
  places: readonly Place[];
  /** What it requires of the objects at each place; null for a fetch from the root. */
  required: ReadonlyMap<Place, readonly string[]> | null;
}

function surveyFetch(selection: FetchSelection, root: Place, graph: Graph): Surveyed | null {
  const { requires, path, inputRewrites, outputRewrites, contextRewrites } = selection.fetch;
  if (inputRewrites.length + outputRewrites.length + contextRewrites.length > 0) return null;
  if (requires === null) {
    if (path.length > 0) return null;
    selection.survey(root);
    return { selection, places: [root], required: null };
  }
  const places = gatherAlong(root, path);
  if (places === null) return null;
  const required = new Map<Place, readonly string[]>();
  for (const place of places) {
    const names = requiredFields(requires, place.type, graph.supergraphSchema);
    if (names === null) return null;
    if (names.length === 0 || !place.typed) continue;
    required.set(place, names);
    for (const name of names) if (name !== '__typename') place.required.add(name);
    selection.survey(place);
  }
  return { selection, places: [...required.keys()], required };
}

function compileFetch({ selection, places, required }: Surveyed): SpliceStep {
  const { fetch } = selection;
  const targets = new Map<Frame, Target>();
  for (const place of places) {
    const reading = compileReading(selection, place);
    if (required === null) return { kind: 'root', fetch, reading };
    const representation = new Representation(place, required.get(place) ?? []);
    targets.set(place.frame, { representation, reading });
  }
  return { kind: 'entities', fetch, path: fetch.path.filter((name) => name !== '@'), targets };
}

function compileStep(step: Step, compiled: ReadonlyMap<Fetch, SpliceStep>): SpliceStep {
  if (step.kind === 'fetch') return compiled.get(step.fetch) ?? { kind: 'sequence', steps: [] };
  return { kind: step.kind, steps: step.steps.map((each) => compileStep(each, compiled)) };
}
