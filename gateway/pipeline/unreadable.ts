/** What cannot be read as HTTP is answered in the form of the rest, and its connection closed. */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { Refused } from '../refused.js';
import { errorAnswer } from './error-answers.js';
import type { Mask } from './error-mask.js';
import { traceOf } from './trace.js';

type ConnectionError = Error & { code?: string };

const STATUSES: Readonly<Record<string, number>> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 };

export function unreadable(mask: Mask): (error: ConnectionError, socket: Socket) => void {
  return (error, socket) => {
    const status = STATUSES[error.code ?? ''] ?? 400;
    if (error.code !== 'ECONNRESET' && socket.writable) socket.write(messageOf(status, mask));
    socket.destroy();
  };
}

function messageOf(status: number, mask: Mask): string {
  const asking = { headers: {}, ip: '', id: traceOf(undefined) };
  const { headers, body } = errorAnswer(new Refused('BAD_REQUEST', { status }), asking, mask);
  const text = JSON.stringify(body);
  const lines = Object.entries({
    ...headers,
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(text)),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${text}`;
}
