/** Queries as they were measured, the longest unused forgotten first: front ends send the same few again and again. */
import { getOperationAST, parse, type DocumentNode, type GraphQLSchema, type OperationTypeNode } from 'graphql';
import type { Limits } from '../limits.js';
import { RecentlyUsed } from '../recently-used.js';
import { Refused } from '../refused.js';
import type { GraphRequest } from './graph-request.js';
import { measure } from './measure-query.js';
import type { QuerySize } from './query-size.js';
import { refuseReservedNames } from './reserved-names.js';

/** The size is that of their texts. */
const BOUNDS = { entries: 1_000, size: 4_000_000 };
/** Of one query, by operation and the lengths of page that variables say; who says more has it measured again. */
const MOST_SIZES = 50;

/** Not with its document, which would be most of it: who asks for something else of it has it parsed again. */
interface Known {
  schema: GraphQLSchema;
  operations: Map<string | undefined, MeasuredOperation>;
  sizes: Map<string, QuerySize>;
}

interface MeasuredOperation {
  type: OperationTypeNode;
  /** The variables on which its size depends. */
  pageVariables: readonly string[];
}

export interface Sized {
  type: OperationTypeNode;
  size: QuerySize;
}

export class MeasuredQueries {
  private readonly known = new RecentlyUsed<Known>(BOUNDS);

  constructor(
    private readonly limits: Pick<Limits, 'tokens' | 'usualPage'>,
    private readonly schemaOf: () => GraphQLSchema,
  ) {}

  /** Null: it is not GraphQL, which Apollo will say. @throws Refused QUERY_TOO_LARGE, BAD_REQUEST, OPERATION_RESOLUTION_FAILURE. */
  sizeOf(query: string, request: GraphRequest): Sized | null {
    const { operationName, variables = {} } = request;
    const known = this.find(query);
    const measured = known?.operations.get(operationName);
    const size = measured && known?.sizes.get(keyOf(operationName, measured.pageVariables, variables));
    if (measured !== undefined && size !== undefined) return { type: measured.type, size };
    const document = this.parse(query);
    if (document === null) return null;
    refuseReservedNames(document);
    return this.measure(document, known ?? this.keep(query), request);
  }

  private measure(document: DocumentNode, { schema, operations, sizes }: Known, request: GraphRequest): Sized {
    const { operationName, variables = {} } = request;
    const operation = getOperationAST(document, operationName);
    if (operation == null) throw new Refused('OPERATION_RESOLUTION_FAILURE', { status: 400 });
    const { usualPage } = this.limits;
    const { size, pageVariables } = measure({ schema, document, operation, variables, usualPage });
    const { operation: type } = operation;
    operations.set(operationName, { type, pageVariables });
    sizes.set(keyOf(operationName, pageVariables, variables), size);
    forgetFirst(sizes, MOST_SIZES);
    return { type, size };
  }

  private find(query: string): Known | undefined {
    const known = this.known.get(query);
    return known?.schema === this.schemaOf() ? known : undefined;
  }

  private keep(query: string): Known {
    const known: Known = { schema: this.schemaOf(), operations: new Map(), sizes: new Map() };
    this.known.set(query, known, query.length);
    return known;
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
function keyOf(
  operationName: string | undefined,
  pageVariables: readonly string[],
  variables: Readonly<Record<string, unknown>>,
): string {
  const lengths = pageVariables.map((name) => {
    if (!Object.hasOwn(variables, name)) return 'unsaid';
    const value = variables[name];
    return typeof value === 'number' ? String(value) : 'no number';
  });
  return [operationName ?? '', ...lengths].join(' ');
}

function forgetFirst(map: Map<string, unknown>, most: number): void {
  const [first] = map.keys();
  if (map.size > most && first !== undefined) map.delete(first);
}
