import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AuditEvent } from '../../../../schema/audit-event.js';
import { CALLS } from '../../../../schema/calls.js';
import type { Caller, StaffAssignment, StaffRole } from '../../../../schema/caller.js';
import { anEvent } from '../audit-test.js';
import { aCaller, aRelation, codesOf, runAudit, type RunningAudit } from '../running-audit.js';

const SHOWN = 'start organisation role accounts withheld';
const OWN = { signIn: 'signIns', account: '', section: 'section looks', refusal: 'reason refusals' };
const queryOf = (what: keyof typeof OWN) => `query ($period: PeriodInput!, $by: FigureInterval!, $organisation: ID) {
  figures: ${what}Figures(period: $period, by: $by, organisation: $organisation) { ${SHOWN} ${OWN[what]} } }`;
const OCTOBER = { period: { start: '2025-10-01', end: '2025-10-31' }, by: 'MONTH' };
const VISIT: Partial<AuditEvent> = { kind: 'SIGN_IN', action: 'E', source: 'identity', role: 'REPRESENTATIVE' };

const at = (organisation: string, role: StaffRole = 'REPORTER'): StaffAssignment => ({ organisation, role });

let now = new Date();
let audit: RunningAudit;
beforeAll(async () => {
  audit = await runAudit(() => now);
});
beforeEach(async () => {
  now = new Date('2025-11-05T12:00:00Z');
  await audit.empty();
});
afterAll(() => audit.stop());

async function read(caller: Caller, variables: object, what: keyof typeof OWN = 'signIn') {
  const answer = await audit.ask(caller, queryOf(what), variables);
  const { figures } = answer.data as { figures: Record<string, unknown>[] | null };
  return { figures, errors: answer.errors, codes: codesOf(answer) };
}

const ask = (staff: StaffAssignment[], variables: object = OCTOBER, what: keyof typeof OWN = 'signIn') =>
  read(aCaller({ staff }), variables, what);
const counted = (figures: Record<string, unknown>[] | null) =>
  figures?.map(({ start, signIns: count }) => [start, count]);

/** So many accounts that do something at a moment, each so often. */
const acts = (occurredAt: string, accounts: number, facts: Partial<AuditEvent> = {}, times = 1) =>
  audit.append(
    'identity',
    Array.from({ length: accounts * times }, (_, index) =>
      anEvent({ ...VISIT, occurredAt, account: `account-${index % accounts}`, ...facts }),
    ),
  );

