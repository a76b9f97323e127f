import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import type { LogRecord } from '../../../../../subgraphs/audit/domain/record/log-record.js';
import { leafHashOf, leafOf } from '../../../../../subgraphs/audit/domain/record/leaf.js';
import { oddRecords } from './odd-records.js';

const CLOSED = [
  'account',
  'address',
  'justification',
  'object',
  'responsible',
  'responsibleRole',
  'sealedName',
  'search',
  'session',
  'source',
  'trace',
] as const;

/** The leaf as its definition says it, by the library. */
function definedLeafOf(record: LogRecord): string | undefined {
  const { salt, ...rest } = record;
  const open = Object.fromEntries(Object.entries(rest).filter(([name]) => !CLOSED.some((closed) => closed === name)));
  const closed = Object.fromEntries(CLOSED.map((name) => [name, record[name]]));
  const hash = createHash('sha256')
    .update(Buffer.from(salt, 'base64'))
    .update(`${canonicalize(closed)}`);
  return canonicalize({ ...open, closed: hash.digest('hex') });
}

describe('the leaf of a record', () => {
  it.each(oddRecords())(
    'is canonical JSON (RFC 8785) of all of it, the closed part as a salted hash: %s',
    (_what, record) => {
      expect(leafOf(record)).toBe(definedLeafOf(record));
    },
  );

  it('differs for whatever differs, in the open part and in the closed', () => {
    const [[, record]] = oddRecords() as [[string, LogRecord]];
    const changed = Object.keys(record).map((name) => leafHashOf({ ...record, [name]: 'x' }).toString('hex'));
    expect(new Set([...changed, leafHashOf(record).toString('hex')]).size).toBe(changed.length + 1);
  });

  it('is another one when a value is no text, though it reads the same', () => {
    const [, record] = oddRecords().at(-1) as [string, LogRecord];
    const texts = Object.entries(record).filter(([name, value]) => name !== 'salt' && typeof value === 'string');
    const odd = texts.map(([name, value]) => ({ ...record, [name]: [value] }));
    const checks = Object.fromEntries(
      Object.entries(record.checks ?? {}).map(([name, value]) => [name, String(value)]),
    );
    const all = [...odd, { ...record, checks }] as LogRecord[];
    for (const one of all) expect(leafOf(one)).not.toBe(leafOf(record));
  });

  it('does not say who looked, from where or why', () => {
    for (const [, record] of oddRecords()) {
      for (const name of CLOSED) {
        const value = record[name];
        if (typeof value === 'string' && value.length > 8) expect(leafOf(record)).not.toContain(value);
      }
    }
  });
});
