/**
 * One representation holds one value for each field of its object. Fields that require the same field with other
 * arguments (`price(currency: "USD")` and `price(currency: "EUR")`) are therefore resolved in fetches of their own.
 */
import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import {
  Kind,
  print,
  stripIgnoredCharacters,
  visit,
  type DocumentNode,
  type FieldNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { onlyUsedVariables } from './used-variables.js';
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
    const part = onlyUsedVariables(onlyFields(document, (field) => (groupOf.get(field) ?? 0) === index));
    return {
      ...fetch,
      operation: stripIgnoredCharacters(print(part.document)),
      operationDocumentNode: part.document,
      variableUsages: fetch.variableUsages?.filter((name) => part.variables.has(name)),
      requires: onlyFilled(requires, [], filled, requirements),
    };
  });
}

/** The fields of the fetched entities that need a hidden field, each with what it needs. */
function needing(subgraph: string, document: DocumentNode, { needs }: Requirements): Map<FieldNode, readonly Slot[]> {
  const found = new Map<FieldNode, readonly Slot[]>();
  const look = (type: string, { selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        look(selection.typeCondition?.name.value ?? type, selection.selectionSet);
      } else if (selection.kind === Kind.FIELD) {
        const slots = needs.get(needsKey(subgraph, type, selection.name.value));
        if (slots !== undefined) found.set(selection, slots);
      }
    }
  };
  const entities = entitiesOf(document)?.selectionSet;
  if (entities) look('', entities);
  return found;
}

function entitiesOf(document: DocumentNode): FieldNode | null {
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const first = operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections[0] : undefined;
  return first?.kind === Kind.FIELD ? first : null;
}

function onlyFields(document: DocumentNode, keep: (field: FieldNode) => boolean): DocumentNode {
  const entities = entitiesOf(document);
  const kept = ({ selections }: SelectionSetNode): SelectionSetNode => ({
    kind: Kind.SELECTION_SET,
    selections: selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind !== Kind.INLINE_FRAGMENT)
        return selection.kind === Kind.FIELD && keep(selection) ? [selection] : [];
      const selectionSet = kept(selection.selectionSet);
      return selectionSet.selections.length === 0 ? [] : [{ ...selection, selectionSet }];
    }),
  });
  return visit(document, {
    Field: (field) =>
      field === entities && field.selectionSet ? { ...field, selectionSet: kept(field.selectionSet) } : false,
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
