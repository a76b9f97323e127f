/** What a document on the list would meet: whether it fits the schema and the limits, and to which roles it is open. */
import {
  GraphQLError,
  Kind,
  parse,
  specifiedRules,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { COLUMNS, type AccessRow, type Column } from '../../schema/access-matrix.js';
import type { AccessRules } from '../execution/access/access-rules.js';
import { onlyWhatIsUsed } from '../execution/used-definitions.js';
import type { Limits } from '../limits.js';
import { measure } from '../pipeline/measure-query.js';
import { offeredOperations } from '../pipeline/offered-operations.js';
import { overstep } from '../pipeline/query-limits.js';
import type { QuerySize } from '../pipeline/query-size.js';

export interface JudgedOperation {
  name: string;
  type: string;
  size: QuerySize;
  /** The limit that it passes, when it passes one. */
  over: string | undefined;
  /** Per role the fields that stay closed, whatever the dossier. */
  closed: ReadonlyMap<Column, readonly string[]>;
}

export interface JudgedDocument {
  faults: readonly string[];
  operations: readonly JudgedOperation[];
}

export interface Judge {
  schema: GraphQLSchema;
  rules: AccessRules;
  limits: Limits;
}

export function judgeDocument(judge: Judge, text: string): JudgedDocument {
  try {
    const document = parse(text, { maxTokens: judge.limits.tokens });
    const faults = validate(judge.schema, document, [...specifiedRules, offeredOperations]).map(
      ({ message }) => message,
    );
    if (faults.length > 0) return { faults, operations: [] };
    const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
    return { faults, operations: operations.map((operation) => judgeOperation(judge, document, operation)) };
  } catch (error) {
    if (error instanceof GraphQLError) return { faults: [error.message], operations: [] };
    throw error;
  }
}

/** Pages by variable count as long as a page is usually; what a caller says is judged when it is said. */
function judgeOperation(
  { schema, rules, limits }: Judge,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): JudgedOperation {
  const { size } = measure({ schema, document, operation, variables: {}, usualPage: limits.usualPage });
  const rows = rowsIn(schema, rules, onlyWhatIsUsed(operation, document));
  return {
    name: operation.name?.value ?? '(no name)',
    type: operation.operation,
    size,
    over: overstep(size, limits, operation.operation),
    closed: new Map(COLUMNS.map((column) => [column, rows.filter((row) => !opens(row, column)).map(coordinateOf)])),
  };
}

function rowsIn(schema: GraphQLSchema, rules: AccessRules, document: DocumentNode): AccessRow[] {
  const types = new TypeInfo(schema);
  const rows = new Set<AccessRow>();
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ name }) => {
        const row = rules.get(`${types.getParentType()?.name}.${name.value}`);
        if (row !== undefined) rows.add(row);
      },
    }),
  );
  return [...rows];
}

/** Everyone who signed in has what is open to an account, and what is open to anyone. */
function opens({ part, cells }: AccessRow, column: Column): boolean {
  if (part || cells.anyone !== undefined || cells[column] !== undefined) return true;
  return column !== 'anyone' && cells.account !== undefined;
}

function coordinateOf({ type, field }: AccessRow): string {
  return `${type}.${field}`;
}
