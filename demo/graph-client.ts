/** Asks the graph as a front end does: one POST an operation. */
import { fetch } from 'undici';

export interface GraphError {
  message: string;
  path?: (string | number)[];
  extensions: { code: string; [detail: string]: unknown };
}

export interface GraphAnswer<T> {
  status: number;
  data: T | null;
  errors: GraphError[];
}

export type Ask = <T = Record<string, never>>(
  query: string,
  variables?: Record<string, unknown>,
  token?: string,
) => Promise<GraphAnswer<T>>;

/**
 * @param url of the graph, such as http://localhost:4000/graphql.
 * @param always headers that go with every request.
 */
export function graphClient(url: string, always: Record<string, string> = {}): Ask {
  return async (query, variables = {}, token) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        ...always,
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    const { data = null, errors = [] } = (await response.json()) as Partial<GraphAnswer<never>>;
    return { status: response.status, data, errors };
  };
}