describe('figures of sign-ins (V32, R30)', () => {
  it('count sign-ins and accounts of each role', async () => {
    await acts('2025-10-10T10:00:00.000Z', 10, {}, 3);
    await acts('2025-10-11T10:00:00.000Z', 5, { role: 'CLIENT' });
    await acts('2025-10-12T10:00:00.000Z', 9, { outcome: 'REFUSED' });
    await acts('2025-10-12T10:00:00.000Z', 9, { kind: 'SIGN_OUT' });
    await acts('2025-10-12T10:00:00.000Z', 9, { organisation: 'rozelaar' });
    const { figures, errors } = await ask([at('vivium')]);
    expect(errors).toBeUndefined();
    const usual = { start: '2025-10-01', organisation: 'vivium', withheld: false };
    expect(figures).toEqual([
      { ...usual, role: 'CLIENT', signIns: 5, accounts: 5 },
      { ...usual, role: 'REPRESENTATIVE', signIns: 30, accounts: 10 },
    ]);
  });

  it('say nothing of a group of fewer people than the limit, however often they signed in, nor that it is there', async () => {
    await acts('2025-10-10T10:00:00.000Z', 4, {}, 10);
    expect((await ask([at('vivium')])).figures).toEqual([]);
  });

  it('withhold the intervals of a series in which it had few people, or nobody, alike', async () => {
    await acts('2025-10-13T10:00:00.000Z', 5);
    await acts('2025-10-14T10:00:00.000Z', 4, {}, 10);
    const { figures } = await ask([at('vivium')], { period: { start: '2025-10-13', end: '2025-10-15' }, by: 'DAY' });
    const hidden = {
      organisation: 'vivium',
      role: 'REPRESENTATIVE',
      signIns: null,
      accounts: null,
      withheld: true,
    };
    expect(figures?.slice(1)).toEqual([
      { start: '2025-10-14', ...hidden },
      { start: '2025-10-15', ...hidden },
    ]);
  });

  it("count days in the organisation's time zone, also when the clock changes", async () => {
    await acts('2025-10-25T21:59:59.000Z', 5);
    await acts('2025-10-25T22:00:00.000Z', 10);
    await acts('2025-10-26T22:59:59.000Z', 15);
    await acts('2025-10-26T23:00:00.000Z', 15);
    const { figures } = await ask([at('vivium')], { period: { start: '2025-10-25', end: '2025-10-27' }, by: 'DAY' });
    expect(counted(figures)).toEqual([
      ['2025-10-25', 5],
      ['2025-10-26', 25],
      ['2025-10-27', 15],
    ]);
  });

  it('count weeks from Monday', async () => {
    await acts('2025-10-12T12:00:00.000Z', 5); // Sunday
    await acts('2025-10-13T12:00:00.000Z', 10); // Monday
    const { figures } = await ask([at('vivium')], { period: { start: '2025-10-08', end: '2025-10-14' }, by: 'WEEK' });
    expect(counted(figures)).toEqual([
      ['2025-10-06', 5],
      ['2025-10-13', 10],
    ]);
  });

  it('cover whole intervals, so that two periods do not tell what happened on the day between', async () => {
    await acts('2025-10-10T10:00:00.000Z', 6);
    await acts('2025-10-31T10:00:00.000Z', 2);
    const until = async (end: string) =>
      (await ask([at('vivium')], { period: { start: '2025-10-05', end }, by: 'MONTH' })).figures;
    const october = await until('2025-10-31');
    expect(october).toHaveLength(1);
    expect(await until('2025-10-30')).toEqual(october);
  });

  it('are of intervals that are over, so that asking before and after does not tell who came between', async () => {
    await acts('2025-11-04T10:00:00.000Z', 10);
    await acts('2025-11-05T10:00:00.000Z', 10);
    const period = { start: '2025-11-03', end: '2025-11-30' };
    const days = async () => counted((await ask([at('vivium')], { period, by: 'DAY' })).figures);
    expect(await days()).toEqual([
      ['2025-11-03', null],
      ['2025-11-04', 10],
    ]);
    expect((await ask([at('vivium')], { period, by: 'WEEK' })).figures).toEqual([]);
    expect((await ask([at('vivium')], { period, by: 'MONTH' })).figures).toEqual([]);
    now = new Date('2025-11-05T23:00:00Z'); // midnight at home
    expect(await days()).toContainEqual(['2025-11-05', 10]);
  });

  it('count what comes in late in the interval in which it happened, and an account once', async () => {
    await acts('2025-10-13T10:00:00.000Z', 5);
    expect((await ask([at('vivium')])).figures).toMatchObject([{ signIns: 5, accounts: 5 }]);
    await acts('2025-10-13T10:05:00.000Z', 10);
    expect((await ask([at('vivium')])).figures).toMatchObject([{ signIns: 15, accounts: 10 }]);
    await acts('2025-10-04T10:00:00.000Z', 10); // more than 31 days
    expect((await ask([at('vivium')])).figures).toMatchObject([{ signIns: 15, accounts: 10 }]);
  });

  it('are of the organisations where the caller reports or audits, or of the one that is asked', async () => {
    await acts('2025-10-10T10:00:00.000Z', 6);
    await acts('2025-10-10T10:00:00.000Z', 7, { organisation: 'rozelaar' });
    const organisations = async (staff: StaffAssignment[], organisation?: string) =>
      (await ask(staff, { ...OCTOBER, organisation })).figures?.map((figure) => figure['organisation']);
    expect(await organisations([at('vivium')])).toEqual(['vivium']);
    expect(await organisations([at('vivium'), at('rozelaar', 'AUDITOR')])).toEqual(['vivium', 'rozelaar']);
    expect(await organisations([at('vivium'), at('vivium', 'AUDITOR')])).toEqual(['vivium']);
    expect(await organisations([at('vivium'), at('rozelaar')], 'rozelaar')).toEqual(['rozelaar']);
  });
});

