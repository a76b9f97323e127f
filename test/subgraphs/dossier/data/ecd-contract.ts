/** What every adapter to an ECD does, whatever the ECD's kind: run it with the world of `ecd-world.ts` behind the adapter. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ClientRecord, Ecd } from '../../../../subgraphs/dossier/domain/ecd.js';
import { SECTIONS } from '../../../../schema/caller.js';
import type { WorldClient } from './ecd-world.js';
import { WORLD } from './ecd-world.js';
import { EVERYTHING, idsOf, reportContract } from './report-contract.js';

export interface EcdUnderTest {
  /** The ECD as one organisation reaches it. */
  ecdOf(organisation: string): Ecd;
  close(): Promise<void>;
}

/** Where no order is promised. */
const sorted = <T>(things: readonly T[]): T[] =>
  [...things].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

const UNENDING = new AbortController().signal;

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
      it('are told with their days, and never of a kind that nobody knows', async () => {
        const situations = await anna.legalSituations();
        expect(situations).toContainEqual({ kind: 'MENTORSHIP', start: new Date('2025-06-01'), end: null });
        for (const over of situations.filter(({ kind }) => kind !== 'MENTORSHIP')) {
          expect(over).toEqual({
            kind: 'FINANCIAL_ADMINISTRATION',
            start: new Date('2020-01-01'),
            end: new Date('2025-05-31'),
          });
        }
        expect(await piet.legalSituations()).toEqual([]);
      });
    });

    reportContract(() => ({ anna, piet }));

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
