/** Compiled operations as they were asked, bounded by what they take: some 2 kB for each field. */
import { Kind, type DocumentNode, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { RecentlyUsed } from '../../recently-used.js';
import { MOST_VARIANTS } from './compile-operation.js';
import type { CompiledOperation } from './compiled-operation.js';
import { conditionsIn } from './conditions.js';

/** The size is in fields. */
const BOUNDS = { entries: 1_000, size: 60_000 };

export interface Parsed {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

export class CompiledOperations {
  private readonly operations = new RecentlyUsed<CompiledOperation>(BOUNDS);

  /** @throws what `compile` throws; nothing is kept of it. */
  get(key: string, parsed: Parsed, compile: () => CompiledOperation): CompiledOperation {
    const known = this.operations.get(key);
    if (known !== undefined) return known;
    const operation = compile();
    const variants = Math.min(MOST_VARIANTS, 2 ** conditionsIn(parsed.document).length);
    this.operations.set(key, operation, variants * fieldsIn(parsed));
    return operation;
  }
}

/** With its fragments written out; each is counted once, however often it is used. */
function fieldsIn({ document, operation }: Parsed): number {
  const fragments = new Map<string, SelectionSetNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition.selectionSet);
  }
  const counted = new Map<string, number>();
  const inFragment = (name: string): number => {
    const fields = counted.get(name) ?? inSelections(fragments.get(name));
    counted.set(name, fields);
    return fields;
  };
  const inSelections = (set: SelectionSetNode | undefined): number =>
    (set?.selections ?? []).reduce((sum, selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return sum + inFragment(selection.name.value);
      return sum + (selection.kind === Kind.FIELD ? 1 : 0) + inSelections(selection.selectionSet);
    }, 0);
  return inSelections(operation.selectionSet);
}
