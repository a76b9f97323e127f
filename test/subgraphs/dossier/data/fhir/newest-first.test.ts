/** Our pages over a server's pages, however the server cuts and orders its own. */
import { describe, expect, it } from '@jest/globals';
import { FHIR_VERSIONS, type Resource } from '../../../../../subgraphs/dossier/data/fhir/fhir-source.js';
import type { ClientRecord } from '../../../../../subgraphs/dossier/domain/ecd.js';
import type { Report } from '../../../../../subgraphs/dossier/domain/report.js';
import type { Manners } from './fhir-in-memory.js';
import { EVERYTHING } from '../report-contract.js';
import { labelled, nursingReport, recordOn, soapLine, soapReport } from './fhir-resources.js';

/** Reports, many of one second or of the very same moment, of both kinds in turn; the last is the newest. */
const IDS = Array.from({ length: 25 }, (_, index) => String(101 + index));
const REPORTS: Resource[] = [
  ...IDS.map((id, index) => {
    const second = String(Math.floor(index / 8)).padStart(2, '0');
    const at = `2026-03-01T08:00:${second}.${String(Math.floor((index % 8) / 3))}00Z`;
    return index % 3 === 0 ? soapReport(id, at, ['l']) : nursingReport(id, at);
  }),
  soapLine('l', '255362007', 'Regel.'),
];
const NEWEST_FIRST = IDS.toReversed();

const shuffled = (resources: Resource[]) =>
  resources
    .map((resource, index) => ({ resource, place: (index * 17) % 26 }))
    .sort((one, other) => one.place - other.place)
    .map(({ resource }) => resource);

async function allPages(record: ClientRecord, first: number): Promise<Report[]> {
  const seen: Report[] = [];
  for (;;) {
    const page = await record.reports({ ...EVERYTHING, first, after: seen.at(-1)?.keyset ?? null });
    seen.push(...page.slice(0, first));
    if (page.length <= first) return seen;
  }
}

const plain = (reports: Report[]) => reports.map(({ id }) => id.replace('Composition/', ''));

describe.each(FHIR_VERSIONS)('a list over %s', (version) => {
  it.each<[string, Partial<Manners>]>([
    ['that cuts where times are equal', { pageSize: 3 }],
    ['that gives one at a time', { pageSize: 1 }],
    ['that does not sort, and says so', { sorts: false, saysSorted: false, pageSize: 1 }],
    ['that does not sort, and shows it', { sorts: false, pageSize: 30 }],
    ['that does not look at dates', { bounds: false, pageSize: 5 }],
    ['that does neither', { sorts: false, saysSorted: false, bounds: false, pageSize: 7 }],
  ])('keeps its order, without a repeat or a gap, on a server %s', async (_what, manners) => {
    const { record } = recordOn(version, shuffled(REPORTS), manners);
    for (const first of [1, 6, 50]) expect(plain(await allPages(record, first))).toEqual(NEWEST_FIRST);
  });

  it('holds once what the server gives twice', async () => {
    const { record } = recordOn(version, [...REPORTS, ...REPORTS], { pageSize: 9 });
    expect(plain(await record.reports(EVERYTHING))).toEqual(NEWEST_FIRST);
  });

  it('takes no more of a server’s pages than it needs', async () => {
    const reports = IDS.map((id, index) => nursingReport(id, `2026-03-01T08:${String(index + 10)}:00Z`));
    const { record, server } = recordOn(version, reports, { pageSize: 5, lacks: ['Composition'] });
    await record.reports({ ...EVERYTHING, first: 3 });
    expect(server.pages).toBe(1);
  });

  it('goes on past what may not be served, and tells once of all of it', async () => {
    const hidden = Array.from({ length: 60 }, (_, index) =>
      nursingReport(`h${String(index)}`, '2026-03-02T08:00:00Z', { meta: labelled('R') }),
    );
    const { record, withheld } = recordOn(version, [...hidden, nursingReport('1', '2026-03-01T08:00:00Z')], {
      pageSize: 10,
      malformed: 1,
      lacks: ['Composition'],
    });
    expect(plain(await record.reports({ ...EVERYTHING, first: 1 }))).toEqual(['1']);
    expect(withheld).toEqual([{ resource: 'Observation', counts: { CONFIDENTIAL: 60, MALFORMED: 7 } }]);
  });

  it('holds a period to the moment, whatever the server gives', async () => {
    const period = { start: new Date('2026-03-01T08:00:01.100Z'), end: new Date('2026-03-01T08:00:02.100Z') };
    for (const bounds of [true, false]) {
      const { record } = recordOn(version, REPORTS, { bounds });
      const inPeriod = await record.reports({ ...EVERYTHING, period });
      expect(plain(inPeriod)).toEqual(['119', '118', '117', '116', '115', '114', '113', '112']);
    }
  });

  it('knows moments to the microsecond', async () => {
    const { record } = recordOn(version, [
      nursingReport('1', '2026-03-01T08:00:00.000002Z'),
      nursingReport('2', '2026-03-01T09:00:00.000001+01:00'),
    ]);
    expect((await allPages(record, 1)).map(({ id }) => id)).toEqual(['1', '2']);
  });

  it('takes up at no place that is none', async () => {
    const { record } = recordOn(version, REPORTS);
    await expect(record.reports({ ...EVERYTHING, after: { time: '2026', id: '1' } })).rejects.toMatchObject({
      code: 'BAD_CURSOR',
    });
  });

  it('fails on a server whose pages do not end', async () => {
    const { record } = recordOn(
      version,
      REPORTS.map((report) => ({ ...report, status: 'preliminary' })).flatMap((report) =>
        Array.from({ length: 20 }, () => report),
      ),
      { pageSize: 1 },
    );
    await expect(record.reports(EVERYTHING)).rejects.toThrow('do not end');
  });
});
