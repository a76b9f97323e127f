/** Where a request comes from: read from its connection, and from a proxy's word where the proxy is a trusted one. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { all, compile } from '@fastify/proxy-addr';
import { traceOf } from '../trace.js';

/** What is asked of a request to know who is behind it; a request of the HTTP library fits as it is. */
export interface Asking {
  headers: IncomingHttpHeaders;
  ip: string;
  /** Its trace. */
  id: string;
}

export interface Arrived extends Asking {
  isSecure: boolean;
}

export type Arrive = (request: IncomingMessage) => Arrived;

/** @param trustedProxies whose X-Forwarded-* headers are believed. */
export function arrivals(trustedProxies: readonly string[]): Arrive {
  const isTrusted = trustedProxies.length === 0 ? null : compile([...trustedProxies]);
  return (request) => {
    const { headers, socket } = request;
    const address = socket.remoteAddress ?? '';
    const ownTls = (socket as Partial<TLSSocket>).encrypted === true;
    const id = traceOf(headers['traceparent']);
    if (isTrusted === null) return { headers, ip: address, id, isSecure: ownTls };
    const said = isTrusted(address, 0) ? headers['x-forwarded-proto'] : undefined;
    return {
      headers,
      ip: all(request, isTrusted).at(-1) ?? address,
      id,
      isSecure: said === undefined ? ownTls : lastOf(said) === 'https',
    };
  };
}

/** What the proxy next to us added itself. */
function lastOf(header: string | string[]): string {
  const whole = typeof header === 'string' ? header : header.join(',');
  return whole.slice(whole.lastIndexOf(',') + 1).trim();
}
