import { describe, expect, it } from '@jest/globals';
import { traceOf } from '../../../gateway/pipeline/trace.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';

describe('the trace id of a request', () => {
  it.each([`00-${TRACE}-b7ad6b7169203331-01`, `cc-${TRACE}-b7ad6b7169203331-01-what-the-future-will-be-like`])(
    'is that of a valid traceparent (%s)',
    (traceparent) => expect(traceOf(traceparent)).toBe(TRACE),
  );

  it.each([
    undefined,
    '',
    `ff-${TRACE}-b7ad6b7169203331-01`,
    `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE.toUpperCase()}-b7ad6b7169203331-01`,
    `00-${TRACE}-b7ad6b7169203331-01\nforged`,
    `x00-${TRACE}-b7ad6b7169203331-01`,
  ])('is a new one otherwise (%j)', (traceparent) => {
    expect(traceOf(traceparent)).toMatch(/^[0-9a-f]{32}$/);
    expect(traceOf(traceparent)).not.toBe(TRACE);
    expect(traceOf(traceparent)).not.toBe(traceOf(traceparent));
  });
});
