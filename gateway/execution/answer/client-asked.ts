import { Kind } from 'graphql';
import type { ClosedField } from './projection.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whose dossier a refused `Query.client` was about, for the record. What is no id of ours may hold anything: null. */
export function clientAsked(
  { coordinate, node }: ClosedField,
  variables: Readonly<Record<string, unknown>>,
): string | null {
  if (coordinate !== 'Query.client') return null;
  const given = node.arguments?.find(({ name }) => name.value === 'id')?.value;
  const id =
    given?.kind === Kind.VARIABLE
      ? Object.hasOwn(variables, given.name.value) && variables[given.name.value]
      : given?.kind === Kind.STRING && given.value;
  return typeof id === 'string' && UUID.test(id) ? id : null;
}
