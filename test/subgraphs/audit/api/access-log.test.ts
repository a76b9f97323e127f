import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SessionFacts } from '../../../../schema/caller.js';
import { anEvent } from '../audit-test.js';
import { accessLog, LINE, RECORD, recordsOf, STAFF_FIELDS, STRANGERS } from './access-log-questions.js';
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
    'is told to the %s in words: who, what, when, allowed or not, and how often that day',
    async (role) => {
      const joke = { account: 'account-9', accountName: 'Joke Vos', role: 'CONTACT' } as const;
      const look = { ...joke, client: CLIENT, relation: 'relation-9', categories: ['CARE_PLAN', 'REPORTS'] };
      await audit.append('dossier', [
        anEvent({ ...look, occurredAt: '2025-11-20T09:30:00.000Z' }),
        anEvent(look),
        anEvent({ client: 'client-2' }),
      ]);
      const { log, errors } = await ask({ relations: [aRelation({ role })] }, accessLog(LINE));
      expect(errors).toBeUndefined();
      expect(log?.edges.map(({ node }) => node)).toEqual([
        {
          id: expect.stringMatching(/^day-/),
          day: '2025-11-20',
          firstAt: '2025-11-20T09:30:00.000Z',
          lastAt: '2025-11-20T10:00:00.000Z',
          count: 2,
          kind: 'DOSSIER_READ',
          outcome: 'OK',
          organisation: 'Vivium Zorggroep',
          agent: { name: 'Joke Vos', role: 'CONTACT', pseudonym: expect.stringMatching(/^[0-9a-f]{16}$/) },
          who: 'Joke Vos (contactpersoon)',
          action: 'ingezien',
          reason: null,
          data: [
            { category: 'REPORTS', name: 'de rapportages' },
            { category: 'CARE_PLAN', name: 'het zorgplan' },
          ],
          text: 'Joke Vos (contactpersoon) bekeek op 20 november 2025 tussen 10.30 en 11.00 uur (2 keer) de rapportages en het zorgplan. Toegestaan.',
          english:
            'Joke Vos (contact) viewed the reports and the care plan on 20 November 2025 between 10:30 and 11:00 (2 times). Allowed.',
        },
      ]);
    },
  );

  it('holds the records themselves, on which ground and with which checks (NEN 7513)', async () => {
    const checks = { authorisation: true, treatmentRelation: true, consent: true, emergency: null };
    const facts = { client: CLIENT, role: 'CONTACT', relation: 'relation-9', sensitivity: 'R' } as const;
    const [early, late] = ['2025-11-20T10:00:00.000Z', '2025-11-20T11:00:00.000Z'].map((occurredAt) =>
      anEvent({ ...facts, occurredAt, checks, consent: 'relation-9@3' }),
    );
    await audit.append(
      'dossier',
      [early, late].flatMap((event) => event ?? []),
    );
    const { log, errors } = await ask(representative, accessLog(`count events { ${RECORD} }`));
    expect(errors).toBeUndefined();
    expect(log?.edges).toHaveLength(1);
    expect(recordsOf(log).map(({ id }) => id)).toEqual([late?.id, early?.id]);
    expect(recordsOf(log)[0]).toEqual({
      id: late?.id,
      occurredAt: '2025-11-20T11:00:00.000Z',
      kind: 'DOSSIER_READ',
      action: 'R',
      outcome: 'OK',
      reason: null,
      organisation: 'vivium',
      agent: { name: null, role: 'CONTACT', pseudonym: null },
      categories: ['REPORTS'],
      policy: 'access-matrix/1',
      relation: 'relation-9',
      purpose: 'PATRQT',
      checks,
      consent: 'relation-9@3',
      sensitivity: 'R',
    });
  });

  it('holds refused looks of strangers too', async () => {
    await audit.append('dossier', [
      anEvent({ client: CLIENT, organisation: null, outcome: 'REFUSED', reason: 'ACCESS_REFUSED' }),
    ]);
    const { log } = await ask(representative, accessLog('outcome reason organisation events { reason }'));
    const reason = 'geen toegang tot deze gegevens';
    const events = [{ reason: 'ACCESS_REFUSED' }];
    expect(log?.edges[0]?.node).toEqual({ outcome: 'REFUSED', reason, organisation: null, events });
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

  it.each([true, false])(
    'is as it was when it was asked: this reading is in the next one (merged: %s)',
    async (merged) => {
      const countIn = async (): Promise<number | undefined> =>
        (await ask(representative, accessLog('count', `(merged: ${merged})`))).log?.edges.length;
      expect(await countIn()).toBe(0);
      expect(await countIn()).toBe(1);
    },
  );

  it('runs from new to old over pages, of one moment the last recorded first', async () => {
    const [a, b, c, d] = await given(
      '2025-11-02T10:00:00.000Z',
      '2025-11-03T10:00:00.000Z',
      '2025-11-02T10:00:00.000Z',
      '2025-11-01T10:00:00.000Z',
    );
    const { log } = await ask(
      representative,
      accessLog('id', '(merged: false, first: 3, period: { end: "2025-11-10" })'),
    );
    expect(idsOf(log)).toEqual([b, c, a]);
    expect(log?.pageInfo.hasNextPage).toBe(true);
    const next = await ask(
      representative,
      accessLog('id', `(merged: false, first: 3, period: { end: "2025-11-10" }, after: "${log?.pageInfo.endCursor}")`),
    );
    expect(idsOf(next.log)).toEqual([d]);
    expect(next.log?.pageInfo.hasNextPage).toBe(false);
  });

  it('runs over pages of merged lines, each record in one of them, while new records come in', async () => {
    const times = Array.from(
      { length: 30 },
      (_, index) => `2025-11-0${1 + (index % 5)}T${10 + (index % 7)}:00:00.000Z`,
    );
    const ids = await given(...times);
    const seen: unknown[] = [];
    let after: string | null = null;
    do {
      const args: string = `(first: 2, period: { end: "2025-11-10" }${after === null ? '' : `, after: "${after}"`})`;
      const { log, errors } = await ask(representative, accessLog('count events(first: 50) { id }', args));
      expect(errors).toBeUndefined();
      expect(log?.edges.map(({ node }) => node['count'])).toEqual(log?.edges.map(() => 6));
      seen.push(...recordsOf(log).map(({ id }) => id));
      after = log?.pageInfo.hasNextPage === true ? log.pageInfo.endCursor : null;
      await given('2025-11-01T12:00:00.000Z', '2025-11-05T12:00:00.000Z');
    } while (after !== null);
    expect(seen).toHaveLength(30);
    expect(new Set(seen)).toEqual(new Set(ids));
  });

  it("counts a period in days of the organisation's time zone", async () => {
    const [, first, last] = await given(
      '2025-10-25T21:59:59.999Z', // 25 October, summer time
      '2025-10-25T22:00:00.000Z', // 26 October begins
      '2025-10-26T22:59:59.999Z', // and ends in winter time
      '2025-10-26T23:00:00.000Z',
    );
    const { log } = await ask(
      representative,
      accessLog('id', '(merged: false, period: { start: "2025-10-26", end: "2025-10-26" })'),
    );
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
    it.each(STRANGERS)('%s', async (_who, facts, code) => {
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
      const { log, codes } = await ask({ relations, staff }, accessLog(`events { id ${field} }`));
      expect(recordsOf(log).at(-1)?.[field.split(' ')[0] ?? '']).toBeNull();
      expect(new Set(codes)).toEqual(new Set(['ACCESS_REFUSED']));
    }
  });

  it.each([0, 51])('shows no %i records of a line', async (first) => {
    await given('2025-11-02T10:00:00.000Z');
    const { codes } = await ask(representative, accessLog(`events(first: ${first}) { id }`));
    expect(new Set(codes)).toEqual(new Set(['PAGE_TOO_LARGE']));
  });
});
