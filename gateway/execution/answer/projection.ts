/**
 * What an answer must look like, prepared once for an operation, the fields refused in it and its conditions: every
 * object with its fields in the caller's order (CollectFields, GraphQL 6.3.2), every value with its kind. Nothing in it
 * depends on a variable any more.
 */
import type { FieldNode } from 'graphql';
import type { Refusal } from '../../../schema/access-decision.js';

export interface Projection {
  readonly root: ObjectShape;
  /** Whether some field in it is refused, at whatever depth. */
  readonly refuses: boolean;
  /** Whether `__schema` or `__type` is asked. */
  readonly introspects: boolean;
}

export interface ObjectShape {
  readonly type: string;
  readonly fields: readonly FieldShape[];
  /** Response name under which we fetched the id of the person in care, for the record of a refusal. */
  readonly client: string | null;
}

export type FieldShape = ValueField | TypeNameField | IntrospectionField | ClosedField;

/** A field whose value was fetched. */
export interface ValueField {
  readonly kind: 'value';
  /** Response name. */
  readonly name: string;
  /** Under which it stands in what subgraphs give and in the merged data: nearly always the response name. */
  readonly source: string;
  /** Every object has something by this name already (`constructor`): only its own property counts. */
  readonly inherited: boolean;
  readonly value: ValueShape;
}

/** `__typename`: the name of the object's type, whatever was fetched. */
export interface TypeNameField {
  readonly kind: 'typename';
  readonly name: string;
  /** As a value has it; subgraphs are asked as well, though what they say is not needed. */
  readonly source: string;
}

/** `__schema` or `__type`: answered here, from the API schema. */
export interface IntrospectionField {
  readonly kind: 'introspection';
  readonly name: string;
  readonly nodes: readonly FieldNode[];
}

/** Not fetched: null with an error and a record. */
export interface ClosedField {
  readonly kind: 'refused';
  readonly name: string;
  readonly nullable: boolean;
  readonly code: Refusal;
  readonly coordinate: string;
  /** As the caller wrote it: its arguments may say whose dossier was asked for. */
  readonly node: FieldNode;
}

export type ValueShape = LeafShape | ListShape | ObjectValue | AbstractValue;

export interface LeafShape {
  readonly kind: 'leaf';
  readonly nullable: boolean;
  readonly leaf: LeafKind;
  /** The members of an enum that a caller may see; null for what is no enum. */
  readonly members: ReadonlySet<string> | null;
  /** Its members that no caller may see: null in the answer, as if nothing was given. */
  readonly hidden: ReadonlySet<string>;
}

/** How a leaf stands in JSON: a scalar of our own or of anyone else is passed as it came. */
export type LeafKind = 'String' | 'ID' | 'Int' | 'Float' | 'Boolean' | 'enum' | 'custom';

export interface ListShape {
  readonly kind: 'list';
  readonly nullable: boolean;
  readonly entry: ValueShape;
}

export interface ObjectValue {
  readonly kind: 'object';
  readonly nullable: boolean;
  readonly shape: ObjectShape;
}

/** An interface or a union: its `__typename` in the merged data says what it is. */
export interface AbstractValue {
  readonly kind: 'abstract';
  readonly nullable: boolean;
  readonly name: string;
  /** By the names of its possible types. */
  readonly shapes: ReadonlyMap<string, ObjectShape>;
  /** Its possible types that no caller may see: null in the answer, as if nothing was given. */
  readonly hidden: ReadonlySet<string>;
  /** For an object that does not say which of them it is, as an interface object may: null where it must say so. */
  readonly unnamed: ObjectShape | null;
}

/** What its objects can be, whatever lists it stands in; nothing for a leaf. */
export function shapesIn(value: ValueShape): readonly ObjectShape[] {
  switch (value.kind) {
    case 'leaf':
      return [];
    case 'list':
      return shapesIn(value.entry);
    case 'object':
      return [value.shape];
    case 'abstract':
      return [...value.shapes.values()];
  }
}
