/**
 * Where an interface is an object type to some subgraph, the planner knows no other abstract type behind it: of
 * `{ media { ... on Found { title } } }` it asks nothing there, or throws. Such a condition therefore becomes one for
 * each of the object types that it lets through.
 */
import {
  isAbstractType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLSchema,
  type InlineFragmentNode,
} from 'graphql';

type Fragment = InlineFragmentNode | FragmentSpreadNode;

/** @param interfaceObjects interfaces that are an object type to some subgraph. */
export function onObjectTypes(
  document: DocumentNode,
  schema: GraphQLSchema,
  interfaceObjects: ReadonlySet<string>,
): DocumentNode {
  if (interfaceObjects.size === 0) return document;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  const types = new TypeInfo(schema);

  const onEach = (fragment: Fragment): InlineFragmentNode | undefined => {
    const parent = types.getParentType();
    const named = fragment.kind === Kind.FRAGMENT_SPREAD ? fragments.get(fragment.name.value) : fragment;
    const condition = schema.getType(named?.typeCondition?.name.value ?? '');
    if (!isAbstractType(parent) || !isAbstractType(condition)) return undefined;
    if (parent === condition || !interfaceObjects.has(parent.name)) return undefined;
    const both = schema.getPossibleTypes(condition).filter((type) => schema.isSubType(parent, type));
    return {
      kind: Kind.INLINE_FRAGMENT,
      selectionSet: { kind: Kind.SELECTION_SET, selections: both.map(({ name }) => only(name, fragment)) },
    };
  };
  const visitor = { InlineFragment: { enter: onEach }, FragmentSpread: { enter: onEach } };
  return visit(document, visitWithTypeInfo(types, visitor));
}

function only(type: string, fragment: Fragment): InlineFragmentNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
    selectionSet: { kind: Kind.SELECTION_SET, selections: [fragment] },
  };
}
