import { describe, expect, it } from '@jest/globals';
import { CSV } from '../../../../../subgraphs/audit/api/export/csv-format.js';
import { aLine, ACCOUNT, CLIENT, RECORD } from './export-test.js';

const HEADER = {
  log: 'log.example',
  organisation: 'vivium',
  from: null,
  until: null,
  filter: {},
  after: 0,
  size: 9,
};

/** What RFC 4180 says of a row. */
function cellsOf(row: string): string[] {
  expect(row).toMatch(/\r\n$/);
  return [...row.slice(0, -2).matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}

function cell(name: string, facts: Parameters<typeof aLine>[0], line: Parameters<typeof aLine>[1] = {}): string {
  const names = cellsOf(CSV.head(HEADER).slice(1));
  const cells = cellsOf(CSV.line(aLine(facts, line)));
  expect(cells).toHaveLength(names.length);
  return cells[names.indexOf(name)] ?? 'there is no such column';
}

describe('the log as CSV', () => {
  it('begins with the mark by which spreadsheets know UTF-8, and the names of the columns', () => {
    expect(CSV.head(HEADER)).toMatch(/^\uFEFFsequence,id,occurredAt,recordedAt,kind,action,outcome,/);
  });

  it('has a cell for each column, the number to resume with first', () => {
    const cells = cellsOf(CSV.line(aLine()));
    expect(cells.slice(0, 3)).toEqual(['7', RECORD, '2025-11-20T10:00:00.000Z']);
    expect(cell('account', {})).toBe(ACCOUNT);
    expect(cell('name', {})).toBe('Anneke de Wit');
    expect(cell('client', {})).toBe(CLIENT);
    expect(cell('categories', { categories: ['REPORTS', 'CARE_PLAN'] })).toBe('REPORTS CARE_PLAN');
  });

  it('leaves empty what is not known, and tells no from not asked (NEN 7513: checks)', () => {
    expect(cell('name', {}, { name: null })).toBe('');
    const checks = { authorisation: true, treatmentRelation: false, consent: null, emergency: null };
    expect(cell('checkedAuthorisation', { checks })).toBe('true');
    expect(cell('checkedTreatmentRelation', { checks })).toBe('false');
    expect(cell('checkedConsent', { checks })).toBe('');
    expect(cell('checkedConsent', { checks: null })).toBe('');
  });

  it('quotes what holds commas, quotes and ends of lines', () => {
    expect(cell('justification', { justification: 'Een "klacht", \r\nvan de zoon' })).toBe(
      'Een "klacht", \r\nvan de zoon',
    );
    expect(cell('search', { search: { types: ['MEDICAL'], text: true } })).toBe('{"types":["MEDICAL"],"text":true}');
  });

  it.each(['=1+1', '+31', '-2', '@SUM(A1)', '\tx', '\rx', '＝1'])(
    'makes no formula of %j (CWE-1236)',
    (justification) => {
      expect(cell('justification', { justification })).toBe(`'${justification}`);
    },
  );
});
