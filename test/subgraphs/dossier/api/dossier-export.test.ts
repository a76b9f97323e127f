import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ANNA, MIES, type DossierGraph, type Told } from './dossier-graph.js';
import { exportIn, Exporting, type SeenExport } from './exporting.js';
import { accountOf } from './writers.js';

const SECTIONS = [
  'REPORTS',
  'MEDICAL_REPORTS',
  'CARE_PLAN',
  'APPOINTMENTS',
  'PERSON_PROFILE',
  'LIFE_STORY',
  'WELLBEING_ACTIVITIES',
];
const ALWAYS = ['IDENTIFICATION', 'CARE_TEAM', 'CONTACTS', 'LEGAL_SITUATIONS'];

let portal: Exporting;
beforeAll(async () => {
  portal = await Exporting.open();
});
afterAll(() => portal.close());
beforeEach(() => portal.forget());

describe('asking for a copy of the dossier (V5, R21)', () => {
  it.each(['CLIENT', 'REPRESENTATIVE'] as const)('is for a %s, of all that is open, and on the log', async (role) => {
    const told = await portal.ask(portal.person('Betsy', role), 'PDF');
    expect(told.refused).toEqual([]);
    expect(exportIn(told)).toMatchObject({
      status: 'QUEUED',
      progress: 0,
      sections: SECTIONS,
      link: null,
      expiresAt: null,
    });
    expect(told.events).toContainEqual(
      expect.objectContaining({
        ...{ kind: 'EXPORT_CHANGED', action: 'C', outcome: 'OK', client: ANNA, role, relation: `relation-${role}` },
        ...{ categories: [...ALWAYS, ...SECTIONS], search: { format: 'PDF' } },
      }),
    );
  });

  it('is for the sections that are named, and leaves out those of a PG location elsewhere (V16)', async () => {
    const betsy = portal.person('Betsy');
    expect(exportIn(await portal.ask(betsy, 'PDF', ['CARE_PLAN', 'REPORTS'])).sections).toEqual([
      'REPORTS',
      'CARE_PLAN',
    ]);
    portal.ecd.psychogeriatric = false;
    expect(exportIn(await portal.ask(betsy)).sections).toEqual(SECTIONS.slice(0, 4));
    const refused = await portal.ask(betsy, 'PDF', ['CARE_PLAN', 'LIFE_STORY']);
    portal.ecd.psychogeriatric = true;
    expect(refused.refused).toEqual([['requestExport', 'SECTION_NOT_OFFERED']]);
    expect(refused.events).toContainEqual(
      expect.objectContaining({ kind: 'DOSSIER_EXPORTED', outcome: 'REFUSED', reason: 'SECTION_NOT_OFFERED' }),
    );
  });

  it('is refused to a contact, of another client, before the terms are accepted (V1), and of nothing', async () => {
    const hetty = portal.person('Hetty', 'CONTACT', { sections: ['REPORTS'] });
    expect((await portal.ask(hetty)).refused).toEqual([['requestExport', 'ACCESS_REFUSED']]);
    const list = await hetty.ask('query ($id: ID!) { client(id: $id) { exports { edges { node { id } } } } }', {
      id: ANNA,
    });
    expect(list.refused).toEqual([['client.exports', 'ACCESS_REFUSED']]);
    const betsy = portal.person('Betsy');
    expect((await portal.ask(betsy, 'PDF', null, MIES)).refused).toEqual([['requestExport', 'ACCESS_REFUSED']]);
    expect((await portal.ask(betsy, 'PDF', [])).refused).toEqual([['requestExport', 'BAD_INPUT']]);
    const late = portal.person('Betsy', 'CLIENT', { pending: ['ACCEPT_TERMS'] });
    expect((await portal.ask(late)).refused).toEqual([['requestExport', 'TERMS_NOT_ACCEPTED']]);
  });

  it('is possible for three at a time, also when they are asked for at once, for each person apart', async () => {
    const betsy = portal.person('Betsy');
    const told = await Promise.all(Array.from({ length: 5 }, () => portal.ask(betsy)));
    expect(told.flatMap(({ refused }) => refused)).toEqual([
      ['requestExport', 'TOO_MANY_ATTEMPTS'],
      ['requestExport', 'TOO_MANY_ATTEMPTS'],
    ]);
    expect(told.flatMap(({ events }) => events).filter(({ outcome }) => outcome === 'REFUSED')).toMatchObject(
      Array(2).fill({ kind: 'EXPORT_CHANGED', action: 'C', reason: 'TOO_MANY_ATTEMPTS', client: ANNA }),
    );
    expect((await portal.ask(portal.person('Joost', 'REPRESENTATIVE'))).refused).toEqual([]);
  });

  it('keeps nothing that says who asked when it is made, and nothing of the dossier that can be read', async () => {
    await portal.ask(portal.person('Betsy'), 'FHIR_BUNDLE');
    await portal.maker().run();
    const rows = await portal.database.query(
      'SELECT export.sealed AS asked, content.sealed::text AS file, export::text AS row FROM dossier_export AS export JOIN dossier_export_content AS content ON export_id = id',
    );
    expect(rows).toEqual([expect.objectContaining({ asked: null })]);
    const [{ file, row }] = rows as [{ file: string; row: string }];
    expect(Buffer.from(file.slice(2), 'hex').toString('latin1')).not.toMatch(/Noor|Tekst|Bundle/);
    expect(row).not.toMatch(/Betsy|ecd-anna/);
  });
});

