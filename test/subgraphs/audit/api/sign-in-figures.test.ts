import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AuditEvent } from '../../../../schema/audit-event.js';
import type { Caller, StaffAssignment, StaffRole } from '../../../../schema/caller.js';
import { anEvent } from '../audit-test.js';
import { aCaller, aRelation, codesOf, runAudit, type RunningAudit } from '../running-audit.js';

const QUERY = `query ($period: PeriodInput!, $by: FigureInterval!, $organisation: ID) {
  signInFigures(period: $period, by: $by, organisation: $organisation) { start organisation role signIns accounts withheld } }`;
const OCTOBER = { period: { start: '2025-10-01', end: '2025-10-31' }, by: 'MONTH' };

const at = (organisation: string, role: StaffRole = 'REPORTER'): StaffAssignment => ({ organisation, role });

describe('figures of sign-ins', () => {
  let audit: RunningAudit;
  beforeAll(async () => {
    audit = await runAudit();
  });
  beforeEach(() => audit.empty());
  afterAll(() => audit.stop());

  async function read(caller: Caller, variables: object) {
    const answer = await audit.ask(caller, QUERY, variables);
    const { signInFigures: figures } = answer.data as { signInFigures: Record<string, unknown>[] | null };
    return { figures, errors: answer.errors, codes: codesOf(answer) };
  }

  const ask = (staff: StaffAssignment[], variables: object = OCTOBER) => read(aCaller({ staff }), variables);
  const counted = (figures: Record<string, unknown>[] | null) =>
    figures?.map(({ start, signIns: count }) => [start, count]);

  /** So many accounts that sign in at a moment, each so often. */
  const signIns = (occurredAt: string, accounts: number, facts: Partial<AuditEvent> = {}, times = 1) =>
    audit.append(
      'identity',
      Array.from({ length: accounts * times }, (_, index) =>
        anEvent({
          kind: 'SIGN_IN',
          action: 'E',
          source: 'identity',
          occurredAt,
          account: `account-${index % accounts}`,
          role: 'REPRESENTATIVE',
          ...facts,
        }),
      ),
    );

  it('count sign-ins and accounts of each role, rounded to the small-group limit', async () => {
    await signIns('2025-10-10T10:00:00.000Z', 8, {}, 4);
    await signIns('2025-10-11T10:00:00.000Z', 5, { role: 'CLIENT' });
    await signIns('2025-10-12T10:00:00.000Z', 9, { outcome: 'REFUSED' });
    await signIns('2025-10-12T10:00:00.000Z', 9, { kind: 'SIGN_OUT' });
    await signIns('2025-10-12T10:00:00.000Z', 9, { organisation: 'rozelaar' });
    const { figures, errors } = await ask([at('vivium')]);
    expect(errors).toBeUndefined();
    const usual = { start: '2025-10-01', organisation: 'vivium', withheld: false };
    expect(figures).toEqual([
      { ...usual, role: 'CLIENT', signIns: 5, accounts: 5 },
      { ...usual, role: 'REPRESENTATIVE', signIns: 30, accounts: 10 },
    ]);
  });

  it('withhold a group of fewer people than the limit, however often they signed in', async () => {
    await signIns('2025-10-10T10:00:00.000Z', 4, {}, 10);
    const { figures } = await ask([at('vivium')]);
    expect(figures).toEqual([
      {
        start: '2025-10-01',
        organisation: 'vivium',
        role: 'REPRESENTATIVE',
        signIns: null,
        accounts: null,
        withheld: true,
      },
    ]);
  });

  it("count days in the organisation's time zone, also when the clock changes", async () => {
    await signIns('2025-10-25T21:59:59.000Z', 5);
    await signIns('2025-10-25T22:00:00.000Z', 10);
    await signIns('2025-10-26T22:59:59.000Z', 15);
    await signIns('2025-10-26T23:00:00.000Z', 15);
    const { figures } = await ask([at('vivium')], { period: { start: '2025-10-25', end: '2025-10-27' }, by: 'DAY' });
    expect(counted(figures)).toEqual([
      ['2025-10-25', 5],
      ['2025-10-26', 25],
      ['2025-10-27', 15],
    ]);
  });

  it('count weeks from Monday', async () => {
    await signIns('2025-10-12T12:00:00.000Z', 5); // Sunday
    await signIns('2025-10-13T12:00:00.000Z', 10); // Monday
    const { figures } = await ask([at('vivium')], { period: { start: '2025-10-08', end: '2025-10-14' }, by: 'WEEK' });
    expect(counted(figures)).toEqual([
      ['2025-10-06', 5],
      ['2025-10-13', 10],
    ]);
  });

  it('cover whole intervals, so that two periods do not tell what happened on the day between', async () => {
    await signIns('2025-10-10T10:00:00.000Z', 6);
    await signIns('2025-10-31T10:00:00.000Z', 2);
    const until = async (end: string) =>
      (await ask([at('vivium')], { period: { start: '2025-10-05', end }, by: 'MONTH' })).figures;
    const october = await until('2025-10-31');
    expect(october).toHaveLength(1);
    expect(await until('2025-10-30')).toEqual(october);
  });

  it('do not tell what is withheld of a day by those of its week less those of its other days', async () => {
    const told = async (onSunday: number) => {
      await audit.empty();
      await signIns('2025-10-13T12:00:00.000Z', 12);
      await signIns('2025-10-19T12:00:00.000Z', onSunday, { account: 'somebody' });
      const period = { start: '2025-10-13', end: '2025-10-19' };
      const [days, weeks] = [
        (await ask([at('vivium')], { period, by: 'DAY' })).figures,
        (await ask([at('vivium')], { period, by: 'WEEK' })).figures,
      ];
      expect(days).toMatchObject([{ withheld: false }, { withheld: true }]);
      expect(weeks).toMatchObject([{ withheld: false }]);
      return { days, weeks };
    };
    const once = await told(1);
    expect(await told(2)).toEqual(once);
    expect(await told(3)).toEqual(once);
  });

  it('are of the organisations where the caller reports or audits, or of the one that is asked', async () => {
    await signIns('2025-10-10T10:00:00.000Z', 6);
    await signIns('2025-10-10T10:00:00.000Z', 7, { organisation: 'rozelaar' });
    const organisations = async (staff: StaffAssignment[], organisation?: string) =>
      (await ask(staff, { ...OCTOBER, organisation })).figures?.map((figure) => figure['organisation']);
    expect(await organisations([at('vivium')])).toEqual(['vivium']);
    expect(await organisations([at('vivium'), at('rozelaar', 'AUDITOR')])).toEqual(['vivium', 'rozelaar']);
    expect(await organisations([at('vivium'), at('vivium', 'AUDITOR')])).toEqual(['vivium']);
    expect(await organisations([at('vivium'), at('rozelaar')], 'rozelaar')).toEqual(['rozelaar']);
  });

  it('refuse another organisation, and record that', async () => {
    const { figures, codes } = await ask([at('vivium')], { ...OCTOBER, organisation: 'rozelaar' });
    expect(figures).toBeNull();
    expect(codes).toEqual(['ACCESS_REFUSED']);
    expect(await audit.records()).toEqual([
      expect.objectContaining({ kind: 'FIGURES_READ', outcome: 'REFUSED', organisation: 'rozelaar' }),
    ]);
  });

  it('record their reading before the answer', async () => {
    await ask([at('vivium')]);
    expect(await audit.records()).toEqual([
      expect.objectContaining({
        kind: 'FIGURES_READ',
        outcome: 'OK',
        role: 'REPORTER',
        organisation: 'vivium',
        categories: ['FIGURES'],
        search: { from: '2025-09-30T22:00:00.000Z', until: '2025-10-31T23:00:00.000Z', by: 'month' },
      }),
    ]);
  });

  it.each([
    { period: { start: '2025-10-01' }, by: 'DAY' },
    { period: { end: '2025-10-01' }, by: 'DAY' },
    { period: { start: '2025-10-02', end: '2025-10-01' }, by: 'DAY' },
    { period: { start: '2024-01-01', end: '2025-10-01' }, by: 'DAY' },
  ])('refuse a period that is open, turned about or too long: %j', async (variables) => {
    const { figures, codes } = await ask([at('vivium')], variables);
    expect(figures).toBeNull();
    expect(codes).toEqual(['BAD_INPUT']);
  });

  it.each(['ADMINISTRATOR', 'MEDIATOR'] as const)('are refused to a %s', async (role) => {
    const { figures, codes } = await ask([at('vivium', role)]);
    expect(figures).toBeNull();
    expect(codes).toEqual(['ACCESS_REFUSED']);
  });

  it.each(['CLIENT', 'REPRESENTATIVE', 'CONTACT'] as const)('are refused to a %s', async (role) => {
    const { figures, codes } = await read(aCaller({ relations: [aRelation({ role })] }), OCTOBER);
    expect(figures).toBeNull();
    expect(codes).toEqual(['ACCESS_REFUSED']);
  });
});
