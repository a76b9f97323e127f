/** The background work: several copies of the program, and an ECD that is slow, long, dead or lying. */
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LARGEST_PAGE } from '../../../../../subgraphs/connection.js';
import type { ExportedDossier } from '../../../../../subgraphs/dossier/domain/export/exported-dossier.js';
import type { ExportMaker } from '../../../../../subgraphs/dossier/domain/export/export-maker.js';
import { DomainError } from '../../../../../subgraphs/domain-error.js';
import type { DossierGraph } from '../../api/dossier-graph.js';
import { Exporting, exportIn } from '../../api/exporting.js';
import { StubEcd } from '../../api/stub-ecd.js';
import { reportOf } from '../../data/export/whole-dossier.js';

let portal: Exporting;
let betsy: DossierGraph;
const written: ExportedDossier[] = [];
const write = async (dossier: ExportedDossier): Promise<Buffer> => {
  written.push(dossier);
  return Buffer.from('made');
};

beforeAll(async () => {
  portal = await Exporting.open();
});
afterAll(() => portal.close());
beforeEach(async () => {
  await portal.forget();
  written.length = 0;
  betsy = portal.person('Betsy');
});

const copy = (changes: Parameters<Exporting['maker']>[0] = {}): ExportMaker =>
  portal.maker({ writers: { FHIR_BUNDLE: write, PDF: write }, ...changes });
const later = (seconds: number): void => {
  portal.now = new Date(portal.now.getTime() + seconds * 1_000);
};
const statuses = async () => (await portal.list(betsy)).map(({ status }) => status);
const outcomes = () =>
  portal.events.map(({ kind, action, outcome, reason, account }) => [kind, action, outcome, reason, account]);

describe('copies of the program', () => {
  it('share the work: each export is made once', async () => {
    await Promise.all(['Betsy', 'Joost', 'Mies', 'Kees'].map((name) => portal.ask(portal.person(name))));
    await Promise.all([copy().run(), copy().run(), copy().run()]);
    expect(written.map(({ requestedBy }) => requestedBy).sort()).toEqual(['Betsy', 'Joost', 'Kees', 'Mies']);
    expect(outcomes()).toEqual(Array(4).fill(['EXPORT_CHANGED', 'U', 'OK', null, null]));
  });

  it('take over from one that died, which keeps nothing when it comes back', async () => {
    await portal.ask(betsy);
    let back: ((file: Buffer) => void) | undefined;
    const hang = () => new Promise<Buffer>((done) => (back = done));
    const run = copy({ writers: { FHIR_BUNDLE: hang, PDF: hang } }).run();
    while (back === undefined) await setTimeout(5);
    await copy().run();
    expect([await statuses(), written]).toEqual([['RUNNING'], []]);
    later(61);
    await copy().run();
    expect(await statuses()).toEqual(['READY']);
    back(Buffer.from('late'));
    await run;
    const [ready] = await portal.list(betsy);
    expect(Buffer.from((await portal.take(betsy, ready?.link ?? null)).content, 'base64').toString()).toBe('made');
  });

  it('leave what they are making to the next one when they stop, and it does not count as a try', async () => {
    await portal.ask(betsy);
    portal.ecd.replies.careTeam = () => new Promise(() => undefined);
    const stopping = copy();
    const run = stopping.run();
    while (!portal.ecd.reads().includes('careTeam')) await setTimeout(5);
    await stopping.close();
    await run;
    expect(await portal.database.query('SELECT status, attempts, holder FROM dossier_export')).toEqual([
      { status: 'QUEUED', attempts: 0, holder: null },
    ]);
    portal.ecd.replies = {};
    await copy().run();
    expect(await statuses()).toEqual(['READY']);
  });

  it('stop making what was called off, and tell how far they are', async () => {
    const { id } = exportIn(await portal.ask(betsy));
    const seen: number[] = [];
    portal.ecd.replies.lifeStory = async () => {
      seen.push((await portal.list(betsy))[0]?.progress ?? 0);
      await betsy.ask('mutation ($id: ID!) { cancelExport(id: $id) { status } }', { id });
      return null;
    };
    await copy().run();
    expect(seen).toEqual([73]); // nine of eleven parts, of the nine tenths that reading is
    expect([await statuses(), written, portal.events]).toEqual([['CANCELLED'], [], []]);
  });
});

