import { visit, type DocumentNode } from 'graphql';
import { Refused } from '../refused.js';

/**
 * GraphQL keeps names with two underscores for itself; as keys of objects some of them are dangerous (attack case 21).
 * @throws Refused BAD_REQUEST.
 */
export function refuseReservedNames(document: DocumentNode): void {
  visit(document, {
    Field: ({ alias }) => refuseReserved(alias?.value),
    VariableDefinition: ({ variable }) => refuseReserved(variable.name.value),
    FragmentDefinition: ({ name }) => refuseReserved(name.value),
  });
}

function refuseReserved(name: string | undefined): void {
  if (name?.startsWith('__') === true && name !== '__typename') throw new Refused('BAD_REQUEST', { status: 400 });
}
