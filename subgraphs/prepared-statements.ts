/**
 * Connections on which a statement that comes back is planned once. What a sign-in asks is short and always the same: most
 * of its cost was the planning.
 */
import { Client, type ClientBase, type QueryConfig } from 'pg';

/** A text that depends on how much is asked has no end of forms: later ones are planned each time. */
const MOST_NAMES = 200;

type Query = ClientBase['query'];

/** For the connections of one database, on all of which a statement has the same name. */
export function preparingClient(): typeof Client {
  const names = new Map<string, string>();

  function named(text: string, values: unknown[]): QueryConfig | null {
    const name = names.get(text) ?? `prepared ${names.size + 1}`;
    if (!names.has(text) && names.size >= MOST_NAMES) return null;
    names.set(text, name);
    return { name, text, values };
  }

  return class extends Client {
    override query = ((given: unknown, values?: unknown, ...rest: unknown[]) => {
      const asked = typeof given === 'string' && Array.isArray(values) ? named(given, values) : null;
      const query = super.query.bind(this) as (...parts: unknown[]) => unknown;
      return asked === null ? query(given, values, ...rest) : query(asked, ...rest);
    }) as Query;
  };
}
