import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SessionFacts } from '../../../../schema/caller.js';
import { anEvent } from '../audit-test.js';
import {
  aCaller,
  aRelation,
  CLIENT,
  codesOf,
  idsOf,
  runAudit,
  type LogPage,
  type RunningAudit,
} from '../running-audit.js';

const FIELDS = `id occurredAt kind action outcome reason organisation agent { name role } categories policy relation purpose`;
const STAFF_FIELDS = ['account', 'client', 'session', 'source', 'address', 'trace', 'search { name }'];

function accessLog(selection: string, args = ''): string {
  return `query ($id: ID!) { _entities(representations: [{ __typename: "Client", id: $id }]) {
    ... on Client { id accessLog${args} { edges { cursor node { ${selection} } } pageInfo { hasNextPage endCursor } } } } }`;
}

describe('who looked into a dossier', () => {
  let audit: RunningAudit;
  beforeAll(async () => {
    audit = await runAudit();
  });
  beforeEach(() => audit.empty());
  afterAll(() => audit.stop());

  async function ask(facts: Partial<SessionFacts> | null, query: string) {
    const answer = await audit.ask(aCaller(facts), query, { id: CLIENT });
    const [client] = (answer.data as { _entities: ({ accessLog: LogPage | null } | null)[] })._entities;
    return { log: client?.accessLog ?? null, errors: answer.errors, codes: codesOf(answer) };
  }
  const representative = { relations: [aRelation()] };

  async function given(...times: string[]) {
    const events = times.map((occurredAt) => anEvent({ occurredAt, client: CLIENT }));
    await audit.append('dossier', events);
    return events.map(({ id }) => id);
  }

  it.each(['CLIENT', 'REPRESENTATIVE'] as const)(
    'is told to the %s: who, what, when, on which ground',
    async (role) => {
      await audit.append('dossier', [
        anEvent({
          client: CLIENT,
          account: 'account-9',
          accountName: 'Joke Vos',
          role: 'CONTACT',
          relation: 'relation-9',
          categories: ['CARE_PLAN'],
        }),
        anEvent({ client: 'client-2' }),
      ]);
      const { log, errors } = await ask({ relations: [aRelation({ role })] }, accessLog(FIELDS));
      expect(errors).toBeUndefined();
      expect(log?.edges.map(({ node }) => node)).toEqual([
        {
          id: expect.any(String),
          occurredAt: '2025-11-20T10:00:00.000Z',
          kind: 'DOSSIER_READ',
          action: 'R',
          outcome: 'OK',
          reason: null,
          organisation: 'vivium',
          agent: { name: 'Joke Vos', role: 'CONTACT' },
          categories: ['CARE_PLAN'],
          policy: 'access-matrix/1',
          relation: 'relation-9',
          purpose: 'PATRQT',
        },
      ]);
    },
  );

  it('holds refused looks of strangers too', async () => {
    await audit.append('dossier', [
      anEvent({ client: CLIENT, organisation: null, outcome: 'REFUSED', reason: 'ACCESS_REFUSED' }),
    ]);
    const { log } = await ask(representative, accessLog('outcome reason'));
    expect(log?.edges[0]?.node).toEqual({ outcome: 'REFUSED', reason: 'ACCESS_REFUSED' });
  });

  it('is recorded itself before the answer', async () => {
    const caller = { ...representative, account: 'account-5', name: 'Piet Bakker' };
    await ask(caller, accessLog('id'));
    expect(await audit.records()).toEqual([
      expect.objectContaining({
        kind: 'DOSSIER_READ',
        outcome: 'OK',
        account: 'account-5',
        client: CLIENT,
        organisation: 'vivium',
        relation: 'relation-1',
        role: 'REPRESENTATIVE',
        categories: ['ACCESS_LOG'],
        source: 'audit',
      }),
    ]);
  });

  it('runs from new to old over pages, of one moment the last recorded first', async () => {
    const [a, b, c, d] = await given(
      '2025-11-02T10:00:00.000Z',
      '2025-11-03T10:00:00.000Z',
      '2025-11-02T10:00:00.000Z',
      '2025-11-01T10:00:00.000Z',
    );
    const { log } = await ask(representative, accessLog('id', '(first: 3, period: { end: "2025-11-10" })'));
    expect(idsOf(log)).toEqual([b, c, a]);
    expect(log?.pageInfo.hasNextPage).toBe(true);
    const next = await ask(
      representative,
      accessLog('id', `(first: 3, period: { end: "2025-11-10" }, after: "${log?.pageInfo.endCursor}")`),
    );
    expect(idsOf(next.log)).toEqual([d]);
    expect(next.log?.pageInfo.hasNextPage).toBe(false);
  });

  it("counts a period in days of the organisation's time zone", async () => {
    const [, first, last] = await given(
      '2025-10-25T21:59:59.999Z', // 25 October, summer time
      '2025-10-25T22:00:00.000Z', // 26 October begins
      '2025-10-26T22:59:59.999Z', // and ends in winter time
      '2025-10-26T23:00:00.000Z',
    );
    const { log } = await ask(representative, accessLog('id', '(period: { start: "2025-10-26", end: "2025-10-26" })'));
    expect(idsOf(log)).toEqual([last, first]);
  });

  it.each([
    ['first: 0', 'PAGE_TOO_LARGE'],
    ['first: 51', 'PAGE_TOO_LARGE'],
    ['after: "nonsense"', 'BAD_CURSOR'],
    [`after: "${Buffer.from('["2025-01-01","x"]').toString('base64url')}"`, 'BAD_CURSOR'],
    [`after: "${Buffer.from('["-271821-04-20T00:00:00Z","1"]').toString('base64url')}"`, 'BAD_CURSOR'],
    ['period: { start: "2025-02-01", end: "2025-01-01" }', 'BAD_INPUT'],
  ])('refuses %s with %s', async (args, code) => {
    const { log, codes } = await ask(representative, accessLog('id', `(${args})`));
    expect(log).toBeNull();
    expect(codes).toEqual([code]);
  });

  it('forgets a name without touching the records', async () => {
    await audit.append('dossier', [anEvent({ client: CLIENT, account: 'account-9', accountName: 'Joke Vos' })]);
    await audit.sql(`DELETE FROM audit_person WHERE account = 'account-9'`);
    const { log } = await ask(representative, accessLog('agent { name }'));
    expect(log?.edges[0]?.node['agent']).toEqual({ name: null });
    expect((await audit.records(`account = 'account-9'`)).length).toBe(1);
  });

  describe('is refused, and the refusal is recorded,', () => {
    const strangers: [string, Partial<SessionFacts> | null, string][] = [
      ['to a contact', { relations: [aRelation({ role: 'CONTACT' })] }, 'ACCESS_REFUSED'],
      ["to another client's representative", { relations: [aRelation({ client: 'client-2' })] }, 'ACCESS_REFUSED'],
      ['to someone without relations', {}, 'ACCESS_REFUSED'],
      ['to the auditor', { staff: [{ organisation: 'vivium', role: 'AUDITOR' }] }, 'ACCESS_REFUSED'],
      ['to the reporter', { staff: [{ organisation: 'vivium', role: 'REPORTER' }] }, 'ACCESS_REFUSED'],
      ['to the administrator', { staff: [{ organisation: 'vivium', role: 'ADMINISTRATOR' }] }, 'ACCESS_REFUSED'],
      [
        'when the relation has ended',
        { relations: [aRelation({ validUntil: '2021-01-01T00:00:00Z' })] },
        'ACCESS_REFUSED',
      ],
      [
        'before the terms are accepted',
        { relations: [aRelation({ pending: ['ACCEPT_TERMS'] })] },
        'TERMS_NOT_ACCEPTED',
      ],
      ['to nobody in particular', null, 'UNAUTHENTICATED'],
    ];

    it.each(strangers)('%s', async (_who, facts, code) => {
      await given('2025-11-02T10:00:00.000Z');
      const { log, codes } = await ask(facts, accessLog('id'));
      expect(log).toBeNull();
      expect(codes).toContain(code);
      expect((await audit.records(`outcome = 'REFUSED' AND reason = '${code}'`)).length).toBeGreaterThan(0);
    });
  });

  it.each(STAFF_FIELDS)('keeps %s from client and representative', async (field) => {
    await given('2025-11-02T10:00:00.000Z');
    for (const role of ['CLIENT', 'REPRESENTATIVE'] as const) {
      const relations = [aRelation({ role })];
      const staff = [{ organisation: 'vivium', role: 'AUDITOR' as const }];
      const { log, codes } = await ask({ relations, staff }, accessLog(`id ${field}`));
      const node = log?.edges.at(-1)?.node;
      expect(node?.[field.split(' ')[0] ?? '']).toBeNull();
      expect(new Set(codes)).toEqual(new Set(['ACCESS_REFUSED']));
    }
  });
});
