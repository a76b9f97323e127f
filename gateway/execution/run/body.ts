/** The text of a question to a subgraph; every path of execution makes it here, so that one is never asked twice. */
import type { Fetch } from '../plan/fetch.js';

type Variables = Readonly<Record<string, unknown>>;

/** @param representations each as JSON; null for a fetch from the root. */
export function bodyOf(fetch: Fetch, variables: Variables, representations: readonly string[] | null): string {
  return fetch.head + variablesOf(fetch, variables, representations) + '}';
}

/** Only what was given: what was left out takes the default value that its definition says (GraphQL, 6.1.2). */
function variablesOf({ variables: names }: Fetch, given: Variables, representations: readonly string[] | null): string {
  let text = '';
  for (const name of names) {
    const value: unknown = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${JSON.stringify(value)}`;
  }
  if (representations === null) return `{${text}}`;
  return `{${text}${text === '' ? '' : ','}"representations":[${representations.join(',')}]}`;
}
