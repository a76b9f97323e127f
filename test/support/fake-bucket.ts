/** A store that answers as S3 does with object lock on, and that works out by itself whether a request is signed (AWS Signature Version 4). */
import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeBucket {
  url: string;
  objects: Map<string, StoredObject>;
  /** How many keys a page of a list holds. */
  page: number;
  stop: () => Promise<void>;
}

export interface StoredObject {
  content: Buffer;
  mode: string | undefined;
  retainUntil: string | undefined;
}

interface Asked {
  request: IncomingMessage;
  url: URL;
  body: Buffer;
  key: string;
}

interface Reply {
  status: number;
  body?: Buffer | string;
}

const sha256 = (data: Buffer | string, encoding: 'hex' | 'base64' = 'hex') =>
  createHash('sha256').update(data).digest(encoding);
const hmac = (key: Buffer | string, data: string) => createHmac('sha256', key).update(data).digest();
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
const fault = (status: number, code: string): Reply => ({ status, body: `<Error><Code>${code}</Code></Error>` });

/** @param secrets by access key. */
export async function startFakeBucket(bucket: string, secrets: Record<string, string>): Promise<FakeBucket> {
  const store: FakeBucket = { url: '', objects: new Map(), page: 1_000, stop };
  const server = createServer((request, response) => {
    void readAll(request).then((body) => {
      const url = new URL(request.url ?? '', 'http://store');
      const key = decodeURIComponent(url.pathname.replace(`/${bucket}/`, ''));
      const { status, body: reply = '' } = answer(store, secrets, { request, url, body, key });
      response.writeHead(status, { 'content-type': 'application/xml' }).end(reply);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  store.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return store;

  async function stop(): Promise<void> {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

function answer(store: FakeBucket, secrets: Record<string, string>, asked: Asked): Reply {
  if (!isSigned(asked, secrets)) return fault(403, 'SignatureDoesNotMatch');
  if (asked.request.method === 'PUT') return put(store, asked);
  if (asked.url.searchParams.has('list-type')) return list(store, asked.url.searchParams);
  const found = store.objects.get(asked.key);
  return found === undefined ? fault(404, 'NoSuchKey') : { status: 200, body: found.content };
}

function put(store: FakeBucket, { request: { headers }, body, key }: Asked): Reply {
  if (headers['if-none-match'] !== '*') return fault(400, 'InvalidRequest');
  if (headers['x-amz-checksum-sha256'] !== sha256(body, 'base64')) return fault(400, 'BadDigest');
  if (store.objects.has(key)) return fault(412, 'PreconditionFailed');
  store.objects.set(key, {
    content: body,
    mode: headers['x-amz-object-lock-mode'] as string | undefined,
    retainUntil: headers['x-amz-object-lock-retain-until-date'] as string | undefined,
  });
  return { status: 200 };
}

function list({ objects, page }: FakeBucket, query: URLSearchParams): Reply {
  const after = query.get('continuation-token') ?? query.get('start-after') ?? '';
  const keys = [...objects.keys()].filter((key) => key.startsWith(query.get('prefix') ?? '') && key > after).sort();
  const shown = keys.slice(0, page);
  const next = keys.length > page ? `<NextContinuationToken>${shown.at(-1) ?? ''}</NextContinuationToken>` : '';
  const contents = shown.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('');
  return { status: 200, body: `<ListBucketResult>${contents}${next}</ListBucketResult>` };
}

/** The signature worked out anew, from what arrived and the secret that goes with the access key. */
function isSigned({ request, url, body }: Asked, secrets: Record<string, string>): boolean {
  const { headers, method = '' } = request;
  const [, access = '', scope = '', names = '', signature = ''] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    ) ?? [];
  const [day = '', region = '', service = '', end = ''] = scope.split('/');
  const secret = secrets[access];
  const signed = names.split(';');
  const unsigned = Object.keys(headers).filter(
    (name) => /^(host|x-amz-|if-none-match)/.test(name) && !signed.includes(name),
  );
  if (secret === undefined || unsigned.length > 0 || headers['x-amz-content-sha256'] !== sha256(body)) return false;
  const query = [...url.searchParams].map(([name, value]) => `${encoded(name)}=${encoded(value)}`).sort();
  const canonical = [
    method,
    url.pathname
      .split('/')
      .map((part) => encoded(decodeURIComponent(part)))
      .join('/'),
    query.join('&'),
    ...signed.map((name) => `${name}:${String(headers[name]).trim().replace(/ +/g, ' ')}`),
    '',
    names,
    sha256(body),
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = [region, service, end].reduce<Buffer>((last, part) => hmac(last, part), hmac(`AWS4${secret}`, day));
  return hmac(key, toSign).toString('hex') === signature;
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
