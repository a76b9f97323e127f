/** A local stand-in for Amazon SNS that checks the signature of each request itself (Signature Version 4). */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

const LEAST_REPLY = '<PublishResponse><PublishResult><MessageId>x</MessageId></PublishResult></PublishResponse>';
const REFUSAL = '<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code></Error></ErrorResponse>';

export interface SnsEndpoint {
  url: string;
  /** What was published, by correctly signed requests. */
  published: URLSearchParams[];
  /** How many requests came, signed or not. */
  requests: () => number;
  answerWith: (behaviour: 'reply' | 'fault' | 'silence') => void;
  close: () => Promise<void>;
}

export async function openSnsEndpoint(secretAccessKey: string): Promise<SnsEndpoint> {
  const published: URLSearchParams[] = [];
  let behaviour = 'reply';
  let requests = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      requests += 1;
      if (behaviour === 'silence') return;
      if (behaviour === 'fault') return void response.writeHead(500).end();
      if (!isSigned(request, body, secretAccessKey)) return void response.writeHead(403).end(REFUSAL);
      published.push(new URLSearchParams(body));
      response.writeHead(200, { 'content-type': 'text/xml' }).end(LEAST_REPLY);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    published,
    requests: () => requests,
    answerWith: (next) => {
      behaviour = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function isSigned({ method = '', url = '', headers }: IncomingMessage, body: string, secret: string): boolean {
  const parts = /Credential=[^/]+\/([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
    headers.authorization ?? '',
  );
  const [, scope = '', signed = '', given = ''] = parts ?? [];
  const lines = signed.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const canonical = [method, url, '', lines.join(''), signed, sha256(body)].join('\n');
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = scope.split('/').reduce<Buffer>((last, part) => hmac(last, part), Buffer.from(`AWS4${secret}`));
  const expected = hmac(key, text);
  return parts !== null && timingSafeEqual(expected, Buffer.from(given, 'hex'));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
