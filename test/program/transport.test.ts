import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { httpTransport } from '../../program/transport.js';

describe('the transport over HTTP', () => {
  const servers: Server[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    }
  });

  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('posts path, headers and body as they are, and gives the answer as it is', async () => {
    const url = await serve((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const said = [request.method, request.url, request.headers['inzage-call'], Buffer.concat(chunks).toString()];
        response.writeHead(422, { 'content-type': 'application/json', 'x-more': 'yes' }).end(JSON.stringify(said));
      });
    });
    const answer = await httpTransport(
      url,
      1_000,
    )({
      path: '/append-events',
      headers: { 'inzage-call': 'signature', 'content-type': 'application/json' },
      body: '{"naam":"Zoë"}',
    });
    expect(answer.status).toBe(422);
    expect(answer.headers['x-more']).toBe('yes');
    expect(JSON.parse(answer.body)).toEqual(['POST', '/append-events', 'signature', '{"naam":"Zoë"}']);
  });

  it('rejects when nobody is there', async () => {
    const transport = httpTransport('http://127.0.0.1:1', 1_000);
    await expect(transport({ path: '/', headers: {}, body: '' })).rejects.toThrow();
  });

  it.each<[string, RequestListener]>([
    ['says nothing', () => undefined],
    ['stops halfway', (_request, response) => response.write('{')],
  ])('rejects in time when the other side %s', async (_what, listener) => {
    const transport = httpTransport(await serve(listener), 200);
    const began = Date.now();
    await expect(transport({ path: '/', headers: {}, body: '' })).rejects.toThrow();
    expect(Date.now() - began).toBeLessThan(1_500);
  });

  it('ends when its caller goes away', async () => {
    const going = new AbortController();
    const transport = httpTransport(await serve(() => going.abort()), 5_000);
    const began = Date.now();
    await expect(transport({ path: '/', headers: {}, body: '', signal: going.signal })).rejects.toThrow();
    expect(Date.now() - began).toBeLessThan(1_000);
  });
});
