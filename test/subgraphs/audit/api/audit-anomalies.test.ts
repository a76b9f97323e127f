import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AuditEvent } from '../../../../schema/audit-event.js';
import type { StaffRole } from '../../../../schema/caller.js';
import { anEvent } from '../audit-test.js';
import { aCaller, aRelation, codesOf, runAudit, type LogPage, type RunningAudit } from '../running-audit.js';

const ASK = `query ($period: PeriodInput!, $organisation: ID, $kinds: [AuditAnomalyKind!], $first: Int, $after: String) {
  auditAnomalies(period: $period, organisation: $organisation, kinds: $kinds, first: $first, after: $after) {
    edges { cursor node { id kind organisation agent { name role pseudonym } account address start end count clients refused
      events { id client outcome } } } pageInfo { hasNextPage endCursor } } }`;

const NOVEMBER = { start: '2025-11-01', end: '2025-11-30' };
const NAMED = { accountName: 'Joke Vos', role: 'CONTACT' } as const;

/** On 20 November, by Dutch time an hour later. */
const at = (time: string) => `2025-11-20T${time}:00.000Z`;

describe('what the log points its manager at', () => {
  let audit: RunningAudit;
  beforeAll(async () => {
    audit = await runAudit();
  });
  beforeEach(() => audit.empty());
  afterAll(() => audit.stop());

  const auditor = (organisation = 'vivium', role: StaffRole = 'AUDITOR') =>
    aCaller({ account: 'auditor-1', staff: [{ organisation, role }] });

  async function ask(variables: object = {}, caller = auditor()) {
    const answer = await audit.ask(caller, ASK, { period: NOVEMBER, ...variables });
    const page = (answer.data as { auditAnomalies: LogPage | null } | null)?.auditAnomalies ?? null;
    return { page, found: page?.edges.map(({ node }) => node) ?? [], codes: codesOf(answer) };
  }

  /** As many events as there are times, an account's. */
  async function given(account: string, times: string[], facts: Partial<AuditEvent> = {}, clients = times.length) {
    const ids = Array.from({ length: clients }, () => randomUUID());
    const events = times.map((time, index) =>
      anEvent({ ...NAMED, account, occurredAt: at(time), client: ids[index % clients] ?? null, ...facts }),
    );
    await audit.append(
      'identity',
      events.map((event) => ({ ...event, source: 'identity' })),
    );
    return events;
  }
  const minutes = (count: number, hour = '10') =>
    Array.from({ length: count }, (_, index) => `${hour}:${String(index).padStart(2, '0')}`);

  it('is one account that looked at more clients in a day than the organisation finds usual', async () => {
    await given('few', minutes(30), {}, 5);
    await given('staff', minutes(40), { role: 'ADMINISTRATOR', kind: 'CLIENT_READ' });
    const events = await given('many', minutes(30), {}, 6);
    const { found } = await ask();
    expect(found).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        kind: 'MANY_CLIENTS',
        organisation: 'vivium',
        agent: { name: 'Joke Vos', role: 'CONTACT', pseudonym: expect.any(String) },
        account: 'many',
        address: null,
        start: at('10:00'),
        end: at('10:29'),
        count: 30,
        clients: 6,
        refused: 0,
        events: events
          .slice(-20)
          .reverse()
          .map(({ id, client, outcome }) => ({ id, client, outcome })),
      },
    ]);
  });

  it('is not as many clients over several days', async () => {
    await given('slow', ['10:00', '11:00', '12:00']);
    await given('slow', minutes(3), { occurredAt: '2025-11-21T10:00:00.000Z' });
    expect((await ask()).found).toEqual([]);
  });

  it('is refusals in a row, of an account or of an address, but not when something was allowed between them', async () => {
    const refused = { outcome: 'REFUSED', reason: 'CREDENTIALS_REFUSED', kind: 'SIGN_IN', client: null } as const;
    await given('stubborn', minutes(11), refused);
    await given('forgetful', minutes(9, '09'), refused);
    await given('forgetful', ['10:00'], { client: null });
    await given('forgetful', minutes(9, '11'), refused);
    const unknown = { ...refused, account: null, accountName: null, role: null, address: '192.0.2.66' };
    await given('', minutes(10, '08'), unknown);
    const { found } = await ask({ kinds: ['REFUSALS_IN_A_ROW'] });
    expect(found).toMatchObject([
      { account: 'stubborn', address: null, count: 11, refused: 11, start: at('10:00'), end: at('10:10') },
      { account: null, address: '192.0.2.66', agent: null, count: 10 },
    ]);
    expect(found[0]?.['events']).toHaveLength(11);
  });

  it('is refusals of whatever was tried, changes and readings of the log too', async () => {
    const refused = { outcome: 'REFUSED', reason: 'ACCESS_REFUSED', client: null } as const;
    await given('prying', minutes(5), { ...refused, kind: 'LOG_READ' });
    await given('prying', minutes(5, '11'), { ...refused, kind: 'RELATION_CHANGED', action: 'U' });
    await given('clumsy', minutes(9), { ...refused, kind: 'RELATION_CHANGED', action: 'U' });
    await given('clumsy', ['11:00'], { kind: 'RELATION_CHANGED', action: 'U', client: null });
    await given('clumsy', minutes(9, '12'), { ...refused, kind: 'RELATION_CHANGED', action: 'U' });
    expect((await ask()).found).toMatchObject([{ kind: 'REFUSALS_IN_A_ROW', account: 'prying', count: 10 }]);
  });

  it("is sign-ins at night by the organisation's clock, a night at a time", async () => {
    const signIn = { kind: 'SIGN_IN', client: null } as const;
    await given('early', ['04:00'], signIn); // five o'clock there
    await given('late', ['22:59'], signIn);
    await given('failing', ['01:00'], { ...signIn, outcome: 'REFUSED', reason: 'CODE_REFUSED' });
    await given('night', ['00:30', '03:59'], signIn);
    await given('night', ['23:30'], signIn);
    const { found } = await ask();
    expect(found).toMatchObject([
      { kind: 'ODD_HOURS', account: 'night', count: 1, start: at('23:30') },
      { kind: 'ODD_HOURS', account: 'night', count: 2, start: at('00:30'), end: at('03:59') },
    ]);
  });

  it('comes in pages, each signal once', async () => {
    const signIn = { kind: 'SIGN_IN', client: null } as const;
    for (const account of ['a', 'b', 'c', 'd', 'e']) await given(account, ['01:00'], signIn);
    const seen: unknown[] = [];
    let after: string | null = null;
    do {
      const { page, found }: Awaited<ReturnType<typeof ask>> = await ask({ first: 2, after });
      seen.push(...found.map(({ account }) => account));
      after = page?.pageInfo.hasNextPage === true ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect([...seen].sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('is of their own organisations only, and asking for it is on the log', async () => {
    await given('night', ['01:00'], { kind: 'SIGN_IN', organisation: 'rozelaar' });
    expect((await ask()).found).toEqual([]);
    expect((await ask({}, auditor('rozelaar'))).found).toHaveLength(1);
    expect((await ask({ organisation: 'rozelaar' })).codes).toEqual(['ACCESS_REFUSED']);
    const records = await audit.records(`kind = 'LOG_READ'`);
    expect(records.map(({ organisation, outcome }) => [organisation, outcome])).toEqual([
      ['vivium', 'OK'],
      ['rozelaar', 'OK'],
      ['rozelaar', 'REFUSED'],
    ]);
    expect(records[0]?.['search']).toEqual({
      anomalies: ['MANY_CLIENTS', 'REFUSALS_IN_A_ROW', 'ODD_HOURS'],
      from: '2025-10-31T23:00:00.000Z',
      until: '2025-11-30T23:00:00.000Z',
    });
  });

  it.each([
    [{ period: { start: '2025-11-01' } }, 'BAD_INPUT'],
    [{ period: { start: '2025-11-01', end: '2025-12-02' } }, 'BAD_INPUT'],
    [{ first: 51 }, 'PAGE_TOO_LARGE'],
    [{ after: Buffer.from('["2025-11-20T10:00:00.000Z","7"]').toString('base64url') }, 'BAD_CURSOR'],
  ])('refuses %j with %s', async (variables, code) => {
    expect((await ask(variables)).codes).toEqual([code]);
  });

  it('is refused to whoever is no log manager', async () => {
    for (const role of ['REPORTER', 'ADMINISTRATOR', 'MEDIATOR'] as const) {
      expect((await ask({}, auditor('vivium', role))).codes).toEqual(['ACCESS_REFUSED']);
    }
    const client = aCaller({ relations: [aRelation({ role: 'CLIENT' })] });
    expect((await ask({}, client)).codes).toEqual(['ACCESS_REFUSED']);
  });
});
