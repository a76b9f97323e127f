/** What a request is for: its target, and the host that it names. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Refused } from '../refused.js';

const ABSOLUTE = /^https?:\/\/([^/?#]*)(.*)$/is;
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/**
 * RFC 9112, 3.2.2: a target that is a whole address, as a proxy is asked, is taken, and its host is the one that counts.
 * A `Host` that is none stays for `demandHost` to refuse. HTTP/2 has no such form.
 */
export function inOriginForm(request: IncomingMessage): void {
  const { url = '', headers, httpVersionMajor } = request;
  if (url.startsWith('/') || httpVersionMajor > 1) return;
  const [, host, target] = ABSOLUTE.exec(url) ?? [];
  if (host === undefined || target === undefined) return;
  request.url = target.startsWith('/') ? target : `/${target}`;
  if (isHost(headers.host)) headers.host = host;
}

/** RFC 9112, 3.2; RFC 9113, 8.3.1: HTTP/2 may name it twice, but not otherwise. @throws Refused BAD_REQUEST */
export function demandHost({ host, ':authority': authority }: IncomingHttpHeaders): void {
  const named = authority?.toString() ?? host;
  if (!isHost(named) || (host !== undefined && host !== named)) throw new Refused('BAD_REQUEST', { status: 400 });
}

function isHost(host: string | undefined): boolean {
  return host !== undefined && HOST.test(host);
}