describe('the ECD', () => {
  it('is read page by page to the end, with a pause between pages', async () => {
    const all = Array.from({ length: 2 * LARGEST_PAGE + 10 }, (_, index) => reportOf(`${1_000 - index}`));
    portal.ecd.replies.reports = async ({ after, first }) => {
      const start = after === null ? 0 : all.findIndex(({ id }) => id === after.id) + 1;
      return all.slice(start, start + first + 1);
    };
    await portal.ask(betsy, 'PDF', ['REPORTS']);
    await copy().run();
    expect(written[0]?.contents.REPORTS?.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(portal.waited).toHaveLength(2);
  });

  it('is asked for nothing but what was open when it was asked for', async () => {
    await portal.ask(betsy, 'PDF', ['REPORTS', 'APPOINTMENTS']);
    portal.ecd.asked.length = 0;
    await copy().run();
    expect(portal.ecd.reads()).toEqual([
      'person',
      'careTeam',
      'relatedPersons',
      'legalSituations',
      'reports',
      'appointments',
    ]);
    expect(portal.ecd.asked[4]?.[1]).toMatchObject({
      types: ['GENERAL', 'PROGRESS', 'FAMILY_COMMUNICATION'],
      openTypes: ['GENERAL', 'PROGRESS', 'FAMILY_COMMUNICATION'],
      carePlanOpen: false,
    });
    expect(new Set(portal.ecd.clients)).toEqual(new Set(['ecd-anna']));
    expect(Object.keys(written[0]?.contents ?? {})).toEqual([
      'IDENTIFICATION',
      'CARE_TEAM',
      'CONTACTS',
      'LEGAL_SITUATIONS',
      'REPORTS',
      'APPOINTMENTS',
    ]);
  });

  it('that fails is asked again, and an export that goes on failing has failed for a reason that can be shown', async () => {
    let dead = true;
    portal.ecd.replies.careTeam = async () => {
      if (dead) throw new Error('down');
      return [];
    };
    await portal.ask(betsy);
    await copy().run();
    expect([await statuses(), portal.waited]).toEqual([['QUEUED'], [1_000, 2_000]]);
    for (const seconds of [14, 1, 60, 300]) {
      later(seconds);
      await copy().run();
    }
    expect(await portal.list(betsy)).toMatchObject([
      {
        status: 'FAILED',
        link: null,
        failure: expect.stringContaining('Het dossier is op dit moment niet bereikbaar'),
      },
    ]);
    expect(outcomes()).toEqual([['EXPORT_CHANGED', 'U', 'ERROR', 'ECD_UNAVAILABLE', null]]);
    dead = false;
    await portal.ask(betsy);
    await copy().run();
    expect(await statuses()).toEqual(['READY', 'FAILED']);
  });

  it('that fails is left alone for a moment, and holds up no other organisation', async () => {
    const dead = new StubEcd();
    dead.replies.careTeam = () => Promise.reject(new Error('down'));
    const ecds = new Map([
      ['vivium', dead],
      ['rozelaar', portal.ecd],
    ]);
    for (const [name, organisation] of [['Betsy'], ['Joost'], ['Kees', 'rozelaar']] as const) {
      await portal.ask(portal.person(name, 'CLIENT', organisation && { organisation }));
      later(1);
    }
    await copy({ ecds }).run();
    expect([written.map(({ requestedBy }) => requestedBy), dead.reads()]).toEqual([
      ['Kees'],
      ['person', ...Array<string>(3).fill('careTeam')],
    ]);
    dead.replies = {};
    later(15);
    await copy({ ecds }).run();
    expect(written.map(({ requestedBy }) => requestedBy)).toEqual(['Kees', 'Betsy', 'Joost']);
  });

  it('is not asked for what is of a PG location, when the client has moved since (V16)', async () => {
    await portal.ask(betsy);
    portal.ecd.psychogeriatric = false;
    portal.ecd.asked.length = 0;
    await copy().run();
    portal.ecd.psychogeriatric = true;
    expect([await statuses(), portal.ecd.reads().at(-1), written]).toEqual([['FAILED'], 'appointments', []]);
  });

  it('that hangs ends with its time limit', async () => {
    portal.ecd.replies.relatedPersons = () => new Promise(() => undefined);
    await portal.ask(betsy);
    await copy({ ecdTimeLimitMs: 20 }).run();
    expect(await statuses()).toEqual(['QUEUED']);
  });

  it('that does not know the client any more is not asked again', async () => {
    await portal.ask(betsy, 'PDF', ['REPORTS']);
    portal.ecd.replies.person = async () => null;
    await copy().run();
    expect(await portal.list(betsy)).toMatchObject([{ status: 'FAILED', failure: 'Hier is niets te vinden.' }]);
  });
});

describe('an export', () => {
  it('is not ready while it cannot be recorded that it is', async () => {
    await portal.ask(betsy);
    await copy({ inOwnStep: () => Promise.reject(new DomainError('AUDIT_UNAVAILABLE')) }).run();
    expect([
      await statuses(),
      (await portal.database.query('SELECT 1 FROM dossier_export_content')) as unknown,
    ]).toEqual([['QUEUED'], []]);
  });

  it('that is too large for its way out has failed', async () => {
    await portal.ask(betsy);
    await copy({ writers: { FHIR_BUNDLE: write, PDF: async () => Buffer.alloc(25_000_001) } }).run();
    expect(await portal.list(betsy)).toMatchObject([
      { status: 'FAILED', failure: expect.stringContaining('te groot') },
    ]);
  });

  it('whose holders all died, or that nobody made for a day, has failed', async () => {
    await portal.ask(betsy);
    for (let time = 0; time < 4; time += 1) {
      expect(
        await portal.exports.claim(crypto.randomUUID(), portal.now, new Date(portal.now.getTime() + 60_000)),
      ).not.toBeNull();
      later(61);
    }
    await portal.ask(portal.person('Joost'));
    await copy().run();
    expect(await portal.list(betsy)).toMatchObject([
      { status: 'FAILED', failure: expect.stringContaining('duurde te lang') },
    ]);
    expect(outcomes()).toContainEqual(['EXPORT_CHANGED', 'U', 'ERROR', 'TIMED_OUT', null]);
    await portal.ask(portal.person('Mies'));
    later(24 * 3_600);
    await copy().run();
    expect(written.map(({ requestedBy }) => requestedBy)).toEqual(['Joost']);
  });
});
