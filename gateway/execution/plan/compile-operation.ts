/** An operation of callers who may ask the same of it, planned and compiled once for each set of its conditions. */
import {
  getVariableValues,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { clientAsked } from '../answer/client-asked.js';
import type { Closed } from '../answer/compile-projection.js';
import { complete } from '../answer/complete.js';
import { introspection, type Introspect } from '../answer/introspection.js';
import type { OperationNames } from '../graph/data-names.js';
import type { Graph } from '../graph/graph.js';
import type { PrunedOperation } from '../access/prune-operation.js';
import { runPlan } from '../run/run-plan.js';
import { remembering } from '../splice/remembered-send.js';
import { onlyWhatIsUsed } from '../used-definitions.js';
import type { Answer, Asked, CompiledOperation } from './compiled-operation.js';
import { conditionsIn, conditionsOf } from './conditions.js';
import { freeReserved } from './reserved-variables.js';
import { compileVariant, type Variant } from './variant.js';

/** Of one operation; who asks more sets of conditions than these has it planned again. */
export const MOST_VARIANTS = 16;

type Variables = Readonly<Record<string, unknown>>;

/** What is left of an operation for its callers; null when they may ask for all of it. */
export type Prune = (document: DocumentNode, operation: OperationDefinitionNode) => PrunedOperation | null;

/** @param prune null where nothing is closed to anyone. What cannot be planned is told when it is asked. */
export function compileOperation(
  graph: Graph,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  prune: Prune | null,
): CompiledOperation {
  const freed = freeReserved(document, operation);
  const pruned = prune?.(freed.document, freed.operation) ?? null;
  const asked = onlyWhatIsUsed(freed.operation, freed.document);
  const compiled = new Compiled(graph, asked, freed.operation, pruned);
  const { rename } = freed;
  if (rename === null) return compiled;
  return { answer: (request) => compiled.answer({ ...request, variables: rename(request.variables) }) };
}

class Compiled implements CompiledOperation {
  /** What is left of it for its callers. */
  private readonly remaining: DocumentNode;
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly conditionNames: readonly string[];
  private readonly names: OperationNames;
  private readonly closed: Closed | null;
  private readonly introspect: Introspect;
  private readonly variants = new Map<string, Variant>();

  constructor(
    private readonly graph: Graph,
    asked: DocumentNode,
    private readonly operation: OperationDefinitionNode,
    pruned: PrunedOperation | null,
  ) {
    this.remaining = pruned?.document ?? asked;
    this.fragments = fragmentsOf(asked);
    this.conditionNames = conditionsIn(asked);
    this.names = graph.names.within(asked);
    this.closed = pruned && { refused: pruned.refused, client: pruned.hidden.client };
    this.introspect = introspection(graph.apiSchema, operation, this.fragments);
  }

  async answer(asked: Asked): Promise<Answer> {
    const { coerced, errors } = coerce(this.graph.apiSchema, this.operation, asked.variables);
    if (errors !== undefined) return { data: undefined, errors, refusals: [] };
    const variant = this.variantFor(coerced);
    if (variant.splice === null) return this.objects(variant, asked, coerced);
    const remembered = { ...asked, send: remembering(asked.send) };
    const text = await variant.splice(remembered);
    return text === null ? this.objects(variant, remembered, coerced) : { text };
  }

  private async objects({ plan, projection }: Variant, asked: Asked, coerced: Variables): Promise<Answer> {
    const { data, faults } = await runPlan(plan, this.graph.supergraphSchema, asked);
    return complete(projection, data, faults, {
      introspect: ({ name, nodes }) => this.introspect(name, nodes, asked.variables),
      clientAsked: (field) => clientAsked(field, coerced),
    });
  }

  private variantFor(variables: Variables): Variant {
    const conditions = conditionsOf(this.conditionNames, variables);
    const key = [...conditions.values()].map(Number).join('');
    const known = this.variants.get(key);
    if (known !== undefined) return known;
    const { graph, remaining, operation, fragments, names, closed } = this;
    const variant = compileVariant({ graph, remaining, operation, fragments, names, closed }, conditions);
    const [first] = this.variants.keys();
    if (this.variants.size >= MOST_VARIANTS && first !== undefined) this.variants.delete(first);
    this.variants.set(key, variant);
    return variant;
  }
}

function coerce(schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode, given: Variables) {
  if (variableDefinitions.length === 0) return { coerced: {}, errors: undefined };
  return getVariableValues(schema, variableDefinitions, given);
}

function fragmentsOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [])),
  );
}
