import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CALLS } from '../../../../schema/calls.js';
import type { Caller, SessionFacts, StaffAssignment } from '../../../../schema/caller.js';
import { at, FIGURE_NAMES, FiguresInTest, LOOK, NOVEMBER, OCTOBER, type ShownFigure } from '../figures-in-test.js';
import { aCaller, aRelation, type RunningAudit } from '../running-audit.js';

let figures: FiguresInTest;
let audit: RunningAudit;
beforeAll(async () => {
  figures = await FiguresInTest.start();
  audit = figures.audit;
});
beforeEach(() => figures.startAnew());
afterAll(() => audit.stop());

const counted = (shown: ShownFigure[]) => shown.map(({ start, signIns: count }) => [start, count]);

describe('figures of sign-ins (V32, R30)', () => {
  it('count sign-ins and accounts of each role', async () => {
    await figures.acts('2025-10-10T10:00:00.000Z', 10, {}, 3);
    await figures.acts('2025-10-11T10:00:00.000Z', 5, { role: 'CLIENT' });
    await figures.acts('2025-10-12T10:00:00.000Z', 9, { outcome: 'REFUSED' });
    await figures.acts('2025-10-12T10:00:00.000Z', 9, { kind: 'SIGN_OUT' });
    await figures.acts('2025-10-12T10:00:00.000Z', 9, { organisation: 'rozelaar' });
    const usual = { start: '2025-10-01', organisation: 'vivium', withheld: false };
    expect(await figures.ofVivium()).toEqual([
      { ...usual, role: 'CLIENT', signIns: 5, accounts: 5 },
      { ...usual, role: 'REPRESENTATIVE', signIns: 30, accounts: 10 },
    ]);
  });

  it("count days in the organisation's time zone, also when the clock changes", async () => {
    await figures.crowd(5);
    await figures.acts('2025-10-25T21:59:59.000Z', 5);
    await figures.acts('2025-10-25T22:00:00.000Z', 10);
    await figures.acts('2025-10-26T22:59:59.000Z', 15);
    await figures.acts('2025-10-26T23:00:00.000Z', 15);
    const shown = await figures.ofVivium({ period: { start: '2025-10-24', end: '2025-10-27' }, by: 'DAY' });
    expect(counted(shown)).toEqual([
      ['2025-10-24', 5],
      ['2025-10-25', 10],
      ['2025-10-26', 30],
    ]);
  });

  it('count weeks from Monday', async () => {
    await figures.crowd(5);
    await figures.acts('2025-10-12T12:00:00.000Z', 5); // Sunday
    await figures.acts('2025-10-13T12:00:00.000Z', 10); // Monday
    const shown = await figures.ofVivium({ period: { start: '2025-10-08', end: '2025-10-14' }, by: 'WEEK' });
    expect(counted(shown)).toEqual([
      ['2025-10-06', 40],
      ['2025-10-13', 45],
    ]);
  });

  it('count what comes in late in the interval in which it happened, and an account once', async () => {
    await figures.acts('2025-10-13T10:00:00.000Z', 5);
    expect(await figures.ofVivium()).toMatchObject([{ signIns: 5, accounts: 5 }]);
    await figures.acts('2025-10-13T10:05:00.000Z', 10);
    expect(await figures.ofVivium()).toMatchObject([{ signIns: 15, accounts: 10 }]);
    await figures.acts('2025-10-04T10:00:00.000Z', 10); // more than 31 days
    expect(await figures.ofVivium()).toMatchObject([{ signIns: 15, accounts: 10 }]);
  });

  it('are of the organisations where the caller reports or audits, or of the one that is asked', async () => {
    await figures.acts('2025-10-10T10:00:00.000Z', 6);
    await figures.acts('2025-10-10T10:00:00.000Z', 7, { organisation: 'rozelaar' });
    const organisations = async (staff: StaffAssignment[], organisation?: string) => {
      const { figures: shown } = await figures.read(aCaller({ staff }), { ...OCTOBER, organisation });
      return shown?.map((figure) => figure['organisation']);
    };
    expect(await organisations([at('vivium')])).toEqual(['vivium']);
    expect(await organisations([at('vivium'), at('rozelaar', 'AUDITOR')])).toEqual(['vivium', 'rozelaar']);
    expect(await organisations([at('vivium'), at('vivium', 'AUDITOR')])).toEqual(['vivium']);
    expect(await organisations([at('vivium'), at('rozelaar')], 'rozelaar')).toEqual(['rozelaar']);
  });
});

