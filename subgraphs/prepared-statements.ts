/** A connection on which a statement that comes back is planned once. What a sign-in asks is short and always the same: most of its cost was the planning. */
import { Client, type ClientBase, type QueryConfig } from 'pg';

/** Of a process. A text that depends on how much is asked has no end of forms: later ones are planned each time. */
const MOST_NAMES = 200;

type Query = ClientBase['query'];

export class PreparingClient extends Client {
  /** The name of each text, the same on all connections. */
  private static readonly names = new Map<string, string>();

  override query = ((given: unknown, values?: unknown, ...rest: unknown[]) => {
    const asked = typeof given === 'string' && Array.isArray(values) ? PreparingClient.named(given, values) : null;
    const query = super.query.bind(this) as (...parts: unknown[]) => unknown;
    return asked === null ? query(given, values, ...rest) : query(asked, ...rest);
  }) as Query;

  private static named(text: string, values: unknown[]): QueryConfig | null {
    const name = this.names.get(text) ?? `prepared ${this.names.size + 1}`;
    if (!this.names.has(text) && this.names.size >= MOST_NAMES) return null;
    this.names.set(text, name);
    return { name, text, values };
  }
}
