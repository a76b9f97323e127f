/**
 * One representation holds one value for each field of its object. Fields that require the same field with other
 * arguments (`price(currency: "USD")` and `price(currency: "EUR")`) are therefore resolved in fetches of their own.
 */
import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import type { DocumentNode, FieldNode } from 'graphql';
import { fieldsOfEntities, partOf } from './fetch-parts.js';
import { needsKey, type Requirements, type Slot } from './requirements.js';

/** Place → hidden field: what the representations of one fetch hold. */
type Filled = Map<string, string>;

export function splitFetch(fetch: FetchNode, requirements: Requirements): FetchNode[] {
  const { operationDocumentNode: document, requires } = fetch;
  if (document === undefined || requires === undefined || requirements.needs.size === 0) return [fetch];
  const groups = [new Map<string, string>()];
  const groupOf = new Map<FieldNode, number>();
  for (const [field, slots] of needing(fetch.serviceName, document, requirements)) {
    let index = groups.findIndex((filled) =>
      slots.every(({ place, hidden }) => (filled.get(place) ?? hidden) === hidden),
    );
    if (index === -1) index = groups.push(new Map<string, string>()) - 1;
    for (const { place, hidden } of slots) groups[index]?.set(place, hidden);
    groupOf.set(field, index);
  }
  if (groups.length === 1) return [fetch];
  return groups.map((filled, index) => {
    const keep = (field: FieldNode): boolean => (groupOf.get(field) ?? 0) === index;
    return partOf(fetch, document, keep, onlyFilled(requires, [], filled, requirements));
  });
}

/** The fields of the fetched entities that need a hidden field, each with what it needs. */
function needing(subgraph: string, document: DocumentNode, { needs }: Requirements): [FieldNode, readonly Slot[]][] {
  return fieldsOfEntities(document).flatMap(([type, field]): [FieldNode, readonly Slot[]][] => {
    const slots = needs.get(needsKey(subgraph, type, field.name.value));
    return slots === undefined ? [] : [[field, slots]];
  });
}

function onlyFilled(
  selections: readonly QueryPlanSelectionNode[],
  above: readonly string[],
  filled: Filled,
  requirements: Requirements,
): QueryPlanSelectionNode[] {
  return selections.flatMap((selection): QueryPlanSelectionNode[] => {
    if (selection.kind === 'InlineFragment') {
      return [{ ...selection, selections: onlyFilled(selection.selections, above, filled, requirements) }];
    }
    const hidden = requirements.hidden.get(selection.name);
    const place = [...above, hidden?.field ?? selection.name];
    if (hidden !== undefined && filled.get(place.join('.')) !== selection.name) return [];
    if (selection.selections === undefined) return [selection];
    const inside = onlyFilled(selection.selections, place, filled, requirements);
    return inside.length === 0 ? [] : [{ ...selection, selections: inside }];
  });
}
