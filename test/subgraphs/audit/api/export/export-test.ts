/** A line of an export as the formats get it. */
import type { ExportLine } from '../../../../../subgraphs/audit/domain/export/export-lines.js';
import type { LogRecord } from '../../../../../subgraphs/audit/domain/record/log-record.js';
import { anEvent } from '../../audit-test.js';

export const CLIENT = '6f1a2d0c-51f3-4a0e-9d38-7c1f0b8f7a01';
export const ACCOUNT = '7d1f4a52-0000-4000-8000-000000000001';
export const RECORD = 'ab1f4a52-0000-4000-8000-00000000000c';

export function aLine(facts: Partial<LogRecord> = {}, line: Partial<ExportLine> = {}): ExportLine {
  const { accountName: name, ...event } = anEvent({ accountName: 'Anneke de Wit' });
  return {
    sequence: 7,
    previous: 3,
    leaf: Buffer.alloc(32, 1).toString('base64'),
    name,
    ...line,
    record: {
      ...event,
      id: RECORD,
      account: ACCOUNT,
      client: CLIENT,
      role: 'REPRESENTATIVE',
      recordedAt: '2025-11-20T10:00:00.250Z',
      pseudonym: '0123456789abcdef',
      sealedName: 'c2VhbGVk',
      salt: 'c2FsdHNhbHRzYWx0c2FsdA==',
      ...facts,
    },
  };
}
