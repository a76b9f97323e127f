/** One request on the fast path: sends what the steps ask, and gathers what comes back. */
import type { Asked } from '../plan/compiled-operation.js';
import type { Fetch } from '../plan/fetch.js';
import { bodyOf } from '../run/body.js';
import { Gathered, type Frame, type Kept } from './gathered.js';
import { JsonText } from './json-text.js';
import type { EntityStep, RootStep, SpliceStep } from './steps.js';
import { SURPRISE } from './surprise.js';
import { gather } from './keep.js';

export class SpliceRun {
  readonly root: Gathered;

  constructor(
    frame: Frame,
    private readonly asked: Asked,
  ) {
    this.root = new Gathered(frame);
  }

  async run(step: SpliceStep): Promise<void> {
    switch (step.kind) {
      case 'root':
        return this.fetchRoot(step);
      case 'entities':
        return this.fetchEntities(step);
      case 'parallel':
        await Promise.all(step.steps.map((each) => this.run(each)));
        return;
      case 'sequence':
        for (const each of step.steps) await this.run(each);
    }
  }

  private async fetchRoot({ fetch, reading }: RootStep): Promise<void> {
    const json = await this.ask(fetch, null);
    json.expect('{"data":');
    gather(json, reading, this.root);
    json.expect('}');
    json.end();
  }

  private async fetchEntities(step: EntityStep): Promise<void> {
    const wanted = new Map<string, Gathered[]>();
    for (const entity of entitiesAt(this.root, step.path)) {
      const representation = step.targets.get(entity.frame)?.representation.of(entity);
      if (representation === undefined) continue;
      const same = wanted.get(representation);
      if (same === undefined) wanted.set(representation, [entity]);
      else same.push(entity);
    }
    if (wanted.size === 0) return;
    readEntities(await this.ask(step.fetch, [...wanted.keys()]), step, wanted.values());
  }

  /** No answer is a surprise as well: who asks again for the object path hears the same. */
  private async ask(fetch: Fetch, representations: readonly string[] | null): Promise<JsonText> {
    const { variables, send } = this.asked;
    try {
      return new JsonText(await send(fetch, bodyOf(fetch, variables, representations)));
    } catch {
      throw SURPRISE;
    }
  }
}

/** In the order in which they were asked; an entity that is not there is a surprise. */
function readEntities(json: JsonText, { targets }: EntityStep, wanted: Iterable<Gathered[]>): void {
  let lead = '{"data":{"_entities":[';
  for (const same of wanted) {
    json.expect(lead);
    lead = ',';
    const from = json.at;
    for (const entity of same) {
      const target = targets.get(entity.frame);
      if (target === undefined) throw SURPRISE;
      if (json.at !== from) json.goBack(from);
      gather(json, target.reading, entity);
    }
  }
  json.expect(']}}');
  json.end();
}

function entitiesAt(root: Gathered, path: readonly string[]): Gathered[] {
  let found: Gathered[] = [root];
  for (const name of path) {
    const below: Gathered[] = [];
    for (const { frame, slots } of found) {
      const slot = frame.fields.get(name);
      if (slot !== undefined) collect(slots[slot], below);
    }
    found = below;
  }
  return found;
}

/** Objects, through the lists they stand in; a null is nobody. */
function collect(kept: Kept | undefined, into: Gathered[]): void {
  if (kept instanceof Gathered) into.push(kept);
  else if (Array.isArray(kept)) for (const entry of kept) collect(entry, into);
}
