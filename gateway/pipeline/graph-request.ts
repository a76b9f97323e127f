import type { FastifyRequest } from 'fastify';
import { Refused } from '../refused.js';

/** What a request says, as far as it says it in the right form; Apollo refuses what it does not. */
export interface GraphRequest {
  query?: string;
  operationName?: string;
  variables?: Readonly<Record<string, unknown>>;
}

/**
 * GraphQL over HTTP: the body of a POST, the search parameters of a GET.
 * @throws Refused BAD_REQUEST when the address is none.
 */
export function graphRequestOf(request: FastifyRequest): GraphRequest {
  const search = searchOf(request);
  const given = (request.method === 'GET' ? search : request.body) as Record<string, unknown> | null | undefined;
  const variables = typeof given?.['variables'] === 'string' ? parsed(given['variables']) : given?.['variables'];
  return {
    query: text(given?.['query']),
    operationName: text(given?.['operationName']),
    variables: typeof variables === 'object' && variables !== null ? (variables as Record<string, unknown>) : {},
  };
}

/** Read as Apollo reads it: where two readers differ, one of them judges another query than the other executes. */
function searchOf({ url, protocol, hostname }: FastifyRequest): Record<string, string> {
  const origin = `${protocol}://${hostname}/`;
  if (!URL.canParse(url, origin)) throw new Refused('BAD_REQUEST', { status: 400 });
  return Object.fromEntries(new URL(url, origin).searchParams);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined; // Apollo answers it
  }
}
