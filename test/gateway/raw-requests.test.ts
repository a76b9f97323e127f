/** Requests as no library would send them. */
import { connect as connectOverHttp2, type OutgoingHttpHeaders } from 'node:http2';
import { connect } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Front } from './front.js';
import { SELF_SIGNED } from './self-signed.js';

let front: Front;

beforeAll(async () => {
  front = await Front.start();
});
afterAll(() => front.stop());

const PATH = '/graphql?query={organisation}';
const LINES = `GET ${PATH} HTTP/1.1\r\nHost: graph.example\r\nApollo-Require-Preflight: yes\r\nConnection: close\r\n`;

async function answerTo(request: string, { url } = front): Promise<{ status: number; body: unknown }> {
  const { hostname, port, protocol } = new URL(url);
  const chunks: Buffer[] = [];
  const place = { host: hostname, port: Number(port) };
  const socket = protocol === 'https:' ? connectSecurely({ ...place, rejectUnauthorized: false }) : connect(place);
  socket.write(request);
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  const [head = '', body = ''] = Buffer.concat(chunks).toString().split('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d+) /.exec(head)?.[1]), body: JSON.parse(body) as unknown };
}

const REFUSED = { errors: [{ message: 'De aanvraag is niet juist opgebouwd.', extensions: { code: 'BAD_REQUEST' } }] };

it('are answered when they are whole', async () => {
  expect(await answerTo(`${LINES}\r\n`)).toEqual({ status: 200, body: { data: { organisation: 'Vivium Zorggroep' } } });
});

/** RFC 9112, 3.2. */
describe('a header that may stand once', () => {
  it('is refused twice, whichever of them is the right one: Host', async () => {
    expect(await answerTo(`${LINES}Host: other.example\r\n\r\n`)).toMatchObject({ status: 400, body: REFUSED });
  });

  it('is refused twice, whichever of them is the right one: Authorization', async () => {
    const twice = `Authorization: Bearer a\r\nAuthorization: Bearer b\r\n`;
    expect(await answerTo(`${LINES}${twice}\r\n`)).toMatchObject({
      status: 401,
      body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    });
  });
});

describe('where the TLS is ours', () => {
  let own: Front;
  beforeAll(async () => {
    own = await Front.start({ tls: SELF_SIGNED });
  });
  afterAll(() => own.stop());

  it('Host is refused twice over HTTP/1.1', async () => {
    expect((await answerTo(`${LINES}\r\n`, own)).status).toBe(200);
    expect(await answerTo(`${LINES}Host: other.example\r\n\r\n`, own)).toMatchObject({ status: 400, body: REFUSED });
  });

  it('what cannot be read is answered before the connection is closed', async () => {
    expect(await answerTo('GRAPH / HTTP/9\r\n\r\n', own)).toMatchObject({ status: 400, body: REFUSED });
  });

  /** RFC 9113, 8.3.1. */
  it('it is refused over HTTP/2 where it is not the authority', async () => {
    const session = connectOverHttp2(own.url, { rejectUnauthorized: false });
    const statusOf = (host: string) =>
      new Promise<unknown>((resolve, reject) => {
        const headers: OutgoingHttpHeaders = {
          ...{ ':path': PATH, ':authority': 'graph.example', host },
          'apollo-require-preflight': 'yes',
        };
        const stream = session.request(headers).on('error', reject);
        stream.on('response', (answer) => resolve(answer[':status'])).resume();
      });
    expect(await statusOf('graph.example')).toBe(200);
    expect(await statusOf('other.example')).toBe(400);
    await new Promise<void>((resolve) => session.close(resolve));
  });
});

describe('what cannot be read as HTTP', () => {
  it.each([
    [400, 'is none', 'GRAPH / HTTP/9\r\n\r\n'],
    [400, 'has two lengths', `${LINES}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`],
    [400, 'has a length and pieces', `${LINES}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    [400, 'has a name with a space before its colon', `${LINES}Accept : */*\r\n\r\n`],
    [431, 'has more headers than there may be', `${LINES}X: ${'x'.repeat(20_000)}\r\n\r\n`],
  ])('is answered %i in the form of all errors when it %s', async (status, _what, request) => {
    expect(await answerTo(request)).toMatchObject({ status, body: REFUSED });
  });
});
