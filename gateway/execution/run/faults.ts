/** What went wrong while fetching, kept with the objects that it concerns: their place is known when the answer is made. */
import { GraphQLError } from 'graphql';
import type { Fetch } from '../plan/fetch.js';
import type { Data } from './merge.js';

export interface Fault {
  readonly fetch: Fetch;
  readonly error: GraphQLError;
  /** From the object on, as the subgraph said; null: it concerns whatever the fetch leaves open of the object. */
  readonly path: readonly (string | number)[] | null;
}

export class Faults {
  private readonly byObject = new Map<Data, Fault[]>();

  add(fault: Fault, objects: readonly Data[]): void {
    for (const object of objects) {
      const known = this.byObject.get(object);
      if (known === undefined) this.byObject.set(object, [fault]);
      else known.push(fault);
    }
  }

  /** In the order of the plan, whatever answered first. */
  of(object: Data): readonly Fault[] {
    if (this.byObject.size === 0) return [];
    return (this.byObject.get(object) ?? []).toSorted(byFetch);
  }

  all(): readonly Fault[] {
    return [...new Set([...this.byObject.values()].flat())].sort(byFetch);
  }
}

function byFetch(one: Fault, other: Fault): number {
  return one.fetch.index - other.fetch.index;
}

/** An error of a subgraph's answer, and whose it is. What has no message or no plain details is told all the same. */
export function errorOf(said: unknown, subgraph: string): GraphQLError {
  const { message, extensions } = (said ?? {}) as { message?: unknown; extensions?: unknown };
  return new GraphQLError(typeof message === 'string' ? message : `${subgraph} told an error without a message`, {
    extensions: { ...(typeof extensions === 'object' ? extensions : null), serviceName: subgraph },
  });
}

/** An answer that is none. */
export function malformed(subgraph: string, what: string): GraphQLError {
  return new GraphQLError(`${subgraph} answered ${what}`, { extensions: { serviceName: subgraph } });
}

export function pathOf(said: unknown): (string | number)[] | null {
  const path = (said as { path?: unknown } | null)?.path;
  const plain = Array.isArray(path) && path.every((key) => typeof key === 'string' || typeof key === 'number');
  return plain ? path : null;
}
