/** The operations of a graph as they were compiled, for callers who are refused the same in them. */
import type { RequestScope } from '../pipeline/request-scope.js';
import { maskKey } from './access/mask-key.js';
import type { Graph } from './graph/graph.js';
import { compileOperation } from './plan/compile-operation.js';
import type { CompiledOperation } from './plan/compiled-operation.js';
import { CompiledOperations, type Parsed } from './plan/compiled-operations.js';
import { pruneOperation } from './access/prune-operation.js';
import { refusalsFor } from './access/refusals.js';

/** An operation as it was parsed and validated. */
export interface Asking extends Parsed {
  /** Of the text. */
  readonly queryHash: string;
}

export class Operations {
  private readonly compiled = new CompiledOperations();

  constructor(private readonly graph: Graph) {}

  /** @throws GraphQLError for what cannot be planned. */
  find(asking: Asking, { caller: { facts }, now }: RequestScope): CompiledOperation {
    const { document, operation, queryHash } = asking;
    const mask = this.graph.rules.size === 0 ? '' : maskKey(facts, now);
    const key = `${queryHash} ${operation.name?.value ?? ''} ${mask}`;
    return this.compiled.get(key, asking, () => {
      const schema = this.graph.apiSchema;
      const refuses = refusalsFor(this.graph.rules, schema, facts, now);
      return compileOperation(this.graph, document, operation, (...asked) => pruneOperation(schema, ...asked, refuses));
    });
  }
}
