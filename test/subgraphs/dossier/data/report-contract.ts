/** The part of the contract of every ECD that is about reports. */
import { describe, expect, it } from '@jest/globals';
import { REPORT_TYPES } from '../../../../schema/report-type.js';
import type { ClientRecord, ReportQuery } from '../../../../subgraphs/dossier/domain/ecd.js';
import type { Report } from '../../../../subgraphs/dossier/domain/report.js';

export const EVERYTHING: ReportQuery = {
  first: 50,
  after: null,
  types: REPORT_TYPES,
  openTypes: REPORT_TYPES,
  carePlanOpen: true,
  period: { start: null, end: null },
  text: null,
};

/** The world's ids; an ECD of several kinds of resource puts the kind before them. */
const plain = (id: string | null | undefined) => id?.replace(/^[A-Za-z]+\//, '') ?? null;
export const idsOf = (entries: { id: string }[]) => entries.map(({ id }) => plain(id));

export function reportContract(records: () => { anna: ClientRecord; piet: ClientRecord }): void {
  const reportIds = async (query: Partial<ReportQuery>) =>
    idsOf(await records().anna.reports({ ...EVERYTHING, ...query }));

  describe('reports', () => {
    it('come newest first, and never hidden, confidential, undecided or of an unknown type', async () => {
      expect(await reportIds({})).toEqual(['25', '24', '17', '16', '15', '14', '13', '12', '11']);
    });

    it('carry of their SOEP lines those that are known not to be confidential', async () => {
      const soep = (await records().anna.reports(EVERYTHING)).find(({ id }) => plain(id) === '17');
      expect(soep).toMatchObject({
        text: null,
        soep: [
          { kind: 'SUBJECTIVE', text: 'Voelt zich benauwd.' },
          { kind: 'PLAN', text: 'Morgen opnieuw luisteren.' },
        ],
      });
    });

    it('say when, by whom, what, and whether it was marked', async () => {
      const [medical] = await records().anna.reports({ ...EVERYTHING, types: ['MEDICAL'] });
      expect(medical).toMatchObject({
        effectiveDateTime: new Date('2026-03-04T08:00:00Z'),
        type: 'MEDICAL',
        author: { name: expect.any(String) },
        text: 'Bloeddruk 140_80 gemeten.',
        flagged: true,
        soep: [],
      });
    });

    it('fill their pages with the types asked for', async () => {
      expect(await reportIds({ types: ['GENERAL', 'PROGRESS'], first: 2 })).toEqual(['25', '24', '12']);
    });

    it('name the report replied to only when that one may be read', async () => {
      const reply = async (id: string, query: Partial<ReportQuery> = {}) =>
        plain(
          (await records().anna.reports({ ...EVERYTHING, ...query })).find((report) => plain(report.id) === id)
            ?.inReplyTo,
        );
      expect(await reply('13')).toBe('11');
      expect(await reply('24')).toBeNull();
      expect(await reply('25')).toBe('14');
      expect(await reply('25', { openTypes: ['GENERAL'] })).toBeNull();
    });

    it('name a care-plan entry only of a plan that is no draft, and only when the plan is open', async () => {
      const entry = async (id: string, carePlanOpen: boolean) =>
        plain(
          (await records().anna.reports({ ...EVERYTHING, carePlanOpen })).find((report) => plain(report.id) === id)
            ?.carePlanEntry,
        );
      expect(await entry('12', true)).toBe('31');
      expect(await entry('12', false)).toBeNull();
      expect(await entry('16', true)).toBeNull();
    });

    it('are found within a period: its start included, its end not', async () => {
      const period = { start: new Date('2026-03-02T08:00:00Z'), end: new Date('2026-03-04T08:00:00Z') };
      expect(await reportIds({ period })).toEqual(['13', '12']);
    });

    it.each([
      ['in any case', 'BOTERHAM', ['11']],
      ['with a percent sign as a percent sign', '0% b', ['12']],
      ['and not as a wildcard', 'l%n', []],
      ['with an underscore as an underscore', '140_80', ['14']],
      ['and not as any character', 'g_meten', []],
      ['with a backslash as a backslash', '2\\B', ['15']],
      ['in the lines that may be read', 'benauwd', ['17']],
      ['never in a confidential line', 'geheim', []],
      ['never in an undecided line', 'Niet beslist', []],
      ['never in text that is not shown', 'Vrije tekst', []],
      ['never in a hidden report', 'Verborgen rapportage', []],
    ])('are searched %s', async (_how, text, ids) => {
      expect(await reportIds({ text })).toEqual(ids);
    });

    it.each([1, 7, 50])('are paged by %i without a repeat or a gap, also where times are equal', async (first) => {
      const seen: Report[] = [];
      for (;;) {
        const page = await records().piet.reports({ ...EVERYTHING, first, after: seen.at(-1)?.keyset ?? null });
        seen.push(...page.slice(0, first));
        if (page.length <= first) break;
      }
      expect(idsOf(seen)).toEqual(Array.from({ length: 60 }, (_, index) => String(1060 - index)));
    });
  });
}
