/** The fields with arguments that requirements ask for: each with other arguments becomes a field of its own. */
import {
  Kind,
  parse,
  print,
  type ConstArgumentNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type FieldNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';
import type { HiddenField, Slot } from './requirements.js';

type Definition = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

export class HiddenFields {
  readonly hidden = new Map<string, HiddenField>();
  private readonly byCall = new Map<string, string>();
  /** Hidden name → the types on which it was required. */
  private readonly parents = new Map<string, Set<string>>();
  private readonly types = new Map<string, Definition>();
  private readonly taken: ReadonlySet<string>;

  constructor(supergraph: DocumentNode) {
    for (const definition of supergraph.definitions) {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
        continue;
      this.types.set(definition.name.value, definition);
    }
    const all = [...this.types.values()].flatMap(({ fields = [] }) => fields);
    this.taken = new Set(all.map(({ name }) => name.value));
  }

  /** A requirement with its fields that take arguments under their hidden names. */
  hide(type: string, requires: string): { text: string; slots: Slot[] } {
    const [operation] = parse(`{${requires}}`).definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`no requirement: ${requires}`);
    const slots: Slot[] = [];
    const text = print(this.inSet(type, operation.selectionSet, [], slots)).slice(1, -1);
    return { text, slots };
  }

  /** The hidden names that a type has for one of its fields. */
  namesOf({ name, interfaces = [] }: Definition, field: string): string[] {
    const types = [name.value, ...interfaces.map((implemented) => implemented.name.value)];
    return [...this.hidden].flatMap(([hidden, { field: of }]) =>
      of === field && types.some((type) => this.parents.get(hidden)?.has(type)) ? [hidden] : [],
    );
  }

  private inSet(type: string, set: SelectionSetNode, place: readonly string[], slots: Slot[]): SelectionSetNode {
    return {
      ...set,
      selections: set.selections.map((selection) => {
        if (selection.kind === Kind.FIELD) return this.inField(type, selection, place, slots);
        if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
        const condition = selection.typeCondition?.name.value ?? type;
        return { ...selection, selectionSet: this.inSet(condition, selection.selectionSet, place, slots) };
      }),
    };
  }

  private inField(type: string, field: FieldNode, above: readonly string[], slots: Slot[]): FieldNode {
    const definition = this.types.get(type)?.fields?.find(({ name }) => name.value === field.name.value);
    if (definition === undefined) return field;
    const place = [...above, field.name.value];
    const selectionSet = field.selectionSet && this.inSet(named(definition.type), field.selectionSet, place, slots);
    if (!takesArguments(definition)) return { ...field, selectionSet };
    const value = this.nameOf(type, field);
    slots.push({ place: place.join('.'), hidden: value });
    return { ...field, name: { kind: Kind.NAME, value }, arguments: [], selectionSet };
  }

  private nameOf(type: string, { name, arguments: given = [] }: FieldNode): string {
    const sorted = [...given].sort((a, b) => (a.name.value < b.name.value ? -1 : 1));
    const call = `${name.value}(${sorted.map(print).join()})`;
    const hidden = this.byCall.get(call) ?? this.freeName(name.value);
    this.byCall.set(call, hidden);
    // a requirement is written in the schema and holds no variable
    this.hidden.set(hidden, { field: name.value, arguments: sorted as ConstArgumentNode[] });
    this.parents.set(hidden, (this.parents.get(hidden) ?? new Set()).add(type));
    return hidden;
  }

  private freeName(field: string): string {
    for (let number = 1; ; number += 1) {
      const name = `required_${field}_${number}`;
      if (!this.taken.has(name) && !this.hidden.has(name)) return name;
    }
  }
}

/** A field whose arguments the planner fills in from a context is the planner's own affair. */
function takesArguments({ arguments: taken = [], directives = [] }: FieldDefinitionNode): boolean {
  const isContextual = directives.some(({ arguments: given }) =>
    given?.some(({ name }) => name.value === 'contextArguments'),
  );
  return taken.length > 0 && !isContextual;
}

function named(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : named(type.type);
}
