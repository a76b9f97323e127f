/**
 * The guard: judges every field of every object against the access matrix, wherever the object came from, `_entities`
 * included. It sits in the executable schema itself, so no resolver can be reached around it.
 */
import {
  defaultFieldResolver,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { decide, type Subject } from '../schema/access-decision.js';
import { COLUMNS, type AccessRow, type Category, type Column, type Condition } from '../schema/access-matrix.js';
import { SECTIONS, type CallerRelation } from '../schema/caller.js';
import { DomainError } from './domain-error.js';
import { isOpened, noteOpened } from './opened-rows.js';
import { owingEvents } from './owing-fields.js';
import type { SubgraphContext } from './subgraph-context.js';

/** An object that says what it is about; without one only `anyone` and `account` rows can open. */
export interface Guarded {
  readonly subject: Subject;
}

/** Answered by the federation library; what `_entities` returns is guarded field by field like any other object. */
const FEDERATION_FIELDS = new Set(['Query._entities', 'Query._service', '_Service.sdl']);
type FieldOfType = [type: GraphQLObjectType, field: GraphQLField<unknown, SubgraphContext>];

const NOBODY: Subject = { organisation: null, client: null, account: null };

/**
 * Puts the guard on all fields.
 * @throws Error naming every field without a row, every row without a field, every field that would tear its parent along when refused.
 */
export function guard(schema: GraphQLSchema, rows: readonly AccessRow[]): void {
  const faults = findFaults(schema, rows);
  if (faults.length > 0) throw new Error(`the access matrix does not fit the schema:\n${faults.join('\n')}`);
  for (const [type, field] of fieldsOf(schema)) {
    const row = rowOf(rows, type.name, field.name);
    if (row === undefined || row.part) continue;
    const root = isRoot(schema, type);
    if (root) field.resolve = owingEvents(type.name, field);
    if (row.cells.anyone !== 'yes') field.resolve = guarded(field, row, root);
  }
}

/** The row that serves a field: its own, else the row of its whole type. */
export function rowOf(rows: readonly AccessRow[], type: string, field: string): AccessRow | undefined {
  return (
    rows.find((row) => row.type === type && row.field === field) ??
    rows.find((row) => row.type === type && row.field === '*')
  );
}

function guarded(
  field: GraphQLField<unknown, SubgraphContext>,
  row: AccessRow,
  root: boolean,
): NonNullable<GraphQLField<unknown, SubgraphContext>['resolve']> {
  const resolve = field.resolve ?? defaultFieldResolver;
  const coordinate = `${row.type}.${field.name}`;
  return (source, args, context, info) => {
    const subject = root ? undefined : ((source as Partial<Guarded>).subject ?? NOBODY);
    if (subject !== undefined && isOpened(context, subject, row)) return resolve(source, args, context, info);
    const { refusal, relation, column } = decide(row, context.caller.facts, subject, context.now);
    if (refusal !== null || (column !== null && column === relation?.role && row.categories.length > 0)) {
      context.ledger.look({
        organisation: subject?.organisation ?? relation?.organisation ?? null,
        client: subject?.client ?? null,
        relation,
        refusal,
        categories: refusal === null ? openedCategories(subject?.categories ?? row.categories, relation) : [coordinate],
      });
    }
    if (refusal !== null) throw new DomainError(refusal);
    if (subject !== undefined) noteOpened(context, subject, row);
    return resolve(source, args, context, info);
  };
}

/** What was looked into: of a field with several sections only those that this relation opens. */
function openedCategories(categories: readonly Category[], relation: CallerRelation | null): Category[] {
  const sections: readonly string[] = SECTIONS;
  const opened: readonly string[] = relation?.sections ?? [];
  return categories.filter((category) => !sections.includes(category) || opened.includes(category));
}

function findFaults(schema: GraphQLSchema, rows: readonly AccessRow[]): string[] {
  const fields = fieldsOf(schema);
  const uncovered = fields
    .filter(([type, field]) => rowOf(rows, type.name, field.name) === undefined)
    .map(([type, field]) => `${type.name}.${field.name} has no row`);
  const idle = rows
    .filter(({ type, field }) => !fields.some(([t, f]) => t.name === type && (field === '*' || f.name === field)))
    .map(({ type, field }) => `${type}.${field} names no field`);
  const tearing = fields
    .filter(
      ([type, field]) => isNonNullType(field.type) && !isRoot(schema, type) && isNarrower(rows, type.name, field.name),
    )
    .map(
      ([type, field]) =>
        `${type.name}.${field.name} can be refused where its object is shown, so it has to be nullable`,
    );
  return [...uncovered, ...idle, ...tearing];
}

const STRENGTH: Record<Condition, number> = { yes: 2, entries: 2, shared: 1, own: 1 };

/** Some other field of the type opens to a column for which this one is shut, or opens under a weaker word. */
function isNarrower(rows: readonly AccessRow[], type: string, field: string): boolean {
  const own = rowOf(rows, type, field);
  if (own === undefined || own.part || own.cells.account === 'yes' || own.cells.anyone === 'yes') return false;
  const strength = (row: AccessRow, column: Column): number => {
    const word = row.cells[column];
    return word === undefined ? 0 : STRENGTH[word];
  };
  return rows
    .filter((row) => row.type === type)
    .some((row) => COLUMNS.some((column) => strength(row, column) > strength(own, column)));
}

function fieldsOf(schema: GraphQLSchema): FieldOfType[] {
  const fields: FieldOfType[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (!FEDERATION_FIELDS.has(`${type.name}.${field.name}`)) fields.push([type, field]);
    }
  }
  return fields;
}

function isRoot(schema: GraphQLSchema, type: GraphQLObjectType): boolean {
  return type === schema.getQueryType() || type === schema.getMutationType();
}
