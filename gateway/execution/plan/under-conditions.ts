/**
 * An operation as it is asked under its conditions: what is skipped is taken out before it is planned. The planner asks
 * a field that requires something and its neighbours in one question; were the field skipped later on, what it requires
 * would be missing, and with it the question.
 */
import {
  Kind,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { onlyWhatIsUsed } from '../used-definitions.js';
import { isAsked, isCondition, type Conditions } from './conditions.js';

const TYPE_NAME: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** @param document an operation, and the fragments that it uses. @returns it without `@skip` and `@include`; possibly nothing is left of it. */
export function underConditions(document: DocumentNode, conditions: Conditions): DocumentNode {
  const [operation, ...fragments] = document.definitions as [OperationDefinitionNode, ...FragmentDefinitionNode[]];
  const remaining = new Remaining(fragments, conditions);
  const asked = { ...operation, selectionSet: remaining.set(operation.selectionSet) };
  return onlyWhatIsUsed(asked, { kind: Kind.DOCUMENT, definitions: remaining.fragments() });
}

class Remaining {
  private readonly given: ReadonlyMap<string, FragmentDefinitionNode>;
  /** What is left of each fragment that was met. */
  private readonly left = new Map<string, FragmentDefinitionNode>();

  constructor(
    fragments: readonly FragmentDefinitionNode[],
    private readonly conditions: Conditions,
  ) {
    this.given = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  }

  fragments(): readonly FragmentDefinitionNode[] {
    return [...this.left.values()];
  }

  set(set: SelectionSetNode): SelectionSetNode {
    return { ...set, selections: set.selections.flatMap((selection) => this.selection(selection) ?? []) };
  }

  private selection(selection: SelectionNode): SelectionNode | null {
    if (!isAsked(selection, this.conditions)) return null;
    const directives = withoutConditions(selection.directives);
    if (selection.kind === Kind.FIELD) {
      const selectionSet = selection.selectionSet && this.set(selection.selectionSet);
      return { ...selection, directives, selectionSet: selectionSet && withSomething(selectionSet) };
    }
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      return this.isLeft(selection.name.value) ? { ...selection, directives } : null;
    }
    const selectionSet = this.set(selection.selectionSet);
    return selectionSet.selections.length === 0 ? null : { ...selection, directives, selectionSet };
  }

  private isLeft(name: string): boolean {
    const fragment = this.given.get(name);
    if (fragment === undefined) return false;
    const left = this.left.get(name) ?? { ...fragment, selectionSet: this.set(fragment.selectionSet) };
    this.left.set(name, left);
    return left.selectionSet.selections.length > 0;
  }
}

function withoutConditions(directives: readonly DirectiveNode[] = []): DirectiveNode[] {
  return directives.filter((directive) => !isCondition(directive));
}

/** Of an object of which nothing is asked any more, the caller still hears whether it is there. */
function withSomething(set: SelectionSetNode): SelectionSetNode {
  return set.selections.length === 0 ? { ...set, selections: [TYPE_NAME] } : set;
}
