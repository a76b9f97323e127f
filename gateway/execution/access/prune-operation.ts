/** Takes the refused fields out of an operation, so that they are neither planned nor fetched. */
import {
  isAbstractType,
  isObjectType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Refusal } from '../../../schema/access-decision.js';
import { onlyWhatIsUsed } from '../used-definitions.js';
import type { Refuses } from './refusals.js';

/** The type that stands for a person in care; its id goes on the record of a refusal below it. */
const CLIENT = { type: 'Client', id: 'id' } as const;

/** Response names of what we ask for ourselves; the caller's operation has none of them. */
export interface HiddenNames {
  typename: string;
  client: string;
}

export interface PrunedOperation {
  document: DocumentNode;
  /** The fields taken out, as they stand in the caller's document. */
  refused: ReadonlyMap<FieldNode, Refusal>;
  hidden: HiddenNames;
}

/** Null when the caller may ask for everything in the operation. */
export function pruneOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  refuses: Refuses,
): PrunedOperation | null {
  const refused = new Map<FieldNode, Refusal>();
  const hidden = hiddenNames(document);
  const types = new TypeInfo(schema);
  const asked = onlyWhatIsUsed(operation, document);
  const pruned = visit(
    asked,
    visitWithTypeInfo(types, {
      Field: (field) => {
        const type = types.getParentType();
        const refusal = type == null ? null : refuses(type, field.name.value);
        if (refusal === null) return undefined;
        refused.set(field, refusal);
        return null;
      },
      SelectionSet: { leave: (selectionSet) => withHiddenFields(selectionSet, types, hidden) },
    }),
  );
  if (refused.size === 0) return null;
  const remaining = onlyWhatIsUsed(pruned.definitions[0] as OperationDefinitionNode, pruned);
  return { document: remaining, refused, hidden };
}

/** A set left empty still has to find out whether its object is there; an abstract one, which type it is. */
function withHiddenFields(
  selectionSet: SelectionSetNode,
  types: TypeInfo,
  hidden: HiddenNames,
): SelectionSetNode | undefined {
  const type = types.getParentType();
  const added: FieldNode[] = [];
  if (selectionSet.selections.length === 0 || isAbstractType(type)) added.push(aliased(hidden.typename, '__typename'));
  if (isObjectType(type) && type.name === CLIENT.type && CLIENT.id in type.getFields()) {
    added.push(aliased(hidden.client, CLIENT.id));
  }
  return added.length === 0 ? undefined : { ...selectionSet, selections: [...selectionSet.selections, ...added] };
}

function aliased(alias: string, name: string): FieldNode {
  return {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: alias },
    name: { kind: Kind.NAME, value: name },
  };
}

function hiddenNames(document: DocumentNode): HiddenNames {
  const taken = new Set<string>();
  visit(document, { Name: ({ value }) => void taken.add(value) });
  const free = (name: string): string => (taken.has(name) ? free(`${name}_`) : name);
  return { typename: free('inzageType'), client: free('inzageClient') };
}
