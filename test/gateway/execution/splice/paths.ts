/** One operation on each of our two paths of execution, apart. */
import { Kind, parse, type FragmentDefinitionNode, type OperationDefinitionNode } from 'graphql';
import { complete, type Completed } from '../../../../gateway/execution/answer/complete.js';
import type { Projection } from '../../../../gateway/execution/answer/projection.js';
import type { Graph } from '../../../../gateway/execution/graph/graph.js';
import type { Asked } from '../../../../gateway/execution/plan/compiled-operation.js';
import type { CompiledPlan } from '../../../../gateway/execution/plan/compiled-plan.js';
import { conditionsIn, conditionsOf } from '../../../../gateway/execution/plan/conditions.js';
import { compileVariant } from '../../../../gateway/execution/plan/variant.js';
import { runPlan } from '../../../../gateway/execution/run/run-plan.js';
import type { Splice } from '../../../../gateway/execution/splice/compile-splice.js';
import { onlyWhatIsUsed } from '../../../../gateway/execution/used-definitions.js';

type Variables = Readonly<Record<string, unknown>>;

export class Paths {
  readonly plan: CompiledPlan;
  readonly projection: Projection;
  /** Null: the operation does not qualify. */
  readonly splice: Splice | null;

  constructor(
    private readonly graph: Graph,
    source: string,
    variables: Variables = {},
  ) {
    const document = parse(source);
    const operation = document.definitions.find(isOperation);
    if (operation === undefined) throw new Error('a document without an operation');
    const fragments = new Map(document.definitions.filter(isFragment).map((each) => [each.name.value, each]));
    const remaining = onlyWhatIsUsed(operation, document);
    const names = graph.names.within(remaining);
    const conditions = conditionsOf(conditionsIn(document), variables);
    const variant = compileVariant({ graph, remaining, operation, fragments, names, closed: null }, conditions);
    this.plan = variant.plan;
    this.projection = variant.projection;
    this.splice = variant.splice;
  }

  async object(asked: Asked): Promise<Completed> {
    const { data, faults } = await runPlan(this.plan, this.graph.supergraphSchema, asked);
    return complete(this.projection, data, faults, { introspect: () => null, clientAsked: () => null });
  }
}

function isOperation(node: { kind: Kind }): node is OperationDefinitionNode {
  return node.kind === Kind.OPERATION_DEFINITION;
}

function isFragment(node: { kind: Kind }): node is FragmentDefinitionNode {
  return node.kind === Kind.FRAGMENT_DEFINITION;
}
