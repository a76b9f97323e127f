/** Queries as they were parsed and measured, the longest unused forgotten first: front ends send the same few again and again. */
import { getOperationAST, parse, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { Limits } from '../limits.js';
import { Refused } from '../refused.js';
import type { GraphRequest } from './graph-request.js';
import { measure } from './measure-query.js';
import type { QuerySize } from './query-size.js';
import { refuseReservedNames } from './reserved-names.js';

const MOST_QUERIES = 1_000;
/** No front end writes longer ones; they are read each time, or a thousand of them would be a hundred megabytes. */
const LONGEST_KEPT = 20_000;
/** Of one query, by the lengths of page that its variables say; who says more has it measured again. */
const MOST_SIZES = 50;

interface Known {
  document: DocumentNode;
  schema: GraphQLSchema;
  operations: Map<string | undefined, MeasuredOperation>;
}

interface MeasuredOperation {
  operation: OperationDefinitionNode;
  /** The variables on which its size depends. */
  pageVariables: readonly string[];
  sizes: Map<string, QuerySize>;
}

export interface Sized {
  operation: OperationDefinitionNode;
  size: QuerySize;
}

export class MeasuredQueries {
  private readonly known = new Map<string, Known>();

  constructor(
    private readonly limits: Pick<Limits, 'tokens' | 'usualPage'>,
    private readonly schemaOf: () => GraphQLSchema,
  ) {}

  /** Null: it is not GraphQL, which Apollo will say. @throws Refused QUERY_TOO_LARGE, BAD_REQUEST, OPERATION_RESOLUTION_FAILURE. */
  sizeOf(query: string, { operationName, variables = {} }: GraphRequest): Sized | null {
    const known = this.find(query);
    if (known === null) return null;
    const measured = known.operations.get(operationName);
    const size = measured?.sizes.get(keyOf(measured.pageVariables, variables));
    if (measured !== undefined && size !== undefined) return { operation: measured.operation, size };
    return this.measure(known, operationName, variables);
  }

  private measure(
    known: Known,
    operationName: string | undefined,
    variables: Readonly<Record<string, unknown>>,
  ): Sized {
    const { document, schema, operations } = known;
    const operation = getOperationAST(document, operationName);
    if (operation == null) throw new Refused('OPERATION_RESOLUTION_FAILURE', { status: 400 });
    const { usualPage } = this.limits;
    const { size, pageVariables } = measure({ schema, document, operation, variables, usualPage });
    const measured = operations.get(operationName) ?? { operation, pageVariables, sizes: new Map<string, QuerySize>() };
    operations.set(operationName, measured);
    measured.sizes.set(keyOf(pageVariables, variables), size);
    forgetFirst(measured.sizes, MOST_SIZES);
    return { operation, size };
  }

  private find(query: string): Known | null {
    const schema = this.schemaOf();
    const kept = this.known.get(query);
    const known = kept?.schema === schema ? kept : this.read(query, schema);
    if (known === null) return null;
    if (query.length > LONGEST_KEPT) return known;
    this.known.delete(query);
    this.known.set(query, known);
    forgetFirst(this.known, MOST_QUERIES);
    return known;
  }

  private read(query: string, schema: GraphQLSchema): Known | null {
    const document = this.parse(query);
    if (document === null) return null;
    refuseReservedNames(document);
    return { document, schema, operations: new Map() };
  }

  private parse(query: string): DocumentNode | null {
    try {
      return parse(query, { maxTokens: this.limits.tokens, noLocation: true });
    } catch (error) {
      // the parser says it in words only, one of them misspelt
      const tooLong = /contains more tha[nt] \d+ tokens/.test((error as Error).message);
      if (tooLong) throw new Refused('QUERY_TOO_LARGE', { status: 400, details: { limit: 'tokens' } });
      return null;
    }
  }
}

/** What is no number is no length of a page, whatever it is; what is not said may have another that is usual. */
function keyOf(pageVariables: readonly string[], variables: Readonly<Record<string, unknown>>): string {
  return pageVariables
    .map((name) => {
      if (!Object.hasOwn(variables, name)) return 'unsaid';
      const value = variables[name];
      return typeof value === 'number' ? String(value) : 'no number';
    })
    .join(' ');
}

function forgetFirst(map: Map<string, unknown>, most: number): void {
  const [first] = map.keys();
  if (map.size > most && first !== undefined) map.delete(first);
}
