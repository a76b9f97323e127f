import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Caller, StaffAssignment, StaffRole } from '../../../../schema/caller.js';
import { anEvent } from '../audit-test.js';
import {
  aCaller,
  aRelation,
  CLIENT,
  codesOf,
  idsOf,
  type LogPage,
  runAudit,
  type RunningAudit,
} from '../running-audit.js';

const ALL_FIELDS = `id occurredAt recordedAt kind action outcome reason justification organisation agent { name role pseudonym } categories policy
  relation purpose account client session source address search { name values } trace sequence object sensitivity consent
  checks { authorisation treatmentRelation consent emergency } responsible { account role }`;

function auditEvents(selection: string): string {
  return `query ($filter: AuditEventFilter, $first: Int, $after: String) {
    auditEvents(filter: $filter, first: $first, after: $after) { edges { node { ${selection} } } pageInfo { hasNextPage endCursor } } }`;
}

const ACCOUNT = '0190a000-0000-7000-8000-0000000000c1';

const at = (organisation: string, role: StaffRole = 'AUDITOR'): StaffAssignment => ({ organisation, role });

describe('the log for its manager', () => {
  let audit: RunningAudit;
  beforeAll(async () => {
    audit = await runAudit();
  });
  beforeEach(() => audit.empty());
  afterAll(() => audit.stop());

  async function read(caller: Caller, variables: object = {}, selection = 'id') {
    const answer = await audit.ask(caller, auditEvents(selection), variables);
    const { auditEvents: log } = answer.data as { auditEvents: LogPage | null };
    return { log, errors: answer.errors, codes: codesOf(answer) };
  }

  const ask = (staff: StaffAssignment[], filter: object = {}, page: object = {}, selection = 'id') =>
    read(aCaller({ staff, account: 'auditor-1' }), { filter, ...page }, selection);

  /** Of what happened before today, so without the records of this very reading. */
  async function idsFor(staff: StaffAssignment[], filter: object = {}): Promise<unknown[]> {
    const { log, errors } = await ask(staff, { period: { end: '2025-11-21' }, ...filter });
    expect(errors).toBeUndefined();
    return idsOf(log);
  }

  it('shows every field of a record of their organisation', async () => {
    const event = anEvent({
      account: 'account-9',
      accountName: 'Joke Vos',
      role: 'REPRESENTATIVE',
      relation: 'relation-9',
      session: 'session-9',
      client: CLIENT,
      kind: 'DOSSIER_SEARCH',
      search: { start: '2025-01-01', types: ['MEDICAL', 'GENERAL'], text: true },
      checks: { authorisation: true, treatmentRelation: true, consent: false, emergency: null },
      consent: 'relation-9@2',
      sensitivity: 'V',
      object: 'Thread/0190a000-0000-7000-8000-0000000000d1',
      responsible: ACCOUNT,
      responsibleRole: 'ADMINISTRATOR',
    });
    await audit.append('dossier', [event]);
    const { log, errors } = await ask([at('vivium')], { client: CLIENT, kinds: ['DOSSIER_SEARCH'] }, {}, ALL_FIELDS);
    expect(errors).toBeUndefined();
    const { accountName, search, role, responsible, responsibleRole, ...facts } = event;
    expect(log?.edges).toHaveLength(1);
    expect(log?.edges[0]?.node).toMatchObject({
      ...facts,
      sequence: expect.stringMatching(/^[0-9]+$/),
      recordedAt: expect.any(String),
      agent: { name: accountName, role, pseudonym: expect.stringMatching(/^[0-9a-f]{16}$/) },
      responsible: { account: responsible, role: responsibleRole },
    });
    expect(log?.edges[0]?.node['search']).toEqual(
      expect.arrayContaining([
        { name: 'start', values: ['2025-01-01'] },
        { name: 'types', values: ['MEDICAL', 'GENERAL'] },
        { name: 'text', values: ['true'] },
      ]),
    );
    expect(search).not.toBeNull();
  });

  it('shows the organisations where the caller is log manager and no other', async () => {
    const [mine, theirs, nobodys] = [anEvent(), anEvent({ organisation: 'rozelaar' }), anEvent({ organisation: null })];
    await audit.append('dossier', [mine, theirs, nobodys]);
    expect(await idsFor([at('vivium')])).toEqual([mine.id]);
    expect(await idsFor([at('rozelaar'), at('vivium', 'REPORTER')])).toEqual([theirs.id]);
    expect((await idsFor([at('rozelaar'), at('vivium')])).sort()).toEqual([mine.id, theirs.id].sort());
    expect(await idsFor([at('rozelaar'), at('vivium')], { organisation: 'vivium' })).toEqual([mine.id]);
  });

  it('refuses another organisation, and records that', async () => {
    const { log, errors } = await ask([at('vivium')], { organisation: 'rozelaar' });
    expect(log).toBeNull();
    expect(errors?.[0]).toMatchObject({ path: ['auditEvents'], extensions: { code: 'ACCESS_REFUSED' } });
    expect(await audit.records()).toEqual([
      expect.objectContaining({ kind: 'LOG_READ', outcome: 'REFUSED', organisation: 'rozelaar', account: 'auditor-1' }),
    ]);
  });

  it('filters by client, account, role, kind, outcome, reason, data, relation, session, request and period', async () => {
    const events = {
      client: anEvent({ client: CLIENT }),
      account: anEvent({ account: ACCOUNT }),
      kind: anEvent({ kind: 'SIGN_IN' }),
      outcome: anEvent({ outcome: 'REFUSED' }),
      role: anEvent({ role: 'MEDIATOR' }),
      reason: anEvent({ outcome: 'ERROR', reason: 'ECD_UNAVAILABLE' }),
      data: anEvent({ categories: ['CARE_PLAN', 'LIFE_STORY'] }),
      relation: anEvent({ relation: ACCOUNT }),
      session: anEvent({ session: ACCOUNT }),
      request: anEvent({ trace: 'b'.repeat(32) }),
      period: anEvent({ occurredAt: '2025-10-01T10:00:00.000Z' }),
    };
    await audit.append('dossier', Object.values(events));
    expect(await idsFor([at('vivium')], { client: CLIENT })).toEqual([events.client.id]);
    expect(await idsFor([at('vivium')], { client: CLIENT.toUpperCase() })).toEqual([events.client.id]);
    expect(await idsFor([at('vivium')], { account: ACCOUNT.toUpperCase() })).toEqual([events.account.id]);
    expect(await idsFor([at('vivium')], { kinds: ['SIGN_IN', 'SIGN_OUT'] })).toEqual([events.kind.id]);
    expect(await idsFor([at('vivium')], { outcome: 'REFUSED' })).toEqual([events.outcome.id]);
    expect(await idsFor([at('vivium')], { roles: ['MEDIATOR', 'REPORTER'] })).toEqual([events.role.id]);
    expect(await idsFor([at('vivium')], { reasons: ['ECD_UNAVAILABLE'] })).toEqual([events.reason.id]);
    expect(await idsFor([at('vivium')], { categories: ['LIFE_STORY', 'MESSAGES'] })).toEqual([events.data.id]);
    expect(await idsFor([at('vivium')], { relation: ACCOUNT })).toEqual([events.relation.id]);
    expect(await idsFor([at('vivium')], { session: ACCOUNT })).toEqual([events.session.id]);
    expect(await idsFor([at('vivium')], { trace: 'b'.repeat(32) })).toEqual([events.request.id]);
    expect(await idsFor([at('vivium')], { period: { end: '2025-10-01' } })).toEqual([events.period.id]);
    expect(await idsFor([at('vivium')], { client: CLIENT, account: ACCOUNT })).toEqual([]);
  });

  it('pages through everything once while new records come in', async () => {
    const events = Array.from({ length: 25 }, (_, index) =>
      anEvent({ occurredAt: new Date(Date.UTC(2025, 10, 1, 0, 0, index % 5)).toISOString() }),
    );
    await audit.append('dossier', events);
    const seen: unknown[] = [];
    let after: string | null = null;
    do {
      const { log }: { log: LogPage | null } = await ask(
        [at('vivium')],
        { kinds: ['DOSSIER_READ'] },
        { first: 10, after },
      );
      seen.push(...idsOf(log));
      after = log?.pageInfo.hasNextPage === true ? log.pageInfo.endCursor : null;
      await audit.append('dossier', [anEvent({ occurredAt: new Date().toISOString() })]);
    } while (after !== null);
    expect(seen).toHaveLength(25);
    expect(new Set(seen)).toEqual(new Set(events.map(({ id }) => id)));
  });

  it('records the reading before the answer: who, which log, which selection', async () => {
    await ask([at('vivium')], { client: CLIENT, kinds: ['SIGN_IN'], period: { start: '2025-01-01' } });
    expect(await audit.records()).toEqual([
      expect.objectContaining({
        kind: 'LOG_READ',
        action: 'R',
        outcome: 'OK',
        account: 'auditor-1',
        role: 'AUDITOR',
        organisation: 'vivium',
        client: CLIENT,
        categories: ['ACCESS_LOG'],
        search: { client: CLIENT, kinds: ['SIGN_IN'], start: '2025-01-01' },
      }),
    ]);
  });

  it.each([
    { client: 'x'.repeat(101) },
    { client: '999990111' },
    { account: 'Marieke Hofstra' },
    { account: 'a\0b' },
    { organisation: 'x'.repeat(101) },
    { reasons: ['Marieke Hofstra'] },
    { trace: '999990111' },
    { session: 'Marieke' },
    { kinds: Array(51).fill('SIGN_IN') },
  ])('refuses to look for what is no id, without recording its text: %j', async (filter) => {
    const { errors } = await ask([at('vivium')], filter);
    expect(errors?.[0]?.extensions.code).toBe('BAD_INPUT');
    expect(await audit.records()).toEqual([]);
  });

  it.each(['REPORTER', 'ADMINISTRATOR', 'MEDIATOR'] as const)('is refused to a %s', async (role) => {
    const { log, codes } = await ask([at('vivium', role)]);
    expect(log).toBeNull();
    expect(codes).toEqual(['ACCESS_REFUSED']);
    expect(await audit.records(`outcome = 'REFUSED'`)).toHaveLength(1);
  });

  it.each(['CLIENT', 'REPRESENTATIVE', 'CONTACT'] as const)('is refused to a %s', async (role) => {
    const { log, codes } = await read(aCaller({ relations: [aRelation({ role })] }));
    expect(log).toBeNull();
    expect(codes).toEqual(['ACCESS_REFUSED']);
  });
});
