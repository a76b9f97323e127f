/** Compiles what an answer must look like from the caller's own operation. */
import {
  getNullableType,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  type FieldNode,
  type GraphQLInterfaceType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Refusal } from '../../../schema/access-decision.js';
import type { OperationNames } from '../graph/data-names.js';
import { collectFields, type Reading } from './collect-fields.js';
import { hiddenMembers, hiddenTypes } from './hidden-values.js';
import type { FieldShape, LeafKind, LeafShape, ObjectShape, Projection, ValueShape } from './projection.js';

/** What the caller may not have, and how whose it is was asked beside it. */
export interface Closed {
  readonly refused: ReadonlyMap<FieldNode, Refusal>;
  /** Response name of the id of a person in care, fetched for the record of a refusal. */
  readonly client: string;
}

export interface Compiled extends Reading {
  readonly operation: OperationDefinitionNode;
  readonly names: OperationNames;
  /** All types, hidden ones included. */
  readonly supergraph: GraphQLSchema;
  /** Interfaces that are an object type to some subgraph, which does not know of what type its objects are. */
  readonly interfaceObjects: ReadonlySet<string>;
  /** Null: nothing in the operation is closed. */
  readonly closed: Closed | null;
}

type Sets = readonly SelectionSetNode[];

const META = ['__schema', '__type'];

/** @throws Error for an operation of a kind that the schema does not have. */
export function compileProjection(given: Compiled): Projection {
  const type = given.schema.getRootType(given.operation.operation);
  if (type == null) throw new Error(`the graph has no ${given.operation.operation}`);
  const seen = { refuses: false, introspects: false };
  const root = new Compiler(given, seen).object(type, [given.operation.selectionSet]);
  return { root, ...seen };
}

class Compiler {
  private readonly numbers = new Map<SelectionSetNode, number>();
  private readonly shapes = new Map<string, ObjectShape>();

  constructor(
    private readonly given: Compiled,
    private readonly seen: { refuses: boolean; introspects: boolean },
  ) {}

  /** Each combination of a type and what is asked of it once: of interfaces in interfaces there are many ways down. */
  object(type: GraphQLObjectType | GraphQLInterfaceType, sets: Sets): ObjectShape {
    const key = [type.name, ...sets.map((set) => this.numberOf(set))].join(' ');
    const known = this.shapes.get(key);
    if (known !== undefined) return known;
    const asked = collectFields(this.given, type, sets);
    const fields = [...asked].map(([name, nodes]) => this.field(type, name, nodes));
    const shape = { type: type.name, fields, client: this.given.closed?.client ?? null };
    this.shapes.set(key, shape);
    return shape;
  }

  private numberOf(set: SelectionSetNode): number {
    const number = this.numbers.get(set) ?? this.numbers.size;
    this.numbers.set(set, number);
    return number;
  }

  private field(type: GraphQLObjectType | GraphQLInterfaceType, name: string, nodes: readonly FieldNode[]): FieldShape {
    const [node] = nodes;
    const asked = node?.name.value ?? '';
    if (node !== undefined && asked === '__typename')
      return { kind: 'typename', name, source: this.given.names.of(node) };
    if (META.includes(asked)) {
      this.seen.introspects = true;
      return { kind: 'introspection', name, nodes };
    }
    const definition = type.getFields()[asked];
    if (node === undefined || definition === undefined) throw new Error(`${type.name} has no field ${asked}`);
    const code = this.refusalOf(nodes);
    if (code !== null) {
      this.seen.refuses = true;
      const nullable = !isNonNullType(definition.type);
      return { kind: 'refused', name, nullable, code, coordinate: `${type.name}.${asked}`, node };
    }
    const source = this.given.names.of(node);
    return {
      kind: 'value',
      name,
      source,
      inherited: source in Object.prototype,
      value: this.value(definition.type, nodes),
    };
  }

  /** A field asked twice is open when one of both is. */
  private refusalOf(nodes: readonly FieldNode[]): Refusal | null {
    const refused = nodes.map((node) => this.given.closed?.refused.get(node));
    return refused.includes(undefined) ? null : (refused[0] ?? null);
  }

  private value(type: GraphQLOutputType, nodes: readonly FieldNode[]): ValueShape {
    const nullable = !isNonNullType(type);
    const inner = getNullableType(type);
    if (isListType(inner)) return { kind: 'list', nullable, entry: this.value(inner.ofType, nodes) };
    if (isLeafType(inner)) return { kind: 'leaf', nullable, ...leafOf(this.given.supergraph, inner) };
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    if (isObjectType(inner)) return { kind: 'object', nullable, shape: this.object(inner, sets) };
    if (!isAbstractType(inner)) throw new Error('a field has a type without a name');
    const { schema, supergraph } = this.given;
    const possible = schema.getPossibleTypes(inner);
    return {
      kind: 'abstract',
      nullable,
      name: inner.name,
      shapes: new Map(possible.map((each) => [each.name, this.object(each, sets)])),
      hidden: hiddenTypes(supergraph, schema, inner),
      unnamed: isInterfaceType(inner) && this.isAlike(inner, possible, sets) ? this.object(inner, sets) : null,
    };
  }

  /** Whether of an interface object the same is asked whatever type it is of, and not which one: a subgraph need not know. */
  private isAlike(type: GraphQLInterfaceType, possible: readonly GraphQLObjectType[], sets: Sets): boolean {
    if (!this.given.interfaceObjects.has(type.name)) return false;
    const asked = [...collectFields(this.given, type, sets).values()].flat();
    if (asked.some(({ name }) => name.value === '__typename')) return false;
    return possible.every((each) => {
      const ofType = [...collectFields(this.given, each, sets).values()].flat();
      return ofType.length === asked.length && ofType.every((node, index) => node === asked[index]);
    });
  }
}

const NONE: ReadonlySet<string> = new Set();

type Leaf = Pick<LeafShape, 'leaf' | 'members' | 'hidden'>;

function leafOf(supergraph: GraphQLSchema, type: GraphQLLeafType): Leaf {
  if (!isEnumType(type))
    return { leaf: isSpecifiedScalarType(type) ? (type.name as LeafKind) : 'custom', members: null, hidden: NONE };
  const members = new Set(type.getValues().map(({ name }) => name));
  return { leaf: 'enum', members, hidden: hiddenMembers(supergraph, type) };
}
