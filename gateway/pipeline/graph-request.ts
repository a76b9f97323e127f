/** What a request says, as far as it says it in the right form. */
export interface GraphRequest {
  query?: string | undefined;
  operationName?: string | undefined;
  variables?: Readonly<Record<string, unknown>> | undefined;
  /** The document by its id, in the place of its text (GraphQL over HTTP, Persisted Documents). */
  documentId?: string | undefined;
  extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** A request as Apollo will read it, and what we read in it: the same, or one judges another query than the other executes. */
export interface Asked {
  method: 'GET' | 'POST';
  /** The search part of the address of a GET. */
  search: string;
  /** The parsed body of a POST. */
  body: unknown;
  said: GraphRequest;
}

export function askedByBody(body: unknown): Asked {
  const given = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  return { method: 'POST', search: '', body, said: saidIn(given, (value) => value) };
}

/** Anything after a `#`, which a client should have kept to itself, is no part of the address. */
export function askedByAddress(url: string): Asked {
  const [address = ''] = url.split('#');
  const mark = address.indexOf('?');
  const search = new URLSearchParams(mark < 0 ? '' : address.slice(mark));
  // GraphQL over HTTP, GET: an empty name is no name
  if (search.get('operationName') === '') search.delete('operationName');
  return {
    method: 'GET',
    search: `?${search.toString()}`,
    body: undefined,
    said: saidIn(Object.fromEntries(search), parsed),
  };
}

/** The request with the text of its document in the place of the id. */
export function withDocument({ method, search, body, said }: Asked, query: string): Asked {
  if (method === 'POST') return { ...askedByBody({ ...(body as object), query, extensions: null }), search };
  const parameters = new URLSearchParams(search);
  parameters.set('query', query);
  parameters.delete('extensions');
  return { method, search: `?${parameters.toString()}`, body, said: { ...said, query } };
}

function saidIn(given: Record<string, unknown>, read: (value: unknown) => unknown): GraphRequest {
  return {
    query: text(given['query']),
    operationName: text(given['operationName']),
    variables: map(read(given['variables'])) ?? {},
    documentId: text(given['documentId']),
    extensions: map(read(given['extensions'])),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function map(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}

function parsed(json: unknown): unknown {
  if (typeof json !== 'string') return undefined;
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined; // refused for its form
  }
}
