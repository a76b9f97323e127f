/** What a plan fetches, from whichever subgraph, as one tree of response names. */
import type { FetchNode, PlanNode } from '@apollo/query-planner';
import { Kind, type SelectionSetNode } from 'graphql';

/** What is skipped is taken out before it is planned, and `@defer` is not offered. */
export function notRun({ kind }: PlanNode): string {
  return `a plan with a ${kind} is not run here`;
}

export class PlannedFields {
  private readonly fields = new Map<string, PlannedFields>();

  static of(node: PlanNode | undefined): PlannedFields {
    const planned = new PlannedFields();
    if (node !== undefined) planned.addNode(node);
    return planned;
  }

  get(name: string): PlannedFields | undefined {
    return this.fields.get(name);
  }

  private at(name: string): PlannedFields {
    const known = this.fields.get(name);
    if (known !== undefined) return known;
    const added = new PlannedFields();
    this.fields.set(name, added);
    return added;
  }

  private addNode(node: PlanNode): void {
    switch (node.kind) {
      case 'Sequence':
      case 'Parallel':
        for (const inner of node.nodes) this.addNode(inner);
        return;
      case 'Flatten':
        this.along(node.path).addNode(node.node);
        return;
      case 'Fetch':
        this.addFetch(node);
        return;
      case 'Condition':
      case 'Defer':
        throw new Error(notRun(node));
    }
  }

  private along(path: readonly (string | number)[]): PlannedFields {
    return path.filter((step) => step !== '@').reduce<PlannedFields>((at, step) => at.at(String(step)), this);
  }

  private addFetch({ requires, operationDocumentNode: document }: FetchNode): void {
    for (const definition of document?.definitions ?? []) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
      const [first] = definition.selectionSet.selections;
      const isOfEntities = requires !== undefined && first?.kind === Kind.FIELD;
      this.addSet(isOfEntities && first.selectionSet ? first.selectionSet : definition.selectionSet);
    }
  }

  private addSet({ selections }: SelectionSetNode): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) throw new Error('a fetch is planned without named fragments');
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        this.addSet(selection.selectionSet);
        continue;
      }
      // where two types have another field by one name, the planner fetches one of them under another
      const below = this.at((selection.alias ?? selection.name).value.replace(/__alias_\d+$/, ''));
      if (selection.selectionSet) below.addSet(selection.selectionSet);
    }
  }
}