describe('other figures', () => {
  it('are of accounts that signed in or looked', async () => {
    await acts('2025-10-10T10:00:00.000Z', 10);
    await acts('2025-10-11T10:00:00.000Z', 15, { kind: 'DOSSIER_READ', action: 'R' });
    expect((await ask([at('vivium')], OCTOBER, 'account')).figures).toEqual([
      { start: '2025-10-01', organisation: 'vivium', role: 'REPRESENTATIVE', accounts: 15, withheld: false },
    ]);
  });

  it('are of the sections that were looked at, and of nothing else that was', async () => {
    const look = { kind: 'DOSSIER_READ', action: 'R' } as const;
    await acts('2025-10-10T10:00:00.000Z', 5, { ...look, categories: ['CARE_PLAN', 'REPORTS', 'CLIENT'] }, 2);
    await acts('2025-10-10T10:00:00.000Z', 5, { ...look, categories: ['REPORTS'], role: 'CONTACT' });
    await acts('2025-10-10T10:00:00.000Z', 5, { ...look, categories: ['LIFE_STORY'], outcome: 'REFUSED' });
    const { figures, errors } = await ask([at('vivium')], OCTOBER, 'section');
    expect(errors).toBeUndefined();
    const usual = { start: '2025-10-01', organisation: 'vivium', withheld: false, accounts: 5 };
    expect(figures).toEqual([
      { ...usual, role: 'CONTACT', section: 'REPORTS', looks: 5 },
      { ...usual, role: 'REPRESENTATIVE', section: 'CARE_PLAN', looks: 10 },
      { ...usual, role: 'REPRESENTATIVE', section: 'REPORTS', looks: 10 },
    ]);
  });

  it('are of refusals by reason; who has not signed in is known by the network address', async () => {
    const refused = { kind: 'DOSSIER_READ', outcome: 'REFUSED', reason: 'SECTION_NOT_OFFERED' } as const;
    await acts('2025-10-10T10:00:00.000Z', 10, refused);
    const unknown = { ...refused, kind: 'SIGN_IN', reason: 'CREDENTIALS_REFUSED', account: null, role: null } as const;
    await acts('2025-10-10T10:00:00.000Z', 10, unknown);
    const usual = { start: '2025-10-01', organisation: 'vivium', withheld: false };
    const offered = {
      ...usual,
      role: 'REPRESENTATIVE',
      reason: 'SECTION_NOT_OFFERED',
      refusals: 10,
      accounts: 10,
    };
    expect((await ask([at('vivium')], OCTOBER, 'refusal')).figures).toEqual([offered]);
    for (const host of [1, 2, 3, 4]) {
      await acts('2025-10-10T10:00:00.000Z', 5, { ...unknown, address: `198.51.100.${host}` });
    }
    expect((await ask([at('vivium')], OCTOBER, 'refusal')).figures).toEqual([
      { ...usual, role: null, reason: 'CREDENTIALS_REFUSED', refusals: 30, accounts: 5 },
      offered,
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
    await acts('2025-10-10T10:00:00.000Z', 5);
    expect(await table(aCaller({ staff: [at('vivium')] }))).toEqual({
      status: 200,
      body: {
        asOf: '2025-11-05T12:00:00.000Z',
        lines: [
          {
            start: '2025-10-01',
            organisation: 'vivium',
            role: 'REPRESENTATIVE',
            detail: null,
            acts: 5,
            accounts: 5,
            withheld: false,
          },
        ],
      },
    });
    expect(await audit.records("kind = 'FIGURES_READ'")).toMatchObject([{ outcome: 'OK', role: 'REPORTER' }]);
  });

  it('are refused as in the graph, on the record', async () => {
    const administrator = await table(aCaller({ staff: [at('vivium', 'ADMINISTRATOR')] }));
    expect(administrator).toEqual({ status: 422, body: { code: 'ACCESS_REFUSED' } });
    expect(await table(aCaller(null))).toEqual({ status: 422, body: { code: 'UNAUTHENTICATED' } });
    expect(await audit.records()).toMatchObject([{ kind: 'FIGURES_READ', outcome: 'REFUSED' }]);
    const open = await table(aCaller({ staff: [at('vivium')] }), { ...question, start: '2025-02-30' });
    expect(open).toEqual({ status: 422, body: { code: 'BAD_INPUT' } });
  });
});

describe('who reads figures', () => {
  it('is refused another organisation, on the record', async () => {
    const { figures, codes } = await ask([at('vivium')], { ...OCTOBER, organisation: 'rozelaar' });
    expect(figures).toBeNull();
    expect(codes).toEqual(['ACCESS_REFUSED']);
    expect(await audit.records()).toEqual([
      expect.objectContaining({ kind: 'FIGURES_READ', outcome: 'REFUSED', organisation: 'rozelaar' }),
    ]);
  });

  it.each(['signIn', 'account', 'section', 'refusal'] as const)(
    'is on the record before the answer: %s figures',
    async (what) => {
      await ask([at('vivium')], OCTOBER, what);
      expect(await audit.records()).toEqual([
        expect.objectContaining({
          kind: 'FIGURES_READ',
          outcome: 'OK',
          role: 'REPORTER',
          organisation: 'vivium',
          categories: ['FIGURES'],
          search: {
            of: { signIn: 'SIGN_INS', account: 'ACCOUNTS', section: 'SECTIONS', refusal: 'REFUSALS' }[what],
            from: '2025-09-30T22:00:00.000Z',
            until: '2025-10-31T23:00:00.000Z',
            by: 'month',
          },
        }),
      ]);
    },
  );

  it.each([
    { period: { start: '2025-10-01' }, by: 'DAY' },
    { period: { end: '2025-10-01' }, by: 'DAY' },
    { period: { start: '2025-10-02', end: '2025-10-01' }, by: 'DAY' },
    { period: { start: '2024-01-01', end: '2025-10-01' }, by: 'DAY' },
  ])('is refused a period that is open, turned about or too long: %j', async (variables) => {
    const { figures, codes } = await ask([at('vivium')], variables);
    expect(figures).toBeNull();
    expect(codes).toEqual(['BAD_INPUT']);
  });

  it.each(['ADMINISTRATOR', 'MEDIATOR'] as const)('is not a %s', async (role) => {
    const { figures, codes } = await ask([at('vivium', role)]);
    expect(figures).toBeNull();
    expect(codes).toEqual(['ACCESS_REFUSED']);
  });

  it.each(['CLIENT', 'REPRESENTATIVE', 'CONTACT'] as const)('is not a %s', async (role) => {
    const { figures, codes } = await read(aCaller({ relations: [aRelation({ role })] }), OCTOBER);
    expect(figures).toBeNull();
    expect(codes).toEqual(['ACCESS_REFUSED']);
  });
});
