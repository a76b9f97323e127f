/** One operation on each of our two paths of execution, apart. */
import { Kind, parse, type FragmentDefinitionNode, type OperationDefinitionNode } from 'graphql';
import { compileProjection } from '../../../../gateway/execution/answer/compile-projection.js';
import { complete, type Completed } from '../../../../gateway/execution/answer/complete.js';
import type { Projection } from '../../../../gateway/execution/answer/projection.js';
import type { Graph } from '../../../../gateway/execution/graph/graph.js';
import { compilePlan } from '../../../../gateway/execution/plan/compile-plan.js';
import type { Asked } from '../../../../gateway/execution/plan/compiled-operation.js';
import type { CompiledPlan } from '../../../../gateway/execution/plan/compiled-plan.js';
import { conditionsIn, conditionsOf } from '../../../../gateway/execution/plan/conditions.js';
import { runPlan } from '../../../../gateway/execution/run/run-plan.js';
import { compileSplice, type Splice } from '../../../../gateway/execution/splice/compile-splice.js';

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
    const conditions = conditionsOf(conditionsIn(document), variables);
    const fragments = new Map(document.definitions.filter(isFragment).map((each) => [each.name.value, each]));
    this.plan = compilePlan(graph.plan(document, operation), operation.operation, conditions);
    this.projection = compileProjection({
      schema: graph.apiSchema,
      names: graph.names,
      interfaceObjects: graph.interfaceObjects,
      fragments,
      conditions,
      operation,
      closed: null,
    });
    this.splice = compileSplice(this.plan, this.projection, graph);
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