describe('a copy that is ready', () => {
  let betsy: DossierGraph;
  let ready: SeenExport;

  beforeEach(async () => {
    betsy = portal.person('Betsy');
    await portal.ask(betsy, 'PDF', ['REPORTS']);
    await portal.maker().run();
    [ready] = (await portal.list(betsy)) as [SeenExport];
    portal.events.length = 0;
  });

  const refused = (who: DossierGraph, link = ready.link) =>
    expect(portal.take(who, link)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const reasons = () =>
    portal.events.map(({ kind, outcome, reason, client }) => [kind, outcome, reason, client === ANNA]);

  it('has a link for who asked, for a quarter of an hour', () => {
    expect(ready).toMatchObject({ status: 'READY', progress: 100, expiresAt: '2026-03-10T12:15:00.000Z' });
    expect(ready.link).toMatch(/^\/exports\/[\w-]{43}$/);
  });

  it('is handed out once, of two who follow the link at once, with what is in it on the log (V5)', async () => {
    const [first, second] = await Promise.allSettled([portal.take(betsy, ready.link), portal.take(betsy, ready.link)]);
    const files = [first, second].flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(files).toMatchObject([{ type: 'application/pdf', name: 'dossier-2026-03-10.pdf' }]);
    expect(
      Buffer.from(files[0]?.content ?? '', 'base64')
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect(portal.events).toContainEqual(
      expect.objectContaining({
        ...{ kind: 'DOSSIER_EXPORTED', action: 'E', outcome: 'OK', account: accountOf('Betsy'), client: ANNA },
        ...{ categories: [...ALWAYS, 'REPORTS'], search: { format: 'PDF' }, relation: 'relation-CLIENT' },
      }),
    );
    expect(portal.events).toContainEqual(expect.objectContaining({ outcome: 'REFUSED', reason: 'LINK_REFUSED' }));
    expect(await portal.list(betsy)).toMatchObject([{ status: 'TAKEN', link: null }]);
    expect(await portal.database.query('SELECT 1 FROM dossier_export_content')).toEqual([]);
  });

  it('is not handed out when that cannot be recorded, nor is it told then what is the matter with a link (NEN 7513)', async () => {
    portal.recordFails = true;
    for (const link of [ready.link, ready.link, `/exports/${'A'.repeat(43)}`])
      await expect(portal.take(betsy, link)).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  });

  it('is not there for another person, who is counted as one who tries (R29)', async () => {
    await refused(portal.person('Joost', 'REPRESENTATIVE'));
    await refused(portal.person('Piet', 'CLIENT', { client: MIES }));
    expect(reasons()).toEqual(Array(2).fill(['DOSSIER_EXPORTED', 'REFUSED', 'ACCESS_REFUSED', true]));
    expect(portal.attempts).toEqual([[accountOf('Piet'), 1]]);
    await portal.take(betsy, ready.link);
  });

  it.each<[string, Parameters<Exporting['person']>]>([
    ['whose access has ended (V34)', ['Betsy', 'CLIENT', { validUntil: '2026-03-10T12:00:00Z' }]],
    ['who is a contact now', ['Betsy', 'CONTACT', { sections: ['REPORTS'] }]],
    ['who has to accept new terms first (V3)', ['Betsy', 'CLIENT', { pending: ['ACCEPT_TERMS'] }]],
  ])('is not there for somebody %s', async (_, who) => {
    await refused(portal.person(...who));
    expect(reasons()).toEqual([['DOSSIER_EXPORTED', 'REFUSED', expect.any(String), true]]);
  });

  it('is not there after a quarter of an hour, with or without a sweep', async () => {
    portal.now = new Date('2026-03-10T12:15:00Z');
    expect(await portal.list(betsy)).toMatchObject([{ status: 'EXPIRED', link: null }]);
    await refused(betsy);
    await portal.exports.sweep(portal.now);
    expect(await portal.database.query('SELECT status FROM dossier_export')).toEqual([{ status: 'EXPIRED' }]);
    expect(await portal.database.query('SELECT 1 FROM dossier_export_content')).toEqual([]);
    await portal.exports.sweep(new Date('2026-04-10T12:00:00Z'));
    expect(await portal.list(betsy)).toEqual([]);
  });

  it.each(['x', '', 'A'.repeat(43), `${'A'.repeat(42)}/`])(
    'is not found under the link %j, on the log too',
    async (link) => {
      await refused(betsy, link);
      expect(reasons()).toEqual([['DOSSIER_EXPORTED', 'REFUSED', 'LINK_REFUSED', false]]);
    },
  );

  it('is called off by who asked alone, and then gone at once', async () => {
    const cancel = (who: DossierGraph): Promise<Told> =>
      who.ask('mutation ($id: ID!) { cancelExport(id: $id) { status } }', { id: ready.id });
    expect((await cancel(portal.person('Joost', 'REPRESENTATIVE'))).refused).toEqual([
      ['cancelExport', 'ACCESS_REFUSED'],
    ]);
    const told = await cancel(betsy);
    expect(told.data).toEqual({ cancelExport: { status: 'CANCELLED' } });
    expect(told.events).toContainEqual(expect.objectContaining({ kind: 'EXPORT_CHANGED', action: 'D', client: ANNA }));
    expect((await cancel(betsy)).refused).toEqual([['cancelExport', 'NOT_FOUND']]);
    await refused(betsy);
  });
});
