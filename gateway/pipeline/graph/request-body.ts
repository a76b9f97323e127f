/** The body of a POST: JSON in UTF-8, not above the limit, with no key that could pass for a prototype. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { parse } from 'secure-json-parse';
import { Refused } from '../../refused.js';

/** RFC 8259, 8.1: JSON between systems is UTF-8, said or not. */
const JSON_TYPE = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-?8"?\s*)?;?\s*$/i;

/** @throws Refused BAD_REQUEST 415 for what is no plain JSON: a form could be sent by a page of another site. */
export function demandJson({
  'content-type': type,
  'content-encoding': coding = 'identity',
}: IncomingHttpHeaders): void {
  if (type === undefined || !JSON_TYPE.test(type) || coding !== 'identity') {
    throw new Refused('BAD_REQUEST', { status: 415 });
  }
}

/** @throws Refused QUERY_TOO_LARGE 413; the signal's reason when it fires before the end of the body. */
export function readBody(request: IncomingMessage, limit: number, signal: AbortSignal): Promise<string> {
  const tooLarge = (): Refused => new Refused('QUERY_TOO_LARGE', { status: 413 });
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (settle: () => void): void => {
      request.removeAllListeners('data').removeAllListeners('end');
      signal.removeEventListener('abort', onAbort);
      settle();
    };
    const onAbort = (): void => end(() => reject(signal.reason as Error));
    signal.addEventListener('abort', onAbort, { once: true });
    request.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > limit) end(() => reject(tooLarge()));
    });
    request.on('end', () => end(() => resolve(textOf(chunks))));
    request.on('error', (error) => end(() => reject(error)));
  });
}

/** @throws Refused BAD_REQUEST */
export function parseBody(text: string): unknown {
  try {
    return parse(text) as unknown;
  } catch (cause) {
    throw new Refused('BAD_REQUEST', { status: 400, cause });
  }
}

function textOf(chunks: readonly Buffer[]): string {
  const [first] = chunks;
  return chunks.length === 1 && first !== undefined ? first.toString() : Buffer.concat(chunks).toString();
}
