/** A FHIR server that answers as a test tells it to: one reply after the other, the last for ever. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';

export type Reply = (response: ServerResponse, request: IncomingMessage) => unknown;

export interface Asked {
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export class LyingServer {
  readonly asked: Asked[] = [];
  private readonly replies = new Map<string, Reply[]>();

  private constructor(
    private readonly server: Server,
    readonly origin: string,
  ) {}

  static async start(tls?: ServerOptions): Promise<LyingServer> {
    const server = tls === undefined ? createServer() : createTlsServer(tls);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const lying = new LyingServer(server, `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`);
    server.on('request', (request, response) => void lying.answer(request, response));
    lying.reply('/fhir/metadata', json(capabilities()));
    return lying;
  }

  get base(): string {
    return `${this.origin}/fhir`;
  }

  reply(path: string, ...replies: Reply[]): void {
    this.replies.set(path, replies);
  }

  /** How often something was asked for. */
  times(path: string): number {
    return this.asked.filter(({ url }) => url.startsWith(path)).length;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { url = '', headers } = request;
    this.asked.push({ url, headers, body: Buffer.concat(chunks).toString() });
    const replies = this.replies.get(url.split('?')[0] ?? '') ?? [status(404)];
    const reply = replies.length > 1 ? replies.shift() : replies[0];
    reply?.(response, request);
  }
}

export function json(body: unknown, headers: Record<string, string> = {}): Reply {
  return text(JSON.stringify(body), { 'content-type': 'application/fhir+json', ...headers });
}

export function text(body: string, headers: Record<string, string> = {}): Reply {
  return (response) => response.writeHead(200, headers).end(body);
}

export function status(code: number, headers: Record<string, string> = {}): Reply {
  return (response) =>
    response.writeHead(code, headers).end(JSON.stringify({ resourceType: 'OperationOutcome', issue: [] }));
}

/** Takes the question, and says nothing. */
export const silence: Reply = () => undefined;
/** Hangs up. */
export const refusal: Reply = (response) => response.destroy();
/** Promises more than it sends, and hangs up. */
export const half: Reply = (response) => {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('{"resourceType":"Bundle",', () => response.destroy());
};

export function report(id: string, more: object = {}) {
  return { resourceType: 'Observation', id, subject: { reference: 'Patient/1' }, ...more };
}

export function page(resources: unknown[], next?: unknown) {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(next !== undefined && {
      link: [
        { relation: 'self', url: '?' },
        { relation: 'next', url: next },
      ],
    }),
    entry: resources.map((resource) => ({ resource, search: { mode: 'match' } })),
  };
}

export function capabilities(more: object = {}) {
  const resource = {
    type: 'Observation',
    interaction: [{ code: 'read' }, { code: 'search-type' }],
    searchParam: [{ name: 'patient' }, { name: 'category' }],
    searchInclude: ['Observation:performer'],
  };
  const silent = { type: 'Goal', interaction: [{ code: 'read' }] };
  return {
    resourceType: 'CapabilityStatement',
    fhirVersion: '4.0.1',
    format: ['application/fhir+json'],
    software: { name: 'ECD van de \u001b\u202eproef', version: '7' },
    rest: [{ mode: 'server', searchParam: [{ name: '_lastUpdated' }], resource: [resource, silent] }],
    ...more,
  };
}
