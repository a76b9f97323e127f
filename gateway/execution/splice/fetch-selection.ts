import { isObjectType, Kind, type FieldNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';
import { collectFields, type Reading } from '../answer/collect-fields.js';
import type { Graph } from '../graph/graph.js';
import type { Fetch } from '../plan/fetch.js';
import { valueOf, type Place } from './place.js';

/** What is skipped is not in a plan. */
const NONE: Reading['conditions'] = new Map();

/** What a fetch asks of the objects at its path. */
export class FetchSelection {
  private readonly reading: Reading;
  readonly sets: readonly SelectionSetNode[];

  constructor(
    private readonly graph: Graph,
    readonly fetch: Fetch,
  ) {
    const fragments = new Map<string, FragmentDefinitionNode>();
    const roots: SelectionSetNode[] = [];
    for (const definition of fetch.operation.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
      if (definition.kind === Kind.OPERATION_DEFINITION) roots.push(definition.selectionSet);
    }
    this.reading = { schema: graph.supergraphSchema, fragments, conditions: NONE };
    // an entity fetch asks `_entities` and nothing beside it
    this.sets = fetch.requires === null ? roots : below(roots.flatMap(({ selections }) => selections as FieldNode[]));
  }

  /** The fields asked of an object of this type, by response name, in the order in which they are answered. */
  fieldsOf(type: string, sets: readonly SelectionSetNode[]): ReadonlyMap<string, readonly FieldNode[]> {
    const object = this.graph.supergraphSchema.getType(type);
    return isObjectType(object) ? collectFields(this.reading, object, sets) : new Map<string, readonly FieldNode[]>();
  }

  /** Notes which of the caller's fields it gives at a place and below. */
  survey(place: Place, sets: readonly SelectionSetNode[] = this.sets): void {
    for (const [name, nodes] of this.fieldsOf(place.type, sets)) {
      if (name === '__typename') place.typed = true;
      const field = place.fields.get(name);
      if (field === undefined || valueOf(field) === null) continue;
      field.isShared ||= field.giver !== null && field.giver !== this.fetch;
      field.giver ??= this.fetch;
      for (const each of field.places.values()) this.survey(each, below(nodes));
    }
  }
}

export function below(nodes: readonly FieldNode[]): SelectionSetNode[] {
  return nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
}
