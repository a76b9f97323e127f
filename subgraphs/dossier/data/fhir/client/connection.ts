/** One question over HTTP, and what came back; every way in which it can fail has a code. */
import { Agent, request } from 'undici';
import type { TlsIdentity } from '../../../ecd-address.js';
import { endedBy, FhirFault, type FhirFaultCode } from './fhir-fault.js';

export interface Question {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body?: string;
}

export interface Received {
  status: number;
  retryAfter: string | null;
  etag: string | null;
  /** The server does not forbid it (`no-store`, RFC 9111 §5.2.2.5). */
  mayBeKept: boolean;
  body: string;
}

export interface Connection {
  /** Never follows a redirect. @throws FhirFault. */
  ask: (question: Question, signal: AbortSignal) => Promise<Received>;
  close: () => Promise<void>;
}

export interface ConnectionOptions {
  tls?: TlsIdentity | undefined;
  connections: number;
  timeLimitMs: number;
  bodyLimitBytes: number;
}

export function openConnection(options: ConnectionOptions): Connection {
  const { tls, connections, timeLimitMs, bodyLimitBytes } = options;
  const agent = new Agent({
    connections,
    headersTimeout: timeLimitMs,
    bodyTimeout: timeLimitMs,
    connectTimeout: timeLimitMs,
    maxResponseSize: bodyLimitBytes,
    connect: {
      minVersion: 'TLSv1.2',
      ...(tls?.own && { cert: tls.own.certificate, key: tls.own.key }),
      ...(tls?.authorities !== undefined && { ca: tls.authorities }),
    },
  });
  return {
    ask: async (question, signal) => {
      const { method, url, headers, body } = question;
      const answer = await request(url, { method, headers, body: body ?? null, signal, dispatcher: agent }).catch(
        (error: unknown) => {
          throw faultOf(error, signal, 'FHIR_UNREACHABLE');
        },
      );
      const bytes = await answer.body.arrayBuffer().catch((error: unknown) => {
        throw faultOf(error, signal, 'FHIR_CUT_OFF');
      });
      const { 'retry-after': retryAfter, etag, 'cache-control': control } = answer.headers;
      return {
        status: answer.statusCode,
        retryAfter: first(retryAfter),
        etag: first(etag),
        mayBeKept: !/\bno-store\b/i.test(String(control)),
        body: textOf(bytes),
      };
    },
    close: () => agent.close(),
  };
}

/** Text that is not UTF-8 would be shown with the wrong letters. */
function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FhirFault('FHIR_NOT_FHIR', { detail: 'no UTF-8' });
  }
}

const OF_UNDICI: Readonly<Record<string, FhirFaultCode>> = {
  UND_ERR_HEADERS_TIMEOUT: 'FHIR_TIMED_OUT',
  UND_ERR_BODY_TIMEOUT: 'FHIR_TIMED_OUT',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'FHIR_TOO_LARGE',
};
/** The codes of OpenSSL and of Node's own check of the name. */
const OF_TLS = /CERT|_TLS_|_SSL_|^UNABLE_TO_|^EPROTO$/;

function faultOf(error: unknown, signal: AbortSignal, otherwise: FhirFaultCode): FhirFault {
  if (signal.aborted) return endedBy(signal);
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string') return new FhirFault(otherwise);
  return new FhirFault(OF_UNDICI[code] ?? (OF_TLS.test(code) ? 'FHIR_CERTIFICATE' : otherwise), { detail: code });
}

function first(header: string | string[] | undefined): string | null {
  return (Array.isArray(header) ? header[0] : header) ?? null;
}
