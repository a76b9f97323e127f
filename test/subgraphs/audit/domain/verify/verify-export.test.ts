import { describe, expect, it } from '@jest/globals';
import {
  exportStatement,
  type ExportEnd,
  type ExportHeader,
  type ExportLine,
} from '../../../../../subgraphs/audit/domain/export/export-lines.js';
import { leafHashOf } from '../../../../../subgraphs/audit/domain/record/leaf.js';
import type { LogRecord } from '../../../../../subgraphs/audit/domain/record/log-record.js';
import { Frontier } from '../../../../../subgraphs/audit/domain/tree/frontier.js';
import { verifyExport } from '../../../../../subgraphs/audit/domain/verify/verify-export.js';
import { anEvent } from '../../audit-test.js';
import { aSigner, ORIGIN } from './signed-log.js';

const signer = aSigner();

function aLine(sequence: number, previous: number): ExportLine {
  const { accountName: name, ...event } = anEvent();
  const salt = Buffer.alloc(16, sequence).toString('base64');
  const record: LogRecord = { ...event, recordedAt: event.occurredAt, pseudonym: null, sealedName: null, salt };
  return { sequence, previous, leaf: leafHashOf(record).toString('base64'), record, name };
}

const headerAfter = (after: number): ExportHeader => ({
  log: ORIGIN,
  organisation: 'vivium',
  from: null,
  until: null,
  filter: {},
  after,
  size: 100,
});

function endOf(header: ExportHeader, lines: readonly ExportLine[]): ExportEnd {
  const tree = Frontier.empty();
  for (const { leaf } of lines) tree.append(Buffer.from(leaf, 'base64'));
  const said = { count: lines.length, last: lines.at(-1)?.sequence ?? header.after };
  return { ...said, checkpoint: null, note: signer.sign(exportStatement(header, said, tree.root)) };
}

/** Records 2, 4, 6 and so on, behind `after`. */
function aPart(count: number, after = 0): [ExportHeader, ...ExportLine[], ExportEnd] {
  const lines = Array.from({ length: count }, (_, index) => aLine(after + 2 * index + 2, after + 2 * index));
  return [headerAfter(after), ...lines, endOf(headerAfter(after), lines)];
}

async function* asText(lines: readonly unknown[]): AsyncGenerator<string> {
  for (const line of lines) yield typeof line === 'string' ? line : JSON.stringify(line);
}

const trust = { origin: ORIGIN, logKeys: [signer.verifierKey], witnessKeys: [] };
const verify = (lines: readonly unknown[]) => verifyExport(asText(lines), trust, null);
const namesOf = async (lines: readonly unknown[]) =>
  (await verify(lines)).findings.map(({ what, sequence }) => `${what} ${sequence}`);

describe('verifying an export without the database', () => {
  it('finds nothing in an export that is as it was made', async () => {
    expect(await verify(aPart(5))).toEqual({
      findings: [],
      records: 5,
      signedParts: 1,
      unsigned: 0,
      organisation: 'vivium',
      last: 10,
    });
    expect(await namesOf(aPart(0))).toEqual([]);
  });

  it('names a record that was changed', async () => {
    const lines = aPart(5);
    const line = lines[2] as ExportLine;
    lines[2] = { ...line, record: { ...line.record, account: 'somebody else' } };
    expect((await verify(lines)).findings).toMatchObject([{ what: 'CHANGED', sequence: 4, id: line.record.id }]);
  });

  it('tells that a record was changed together with its leaf', async () => {
    const lines = aPart(5);
    lines[2] = aLine(4, 2);
    lines[2].record.client = 'another';
    lines[2].leaf = leafHashOf(lines[2].record).toString('base64');
    expect(await namesOf(lines)).toEqual(['CHANGED 1']);
  });

  it('names a record that was removed', async () => {
    const lines = aPart(5);
    lines.splice(3, 1);
    expect(await namesOf(lines)).toEqual(['REMOVED 6']);
  });

  it('names a record that stands elsewhere', async () => {
    const [header, one, two, ...others] = aPart(5);
    expect(await namesOf([header, two, one, ...others])).toEqual(['REORDERED 2']);
  });

  it('names a record that was added', async () => {
    const [header, one, ...others] = aPart(5);
    expect(await namesOf([header, one, aLine(3, 2), ...others])).toEqual(['ADDED 3']);
  });

  it('names the first record of a tail that was cut off, with and without the last line', async () => {
    const lines = aPart(5);
    expect(await namesOf(lines.slice(0, 4))).toEqual(['CUT_OFF 7']);
    expect(await namesOf([...lines.slice(0, 4), lines.at(-1)])).toEqual(['CUT_OFF 7']);
  });

  it('does not take a last line that says less than was signed', async () => {
    const lines = aPart(5);
    const end = { ...(lines.at(-1) as ExportEnd), count: 3, last: 6 };
    expect(await namesOf([...lines.slice(0, 4), end])).toEqual(['CHANGED 1']);
  });

  it('does not take a signature of somebody else, nor a line that is none', async () => {
    const lines = aPart(2);
    const end = lines.at(-1) as ExportEnd;
    expect(await namesOf([...lines.slice(0, 3), { ...end, note: aSigner().sign('something\n') }])).toEqual([
      'BAD_SIGNATURE 4',
    ]);
    expect(await namesOf([...lines.slice(0, 2), '{"seq', ...lines.slice(2)])).toEqual(['CHANGED 3']);
  });

  it('goes on where a part that broke off ended, and says what of it nobody signed for', async () => {
    const broken = aPart(3).slice(0, 3);
    expect(await verify([...broken, ...aPart(2, 4)])).toMatchObject({ findings: [], records: 4, unsigned: 2 });
    expect(await namesOf([...broken, ...aPart(2, 6)])).toEqual(['REMOVED 5']);
  });

  it('does not take an export of another log', async () => {
    await expect(verify([{ ...headerAfter(0), log: 'log.other.example' }])).rejects.toThrow('another log');
    await expect(verify([])).rejects.toThrow('empty');
  });
});