describe('other figures', () => {
  const usual = { start: '2025-10-01', organisation: 'vivium', withheld: false };

  it('are of accounts that signed in or looked', async () => {
    await figures.acts('2025-10-10T10:00:00.000Z', 10);
    await figures.acts('2025-10-11T10:00:00.000Z', 15, LOOK);
    expect(await figures.ofVivium(OCTOBER, 'account')).toEqual([{ ...usual, role: 'REPRESENTATIVE', accounts: 15 }]);
  });

  it('are of the sections that were looked at, and of nothing else that was', async () => {
    const day = '2025-10-10T10:00:00.000Z';
    await figures.acts(day, 5, { ...LOOK, categories: ['CARE_PLAN', 'REPORTS', 'IDENTIFICATION'] }, 2);
    await figures.acts(day, 5, { ...LOOK, categories: ['REPORTS'], role: 'CONTACT' });
    await figures.acts(day, 5, { ...LOOK, categories: ['LIFE_STORY'], outcome: 'REFUSED' });
    expect(await figures.ofVivium(OCTOBER, 'section')).toEqual([
      { ...usual, accounts: 5, role: 'CONTACT', section: 'REPORTS', looks: 5 },
      { ...usual, accounts: 5, role: 'REPRESENTATIVE', section: 'CARE_PLAN', looks: 10 },
      { ...usual, accounts: 5, role: 'REPRESENTATIVE', section: 'REPORTS', looks: 10 },
    ]);
  });

  it('are of refusals by reason; who has not signed in is known by the network address', async () => {
    const day = '2025-10-10T10:00:00.000Z';
    const refused = { ...LOOK, outcome: 'REFUSED', reason: 'SECTION_NOT_OFFERED' } as const;
    await figures.acts(day, 10, refused);
    const unknown = { ...refused, kind: 'SIGN_IN', reason: 'CREDENTIALS_REFUSED', account: null, role: null } as const;
    await figures.acts(day, 10, unknown);
    const offered = { reason: 'SECTION_NOT_OFFERED', refusals: 10, accounts: 10, role: 'REPRESENTATIVE' };
    expect(await figures.ofVivium(OCTOBER, 'refusal')).toEqual([{ ...usual, ...offered }]);
    for (const host of [1, 2, 3, 4]) await figures.acts(day, 5, { ...unknown, address: `198.51.100.${host}` });
    expect(await figures.ofVivium(OCTOBER, 'refusal')).toEqual([
      { ...usual, role: null, reason: 'CREDENTIALS_REFUSED', refusals: 30, accounts: 5 },
      { ...usual, ...offered },
    ]);
  });
});

describe('figures as a table', () => {
  const question = { of: 'SIGN_INS', start: '2025-10-01', end: '2025-10-31', by: 'month', organisation: null };
  const table = async (caller: Caller, body: object = question) => {
    const answer = await audit.call('gateway', CALLS.readFigures, body, caller);
    return { status: answer.status, body: JSON.parse(answer.body) as unknown };
  };

  it('are those of the graph, and say up to when is counted', async () => {
    await figures.acts('2025-10-10T10:00:00.000Z', 5);
    const seen = { organisation: 'vivium', role: 'REPRESENTATIVE', detail: null, withheld: false };
    expect(await table(aCaller({ staff: [at('vivium')] }))).toEqual({
      status: 200,
      body: { asOf: NOVEMBER.toISOString(), lines: [{ start: '2025-10-01', acts: 5, accounts: 5, ...seen }] },
    });
    expect(await audit.records("kind = 'FIGURES_READ'")).toMatchObject([{ outcome: 'OK', role: 'REPORTER' }]);
  });

  it('are refused as in the graph, on the record', async () => {
    const administrator = await table(aCaller({ staff: [at('vivium', 'ADMINISTRATOR')] }));
    expect(administrator).toEqual({ status: 422, body: { code: 'ACCESS_REFUSED' } });
    expect(await table(aCaller(null))).toEqual({ status: 422, body: { code: 'UNAUTHENTICATED' } });
    expect(await audit.records()).toMatchObject([{ kind: 'FIGURES_READ', outcome: 'REFUSED' }]);
    const noDay = await table(aCaller({ staff: [at('vivium')] }), { ...question, start: '2025-02-30' });
    expect(noDay).toEqual({ status: 422, body: { code: 'BAD_INPUT' } });
  });
});

describe('who reads figures', () => {
  it('is refused another organisation, on the record', async () => {
    const asked = { ...OCTOBER, organisation: 'rozelaar' };
    const { figures: shown, codes } = await figures.read(aCaller({ staff: [at('vivium')] }), asked);
    expect([shown, codes]).toEqual([null, ['ACCESS_REFUSED']]);
    expect(await audit.records()).toEqual([
      expect.objectContaining({ kind: 'FIGURES_READ', outcome: 'REFUSED', organisation: 'rozelaar' }),
    ]);
  });

  it('is on the record before the answer, whichever figures', async () => {
    for (const name of FIGURE_NAMES) await figures.ofVivium(OCTOBER, name);
    const usual = { from: '2025-09-30T22:00:00.000Z', until: '2025-10-31T23:00:00.000Z', by: 'month' };
    const reading = { kind: 'FIGURES_READ', outcome: 'OK', role: 'REPORTER', organisation: 'vivium' };
    expect(await audit.records()).toMatchObject(
      ['SIGN_INS', 'ACCOUNTS', 'SECTIONS', 'REFUSALS'].map((of) => ({
        ...reading,
        categories: ['FIGURES'],
        search: { ...usual, of },
      })),
    );
  });

  it.each([
    { period: { start: '2025-10-01' }, by: 'DAY' },
    { period: { end: '2025-10-01' }, by: 'DAY' },
    { period: { start: '2025-10-02', end: '2025-10-01' }, by: 'DAY' },
    { period: { start: '2024-01-01', end: '2025-10-01' }, by: 'DAY' },
  ])('is refused a period that is open, turned about or too long: %j', async (variables) => {
    const { figures: shown, codes } = await figures.read(aCaller({ staff: [at('vivium')] }), variables);
    expect([shown, codes]).toEqual([null, ['BAD_INPUT']]);
  });

  it.each<[string, Partial<SessionFacts>]>([
    ['ADMINISTRATOR', { staff: [at('vivium', 'ADMINISTRATOR')] }],
    ['MEDIATOR', { staff: [at('vivium', 'MEDIATOR')] }],
    ['CLIENT', { relations: [aRelation({ role: 'CLIENT' })] }],
    ['REPRESENTATIVE', { relations: [aRelation({ role: 'REPRESENTATIVE' })] }],
    ['CONTACT', { relations: [aRelation({ role: 'CONTACT' })] }],
  ])('is not a %s', async (_role, facts) => {
    const { figures: shown, codes } = await figures.read(aCaller(facts));
    expect([shown, codes]).toEqual([null, ['ACCESS_REFUSED']]);
  });
});
