/**
 * The planner fetches `@requires(fields: "price(currency: \"USD\")")` as `price`, where the caller's own
 * `price(currency: "EUR")` stands as well: one of the two gets the other's value. So each such field becomes a field of
 * its own in the supergraph that the planner reads, and is turned back where it is fetched and where it is sent.
 */
import {
  Kind,
  visit,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import { HiddenFields } from './hidden-fields.js';
import { needsKey, type Requirements, type Slot } from './requirements.js';
import { graphName, textArgument, withTextArgument } from './join-arguments.js';

type Definition = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

export interface Hidden extends Requirements {
  readonly supergraph: DocumentNode;
}

export function hideArguments(supergraph: DocumentNode): Hidden {
  const fields = new HiddenFields(supergraph);
  const needs = new Map<string, readonly Slot[]>();
  const rewritten = inTypes(supergraph, (type) => ({
    ...type,
    fields: type.fields?.map((field) => ({
      ...field,
      directives: field.directives?.map((directive) => {
        const requires = textArgument(directive, 'requires');
        if (directive.name.value !== 'join__field' || requires === null) return directive;
        const { text, slots } = fields.hide(type.name.value, requires);
        if (slots.length === 0) return directive;
        needs.set(needsKey(graphName(supergraph, directive), type.name.value, field.name.value), slots);
        return withTextArgument(directive, 'requires', text);
      }),
    })),
  }));
  return { supergraph: withAdded(rewritten, fields), hidden: fields.hidden, needs };
}

/** After all requirements are known: one may require a field that has a requirement itself. */
function withAdded(supergraph: DocumentNode, hidden: HiddenFields): DocumentNode {
  if (hidden.hidden.size === 0) return supergraph;
  return inTypes(supergraph, (type) => ({
    ...type,
    fields: type.fields?.flatMap((field) => [
      field,
      ...hidden.namesOf(type, field.name.value).map((name) => withoutArguments(field, name)),
    ]),
  }));
}

function withoutArguments(field: FieldDefinitionNode, name: string): FieldDefinitionNode {
  const isJoin = ({ name: { value } }: ConstDirectiveNode): boolean => value === 'join__field';
  return {
    ...field,
    name: { kind: Kind.NAME, value: name },
    arguments: [],
    directives: field.directives?.filter(isJoin),
  };
}

function inTypes(supergraph: DocumentNode, change: (type: Definition) => Definition): DocumentNode {
  return visit(supergraph, { ObjectTypeDefinition: change, InterfaceTypeDefinition: change });
}
