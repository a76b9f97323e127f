/** What every adapter to an ECD does, whatever the ECD's kind: run it with the world of `ecd-world.ts` behind the adapter. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ClientRecord, Ecd, ReportQuery } from '../../../../subgraphs/dossier/domain/ecd.js';
import { SECTIONS } from '../../../../schema/caller.js';
import { REPORT_TYPES } from '../../../../schema/report-type.js';
import { type Report } from '../../../../subgraphs/dossier/domain/report.js';
import type { WorldClient } from './ecd-world.js';
import { WORLD } from './ecd-world.js';

export interface EcdUnderTest {
  /** The ECD as one organisation reaches it. */
  ecdOf(organisation: string): Ecd;
  close(): Promise<void>;
}

const UNENDING = new AbortController().signal;

const EVERYTHING: ReportQuery = {
  first: 50,
  after: null,
  types: REPORT_TYPES,
  openTypes: REPORT_TYPES,
  carePlanOpen: true,
  period: { start: null, end: null },
  text: null,
};

const PAGE = { first: 50, after: null, period: { start: null, end: null } };

export function ecdContract(name: string, createEcd: (world: WorldClient[]) => Promise<EcdUnderTest>): void {
  describe(name, () => {
    let ecd: EcdUnderTest;
    let anna: ClientRecord;
    let piet: ClientRecord;

    beforeAll(async () => {
      ecd = await createEcd(WORLD);
      anna = ecd.ecdOf('vivium').recordOf('1', UNENDING);
      piet = ecd.ecdOf('vivium').recordOf('2', UNENDING);
    });
    afterAll(() => ecd.close());

    /** The world's ids; an ECD of several kinds of resource puts the kind before them. */
    const plain = (id: string | null | undefined) => id?.replace(/^[A-Za-z]+\//, '') ?? null;
    /** Where no order is promised. */
    const sorted = <T>(things: readonly T[]): T[] =>
      [...things].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    const idsOf = (entries: { id: string }[]) => entries.map(({ id }) => plain(id));
    const reportIds = async (query: Partial<ReportQuery>, record = anna) =>
      idsOf(await record.reports({ ...EVERYTHING, ...query }));

    describe('the client', () => {
      it('has a name, the very day of birth, a location and a team', async () => {
        expect(await anna.person()).toMatchObject({
          name: { text: 'Anna van der Meulen', given: 'Anna', family: 'van der Meulen' },
          birthDate: new Date('1938-03-27'),
          location: { psychogeriatric: true },
          team: { name: 'Team De Linde', telephone: '020 555 01 01' },
        });
      });

      it('is at no PG location when nobody said so', async () => {
        expect((await piet.person())?.location.psychogeriatric).toBe(false);
      });

      it('is nobody when the ECD does not know the id', async () => {
        expect(await ecd.ecdOf('vivium').recordOf('999', UNENDING).person()).toBeNull();
      });

      it('of another organisation has no record here', async () => {
        const stranger = ecd.ecdOf('vivium').recordOf('3', UNENDING);
        expect(await stranger.person()).toBeNull();
        expect(await stranger.reports(EVERYTHING)).toEqual([]);
        expect(await stranger.carePlan()).toBeNull();
        expect(await ecd.ecdOf('rozelaar').recordOf('3', UNENDING).person()).not.toBeNull();
      });

      it('has a care team and contacts, in order', async () => {
        expect(await anna.careTeam()).toMatchObject([
          { name: 'Bart Vos', discipline: 'fysiotherapeut', primaryNurse: false },
          { name: 'Noor de Wit', primaryNurse: true, telephone: '020 555 01 02' },
        ]);
        expect(await anna.relatedPersons()).toMatchObject([
          { id: '41', roleCode: '1' },
          { id: '42', roleCode: '15' },
        ]);
      });
    });

    describe('legal situations', () => {
      it('are told with their days, also when they are over, and never of a kind that nobody knows', async () => {
        expect(sorted(await anna.legalSituations())).toEqual(
          sorted([
            { kind: 'MENTORSHIP', start: new Date('2025-06-01'), end: null },
            { kind: 'FINANCIAL_ADMINISTRATION', start: new Date('2020-01-01'), end: new Date('2025-05-31') },
          ]),
        );
        expect(await piet.legalSituations()).toEqual([]);
      });
    });

    describe('reports', () => {
      it('come newest first, and never hidden, confidential, undecided or of an unknown type', async () => {
        expect(await reportIds({})).toEqual(['25', '24', '17', '16', '15', '14', '13', '12', '11']);
      });

      it('carry of their SOEP lines those that are known not to be confidential', async () => {
        const soep = (await anna.reports(EVERYTHING)).find(({ id }) => plain(id) === '17');
        expect(soep).toMatchObject({
          text: null,
          soep: [
            { kind: 'SUBJECTIVE', text: 'Voelt zich benauwd.' },
            { kind: 'PLAN', text: 'Morgen opnieuw luisteren.' },
          ],
        });
      });

      it('say when, by whom, what, and whether it was marked', async () => {
        const [medical] = await anna.reports({ ...EVERYTHING, types: ['MEDICAL'] });
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
          plain((await anna.reports({ ...EVERYTHING, ...query })).find((report) => plain(report.id) === id)?.inReplyTo);
        expect(await reply('13')).toBe('11');
        expect(await reply('24')).toBeNull();
        expect(await reply('25')).toBe('14');
        expect(await reply('25', { openTypes: ['GENERAL'] })).toBeNull();
      });

      it('name a care-plan entry only of a plan that is no draft, and only when the plan is open', async () => {
        const entry = async (id: string, carePlanOpen: boolean) =>
          plain(
            (await anna.reports({ ...EVERYTHING, carePlanOpen })).find((report) => plain(report.id) === id)
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
          const page = await piet.reports({ ...EVERYTHING, first, after: seen.at(-1)?.keyset ?? null });
          seen.push(...page.slice(0, first));
          if (page.length <= first) break;
        }
        expect(idsOf(seen)).toEqual(Array.from({ length: 60 }, (_, index) => String(1060 - index)));
      });
    });

    describe('the care plan', () => {
      it('is the active one, whole', async () => {
        expect(await anna.carePlan()).toMatchObject({
          id: '4',
          status: 'ACTIVE',
          period: { start: new Date('2026-01-01'), end: null },
          entries: [
            {
              id: '31',
              problem: 'Loopt onzeker',
              goal: { title: 'Zelf naar de huiskamer', targetDate: new Date('2026-06-30'), achievedPercentage: 40 },
              interventions: [{ description: 'Dagelijks oefenen' }, { description: 'Rollator klaarzetten' }],
            },
            { id: '32', problem: 'Eet weinig', goal: null, interventions: [] },
          ],
          agreements: [
            { text: 'Deur op een kier', agreedOn: new Date('2026-01-05'), signedOn: new Date('2026-01-06') },
          ],
        });
      });

      it('is the old one where none is active', async () => {
        expect(await ecd.ecdOf('rozelaar').recordOf('3', UNENDING).carePlan()).toMatchObject({
          id: '8',
          status: 'OLD',
        });
      });

      it('is never a draft', async () => {
        expect(await piet.carePlan()).toBeNull();
      });
    });

    describe('appointments', () => {
      it('come latest first, and never cancelled, confidential or undecided', async () => {
        expect(idsOf(await anna.appointments(PAGE))).toEqual(['53', '52', '51']);
      });

      it('are paged and found within a period', async () => {
        const [first, second] = await anna.appointments({ ...PAGE, first: 1 });
        expect([first?.id, second?.id]).toEqual(['53', '52']);
        expect(idsOf(await anna.appointments({ ...PAGE, after: first?.keyset ?? null }))).toEqual(['52', '51']);
        const period = { start: null, end: new Date('2026-03-11T09:00:00Z') };
        expect(await anna.appointments({ ...PAGE, period })).toMatchObject([
          { id: '51', title: 'Kapper', start: new Date('2026-03-10T09:00:00Z'), participants: ['Kapsalon Krul'] },
        ]);
      });
    });

    describe('who the client is', () => {
      it('is a person profile of topics, with the day of the last change', async () => {
        expect(await anna.personProfile()).toEqual({
          updatedOn: new Date('2026-02-03'),
          topics: [
            { title: 'Muziek', text: 'Houdt van Bach.' },
            { title: 'Eten', text: 'Geen vis.' },
          ],
        });
      });

      it('is a life story of chapters, questions and answers', async () => {
        expect(await anna.lifeStory()).toMatchObject({
          updatedOn: new Date('2025-12-31'),
          chapters: [
            { title: 'Jeugd', answers: [{ answer: 'In Huizen.' }, { answer: 'Drie broers.' }] },
            { title: 'Werk', answers: [{ question: 'Welk beroep?', answer: 'Naaister.' }] },
          ],
        });
      });

      it('is in the well-being activities, newest first', async () => {
        expect(await anna.wellbeingActivities({ first: 1, after: null })).toMatchObject([
          { id: '62', activity: 'Wandelen', start: new Date('2026-03-02T13:00:00Z') },
          { id: '61' },
        ]);
      });

      it('may be unknown', async () => {
        expect(await piet.personProfile()).toBeNull();
        expect(await piet.lifeStory()).toBeNull();
        expect(await piet.wellbeingActivities({ first: 1, after: null })).toEqual([]);
      });
    });

    describe('what is new', () => {
      const since = new Date('2026-03-15T00:00:00Z');

      it('is told by section with the last change, of nothing but what may be served', async () => {
        expect(sorted(await anna.changes({ since, sections: [...SECTIONS] }))).toEqual(
          sorted([
            { section: 'REPORTS', changedAt: new Date('2026-03-20T08:00:00Z') },
            { section: 'CARE_PLAN', changedAt: new Date('2026-03-21T08:00:00Z') },
            { section: 'APPOINTMENTS', changedAt: new Date('2026-03-22T08:00:00Z') },
            { section: 'LIFE_STORY', changedAt: new Date('2026-03-23T08:00:00Z') },
          ]),
        );
        expect(await piet.changes({ since, sections: [...SECTIONS] })).toEqual([]);
      });

      it('is told of the sections asked for, and not again since the last change', async () => {
        expect(await anna.changes({ since, sections: ['APPOINTMENTS', 'PERSON_PROFILE'] })).toEqual([
          { section: 'APPOINTMENTS', changedAt: new Date('2026-03-22T08:00:00Z') },
        ]);
        const last = new Date('2026-03-22T08:00:00Z');
        expect(await anna.changes({ since: last, sections: ['APPOINTMENTS', 'CARE_PLAN'] })).toEqual([]);
      });
    });
  });
}
