import { randomUUID } from 'node:crypto';

/** W3C Trace Context, version 00 and later ones that keep its start; the all-zero ids are invalid. */
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:$|-)/;

/** The trace id of the caller's traceparent when it is a valid one, else a new id. */
export function traceOf(traceparent: string | string[] | undefined): string {
  const given = typeof traceparent === 'string' ? TRACEPARENT.exec(traceparent)?.[1] : undefined;
  return given ?? randomUUID().replaceAll('-', '');
}
