/** A fetch of entities in parts: each with some of its fields, and with what they need sent. */
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

/** The fields asked of the entities themselves, each with the type of which it is asked. */
export function fieldsOfEntities(document: DocumentNode): [type: string, field: FieldNode][] {
  const found: [string, FieldNode][] = [];
  const look = (type: string, { selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        look(selection.typeCondition?.name.value ?? type, selection.selectionSet);
      } else if (selection.kind === Kind.FIELD) {
        found.push([type, selection]);
      }
    }
  };
  const entities = entitiesOf(document)?.selectionSet;
  if (entities) look('', entities);
  return found;
}

/** @param requires what is sent of the entities for this part. */
export function partOf(
  fetch: FetchNode,
  document: DocumentNode,
  keep: (field: FieldNode) => boolean,
  requires: QueryPlanSelectionNode[],
): FetchNode {
  const part = onlyUsedVariables(onlyFields(document, keep));
  return {
    ...fetch,
    operation: stripIgnoredCharacters(print(part.document)),
    operationDocumentNode: part.document,
    variableUsages: fetch.variableUsages?.filter((name) => part.variables.has(name)),
    requires,
  };
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
