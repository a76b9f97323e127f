/** Measures an operation; a fragment once, however often it is used, so that a fragment bomb costs no time. */
import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { NOTHING, together, withDirectives, type QuerySize } from './query-size.js';

export interface Measured {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Readonly<Record<string, unknown>>;
  /** The page of a list whose size is not said. */
  usualPage: number;
}

const PAGE_ARGUMENTS = ['first', 'last'];

export interface Measurement {
  size: QuerySize;
  /** The variables that say how long a page is: with the same numbers in them it measures the same. */
  pageVariables: readonly string[];
}

/** The document need not be valid: a fragment that holds itself, or a name that is not there, counts for nothing. */
export function measure(measured: Measured): Measurement {
  const root = measured.schema.getRootType(measured.operation.operation);
  const measuring = new Measure(measured);
  const size = measuring.selectionSet(measured.operation.selectionSet, root ?? undefined);
  const variables = measured.operation.variableDefinitions ?? [];
  const directives = [measured.operation, ...variables].reduce((sum, node) => sum + (node.directives?.length ?? 0), 0);
  return { size: withDirectives(size, directives), pageVariables: [...measuring.pageVariables] };
}

class Measure {
  readonly pageVariables = new Set<string>();
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly sizes = new Map<string, QuerySize>();

  constructor(private readonly given: Measured) {
    for (const definition of given.document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition);
    }
  }

  selectionSet(set: SelectionSetNode, type: GraphQLNamedType | undefined): QuerySize {
    const sizes = set.selections.map((selection) => {
      const directives = selection.directives?.length ?? 0;
      if (selection.kind === Kind.FIELD) return withDirectives(this.field(selection, type), directives);
      if (selection.kind === Kind.FRAGMENT_SPREAD)
        return withDirectives(this.fragment(selection.name.value), directives);
      const condition = selection.typeCondition?.name.value;
      const inner = condition === undefined ? type : this.given.schema.getType(condition);
      return withDirectives(this.selectionSet(selection.selectionSet, inner), directives);
    });
    return sizes.reduce(together, NOTHING);
  }

  private fragment(name: string): QuerySize {
    const known = this.sizes.get(name);
    if (known !== undefined) return known;
    const fragment = this.fragments.get(name);
    if (fragment === undefined) return NOTHING;
    this.sizes.set(name, NOTHING);
    const size = this.selectionSet(fragment.selectionSet, this.given.schema.getType(fragment.typeCondition.name.value));
    this.sizes.set(name, size);
    return size;
  }

  private field(node: FieldNode, type: GraphQLNamedType | undefined): QuerySize {
    const names = new Set([node.name.value]);
    const aliases = node.alias === undefined ? 0 : 1;
    // introspection is deep by nature and answered from memory; production does not let it get here
    if (node.name.value === '__schema' || node.name.value === '__type')
      return { ...NOTHING, aliases, fields: 1, names };
    const definition = fieldOf(type, node.name.value);
    const below = this.below(node, definition);
    const pages = this.pagesOf(node, definition);
    return {
      depth: below.depth + 1,
      aliases: below.aliases + aliases,
      directives: below.directives,
      cost: 1 + Math.max(1, ...pages) * below.cost,
      largestPage: Math.max(below.largestPage, ...pages),
      smallestPage: Math.min(below.smallestPage, ...pages),
      fields: 1,
      names,
    };
  }

  private below(node: FieldNode, definition: GraphQLField<unknown, unknown> | undefined): QuerySize {
    if (node.selectionSet === undefined) return NOTHING;
    const type = definition === undefined ? undefined : getNamedType(definition.type);
    return this.selectionSet(node.selectionSet, isCompositeType(type) ? type : undefined);
  }

  private pagesOf(node: FieldNode, definition: GraphQLField<unknown, unknown> | undefined): number[] {
    const paged = (definition?.args ?? []).filter(({ name }) => PAGE_ARGUMENTS.includes(name));
    const given = paged.flatMap(({ name, defaultValue }) => {
      const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
      const said = value === undefined ? defaultValue : this.valueOf(value);
      return typeof said === 'number' ? [said] : [];
    });
    return paged.length > 0 && given.length === 0 ? [this.given.usualPage] : given;
  }

  private valueOf(node: ValueNode): unknown {
    if (node.kind === Kind.INT) return Number(node.value);
    if (node.kind !== Kind.VARIABLE) return undefined;
    const name = node.name.value;
    this.pageVariables.add(name);
    if (Object.hasOwn(this.given.variables, name)) return this.given.variables[name];
    const definition = this.given.operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
    return definition?.defaultValue === undefined ? undefined : this.valueOf(definition.defaultValue);
  }
}

function fieldOf(
  type: GraphQLNamedType | GraphQLCompositeType | undefined,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}
