/** Puts an answer of the graph on the wire: status, headers, and zipped where that pays. */
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { HTTPGraphQLResponse } from '@apollo/server';
import type { Mode } from '../../config.js';
import { originHeaders } from '../cross-origin.js';
import type { ErrorAnswer } from '../error-answers.js';
import { securityHeaders } from '../security-headers.js';
import { codingOf, SMALLEST_ZIPPED_BYTES, zip } from './answer-coding.js';
import { answerTypeOf, statusUnder, type AnswerType } from './answer-type.js';

export interface Written {
  request: IncomingMessage;
  response: ServerResponse;
  /** Null when nothing that we could answer is accepted. */
  type: AnswerType | null;
}

const PLAIN_TYPE = answerTypeOf(undefined) as AnswerType;

export class AnswerWriter {
  private readonly always: OutgoingHttpHeaders;
  private readonly ofOrigin: ReturnType<typeof originHeaders>;

  constructor(mode: Mode, corsOrigins: readonly string[]) {
    const vary = 'Origin, Accept, Accept-Encoding, Accept-Language, Authorization';
    this.always = { ...securityHeaders(mode), 'cache-control': 'no-store', vary };
    this.ofOrigin = originHeaders(corsOrigins);
  }

  /** @param mayZip not what could hold a secret beside a text of the caller's choice: its length would tell (BREACH). */
  async write(written: Written, { status = 200, headers, body }: HTTPGraphQLResponse, mayZip: boolean): Promise<void> {
    if (body.kind !== 'complete') throw new Error('an answer in parts was not asked for');
    const text = body.string;
    const type = written.type ?? PLAIN_TYPE;
    const known = status === 400 ? statusUnder(type, status, codeIn(text)) : status;
    const coding = mayZip && text.length >= SMALLEST_ZIPPED_BYTES ? codingFor(written) : null;
    const said = Object.fromEntries(headers);
    if (coding === null) this.send(written, known, said, text);
    else this.send(written, known, { ...said, 'content-encoding': coding }, await zip(coding, text));
  }

  writeError(written: Written, { status, code, headers, body }: ErrorAnswer): void {
    const type = written.type ?? PLAIN_TYPE;
    this.send(written, statusUnder(type, status, code), headers, JSON.stringify(body));
  }

  private send(
    { request, response, type }: Written,
    status: number,
    headers: OutgoingHttpHeaders,
    content: string | Buffer,
  ): void {
    const all: OutgoingHttpHeaders = {
      ...this.always,
      ...this.ofOrigin(request.headers.origin),
      ...headers,
      'content-type': (type ?? PLAIN_TYPE).contentType,
      'content-length': Buffer.byteLength(content),
    };
    if (endsConnection(request, status)) all['connection'] = 'close';
    response.writeHead(status, all);
    response.end(content);
  }
}

function codingFor({ request }: Written): ReturnType<typeof codingOf> {
  return codingOf([request.headers['accept-encoding']].flat().join(','));
}

/** The rest of a body that is too large is not waited for, and a server that stops takes no more. HTTP/2 says it otherwise. */
function endsConnection({ httpVersionMajor, socket }: IncomingMessage, status: number): boolean {
  if (httpVersionMajor > 1) return false;
  const { server } = socket as { server?: { listening: boolean } };
  return status === 413 || server?.listening === false;
}

function codeIn(text: string): string | undefined {
  const { errors } = JSON.parse(text) as { errors?: { extensions?: { code?: string } }[] };
  return errors?.[0]?.extensions?.code;
}
