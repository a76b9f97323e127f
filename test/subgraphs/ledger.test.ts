import { beforeEach, describe, expect, it } from '@jest/globals';
import type { AuditEvent } from '../../schema/audit-event.js';
import { Ledger, type AuditTrail, type Look } from '../../subgraphs/ledger.js';
import { aCaller, aRelation } from './audit/running-audit.js';

const NOW = new Date('2025-11-21T12:00:00.000Z');
const relation = aRelation();

const ONE = '6d2b0a52-4a0e-4c5b-9a1f-0c8a4c1f7a01';
const TWO = '6d2b0a52-4a0e-4c5b-9a1f-0c8a4c1f7a02';
const STRANGER = '6d2b0a52-4a0e-4c5b-9a1f-0c8a4c1f7a09';

describe('the ledger of an operation', () => {
  let recorded: AuditEvent[];
  let trail: AuditTrail;
  let ledger: Ledger;

  beforeEach(() => {
    recorded = [];
    trail = { record: async (events) => void recorded.push(...events) };
    ledger = new Ledger(trail, 'dossier', aCaller({ relations: [relation] }), NOW);
  });

  const look = (facts: Partial<Look> = {}) =>
    ledger.look({
      organisation: 'vivium',
      client: ONE,
      relation,
      refusal: null,
      categories: ['REPORTS'],
      ...facts,
    });

  it('is settled only when what came while it settled is on record too', async () => {
    const turn = () => new Promise(setImmediate);
    const committing: (() => void)[] = [];
    trail.record = () => new Promise((resolve) => committing.push(resolve));
    let isSettled = false;
    look();
    const settled = ledger.settled().then(() => (isSettled = true));
    await turn();
    look({ client: TWO });
    await turn();
    committing[0]?.();
    await turn();
    expect([committing.length, isSettled]).toEqual([2, false]);
    committing[1]?.();
    await settled;
  });

  it('puts all looks at one client into one event, a category once', async () => {
    look();
    look({ categories: ['CARE_PLAN', 'REPORTS'] });
    look();
    await ledger.settled();
    expect(recorded).toEqual([
      expect.objectContaining({
        kind: 'DOSSIER_READ',
        action: 'R',
        outcome: 'OK',
        reason: null,
        occurredAt: NOW.toISOString(),
        organisation: 'vivium',
        account: 'account-1',
        accountName: 'Anneke de Wit',
        session: 'session-1',
        client: ONE,
        relation: 'relation-1',
        role: 'REPRESENTATIVE',
        categories: ['REPORTS', 'CARE_PLAN'],
        purpose: 'PATRQT',
        source: 'dossier',
        address: '192.0.2.7',
        trace: 'a'.repeat(32),
      }),
    ]);
  });

  it('keeps clients, and what was allowed and what refused, apart', async () => {
    look();
    look({ refusal: 'ACCESS_REFUSED', categories: ['Client.birthDate'] });
    look({ client: TWO, relation: null, refusal: 'ACCESS_REFUSED', categories: ['Client.name'] });
    await ledger.settled();
    expect(recorded.map(({ client, outcome, categories }) => [client, outcome, ...categories])).toEqual([
      [ONE, 'OK', 'REPORTS'],
      [ONE, 'REFUSED', 'Client.birthDate'],
      [TWO, 'REFUSED', 'Client.name'],
    ]);
    expect(new Set(recorded.map(({ id }) => id)).size).toBe(3);
  });

  it('keeps a made-up client id apart from the client whose name it begins with, and off the log', async () => {
    look({ refusal: 'ACCESS_REFUSED', categories: ['Client.name'] });
    look({ client: `${ONE} relation-1`, relation: null, refusal: 'ACCESS_REFUSED', categories: ['Client.name'] });
    await ledger.settled();
    expect(recorded.map(({ client }) => client)).toEqual([ONE, null]);
  });

  it('names a client as the log does, however the id was typed', async () => {
    look({ client: ONE.toUpperCase(), relation: null, refusal: 'ACCESS_REFUSED', categories: ['Query.client'] });
    await ledger.settled();
    expect(recorded.map(({ client }) => client)).toEqual([ONE]);
  });

  it('sends events off before the work is done', async () => {
    look();
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    expect(recorded).toHaveLength(1);
  });

  it('records a later look at the same client in an event of its own, without repeating what was noted', async () => {
    look();
    await ledger.settled();
    look({ categories: ['REPORTS', 'CARE_PLAN'] });
    await ledger.settled();
    expect(recorded.map(({ categories }) => categories)).toEqual([['REPORTS'], ['CARE_PLAN']]);
  });

  it('adds what a use case reports', async () => {
    ledger.add({ kind: 'SIGN_OUT', action: 'E', organisation: 'rozelaar' });
    await ledger.settled();
    expect(recorded).toEqual([expect.objectContaining({ kind: 'SIGN_OUT', organisation: 'rozelaar', outcome: 'OK' })]);
  });

  it.each<[string, { organisations: string[]; staff: string[] }, string | null]>([
    ['the only organisation of the caller', { organisations: ['vivium', 'vivium'], staff: ['vivium'] }, 'vivium'],
    ['no organisation when the caller has several', { organisations: ['vivium'], staff: ['rozelaar'] }, null],
    ['no organisation when the caller has none', { organisations: [], staff: [] }, null],
  ])('puts a look at a stranger on the log of %s', async (_whose, { organisations, staff }, expected) => {
    const caller = aCaller({
      relations: organisations.map((organisation) => aRelation({ organisation })),
      staff: staff.map((organisation) => ({ organisation, role: 'REPORTER' as const })),
    });
    ledger = new Ledger(trail, 'dossier', caller, NOW);
    look({ organisation: null, client: STRANGER, relation: null, refusal: 'ACCESS_REFUSED' });
    await ledger.settled();
    expect(recorded.map(({ organisation }) => organisation)).toEqual([expected]);
  });

  it('waits until everything is committed', async () => {
    let commit: () => void = () => undefined;
    trail.record = () => new Promise((resolve) => (commit = resolve));
    look();
    let settled = false;
    const settling = ledger.settled().then(() => (settled = true));
    await new Promise(setImmediate);
    expect(settled).toBe(false);
    commit();
    await settling;
  });

  it('fails with AUDIT_UNAVAILABLE when one event could not be recorded, also an earlier one', async () => {
    trail.record = () => Promise.reject(new Error('neither log nor outbox'));
    look();
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    trail.record = () => Promise.resolve();
    look({ client: TWO });
    await expect(ledger.settled()).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  });

  it('counts of how many strangers something was asked by name (R29), and no closed field of what was shown', async () => {
    const asked = { relation: null, refusal: 'ACCESS_REFUSED' as const, categories: ['Query.client'] };
    look({ ...asked, client: STRANGER });
    look({ ...asked, client: STRANGER, refusal: 'TERMS_NOT_ACCEPTED' });
    look({ ...asked, client: TWO, categories: ['Client.carePlan'] });
    look({ ...asked, client: relation.client });
    expect(ledger.attempts).toBe(1);
    const refused = { outcome: 'REFUSED', reason: 'ACCESS_REFUSED', client: TWO } as const;
    ledger.add({ kind: 'RELATION_CHANGED', action: 'D', ...refused });
    ledger.add({ kind: 'RELATION_CHANGED', action: 'D', ...refused });
    ledger.add({ kind: 'RELATION_CHANGED', action: 'D', ...refused, reason: 'BAD_INPUT', client: ONE });
    expect(ledger.attempts).toBe(2);
    await ledger.settled();
  });

  it('has nothing to wait for when nothing happened', async () => {
    trail.record = () => Promise.reject(new Error('not to be called'));
    await ledger.settled();
  });

  it('withholds the answer to an operation that left no event of its kinds', async () => {
    ledger.owed.owe({ operation: 'Mutation.signOut', kinds: ['SIGN_OUT'], before: 0 });
    look();
    await expect(ledger.complete()).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    ledger.add({ kind: 'SIGN_OUT', action: 'E' });
    await ledger.complete();
  });

  it('has one event pay for one operation only', async () => {
    ledger.add({ kind: 'SIGN_OUT', action: 'E' });
    ledger.owed.owe({ operation: 'Mutation.signOut', kinds: ['SIGN_OUT'], before: 1 });
    await expect(ledger.complete()).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  });

  it('says which checks decided, on which consent, and how confidential it was (NEN 7513)', async () => {
    look({ categories: ['APPOINTMENTS'] });
    look({ categories: ['MEDICAL_REPORTS'] });
    await ledger.settled();
    expect(recorded).toEqual([expect.objectContaining({ sensitivity: 'R', consent: 'relation-1@1' })]);
  });
});
