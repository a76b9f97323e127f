import { describe, expect, it } from '@jest/globals';
import { decide, type Subject } from '../../schema/access-decision.js';
import { table, type AccessRow } from '../../schema/access-matrix.js';
import type { CallerRelation, SessionFacts } from '../../schema/caller.js';

const now = new Date('2026-05-01T12:00:00Z');

function row(cells: string): AccessRow {
  const [only] = table(`field category anyone account CLIENT REPRESENTATIVE CONTACT AUDITOR\n Client.reports ${cells}`);
  if (only === undefined) throw new Error('no row');
  return only;
}

function relation(role: CallerRelation['role'], change: Partial<CallerRelation> = {}): CallerRelation {
  return {
    id: `relation-${role}`,
    client: 'client-a',
    ecdClient: '1001',
    organisation: 'vivium',
    role,
    sections: [],
    relatedPerson: null,
    validFrom: '2026-01-01T00:00:00Z',
    validUntil: null,
    pending: [],
    version: 1,
    ...change,
  };
}

function facts(...relations: CallerRelation[]): SessionFacts {
  return { session: 's', account: 'me', name: 'Ik', relations, staff: [], authentication: 'PASSWORD_SMS' };
}

const ofClientA: Subject = { organisation: 'vivium', client: 'client-a', account: null };
const reports = row('REPORTS|MEDICAL_REPORTS – – yes yes shared –');

describe('a decision', () => {
  it('refuses someone who has not signed in, unless the row opens to anyone', () => {
    expect(decide(reports, null, ofClientA, now).refusal).toBe('UNAUTHENTICATED');
    expect(decide(row('– yes – – – – –'), null, undefined, now).refusal).toBeNull();
  });

  it('names the relation on which it rests', () => {
    const mine = relation('CLIENT');
    expect(decide(reports, facts(mine), ofClientA, now)).toEqual({ refusal: null, relation: mine, column: 'CLIENT' });
  });

  it('judges each client by the relation to that client', () => {
    const both = facts(relation('CLIENT'), relation('CONTACT', { client: 'client-b' }));
    expect(decide(reports, both, ofClientA, now).refusal).toBeNull();
    expect(decide(reports, both, { ...ofClientA, client: 'client-b' }, now).refusal).toBe('ACCESS_REFUSED');
    expect(decide(reports, both, { ...ofClientA, client: 'client-c' }, now).refusal).toBe('ACCESS_REFUSED');
  });

  it('keeps a reporting tool out of what is for persons, and lets it in by its role', () => {
    const staff = [{ organisation: 'vivium', role: 'AUDITOR' as const }];
    const tool: SessionFacts = { ...facts(), staff, authentication: 'SIGNED_ASSERTION' };
    expect(decide(row('– – yes – – – –'), tool, undefined, now).refusal).toBe('ACCESS_REFUSED');
    expect(decide(row('– – own – – – –'), tool, { ...ofClientA, account: 'me' }, now).refusal).toBe('ACCESS_REFUSED');
    expect(decide(row('– – – – – – yes'), tool, ofClientA, now).refusal).toBeNull();
  });

  it('does not take an object about nobody for an object about everybody', () => {
    const nobody: Subject = { organisation: null, client: null, account: null };
    expect(decide(reports, facts(relation('CLIENT')), nobody, now).refusal).toBe('ACCESS_REFUSED');
  });

  it.each([
    ['before it begins', { validFrom: '2026-05-01T12:00:00.001Z' }, 'ACCESS_REFUSED'],
    ['at its first moment', { validFrom: '2026-05-01T12:00:00Z' }, null],
    ['at its last moment', { validUntil: '2026-05-01T12:00:00.001Z' }, null],
    ['once it has ended', { validUntil: '2026-05-01T12:00:00Z' }, 'ACCESS_REFUSED'],
  ])('holds to the period of the relation: %s', (_when, change, refusal) => {
    expect(decide(reports, facts(relation('CLIENT', change)), ofClientA, now).refusal).toBe(refusal);
  });

  it('opens nothing before the terms are accepted and the BSN is confirmed, and says which is missing (V1, V31)', () => {
    const pending = (steps: CallerRelation['pending']) => facts(relation('CLIENT', { pending: steps }));
    expect(decide(reports, pending(['ACCEPT_TERMS', 'CONFIRM_BSN']), ofClientA, now).refusal).toBe(
      'TERMS_NOT_ACCEPTED',
    );
    expect(decide(reports, pending(['CONFIRM_BSN']), ofClientA, now).refusal).toBe('BSN_NOT_CONFIRMED');
  });

  it('does not let on that a step is missing where the step would not open it', () => {
    const contact = facts(relation('CONTACT', { pending: ['ACCEPT_TERMS'] }));
    expect(decide(reports, contact, ofClientA, now).refusal).toBe('ACCESS_REFUSED');
  });

  describe('with the word shared', () => {
    it('opens when one of the categories has been shared', () => {
      const contact = facts(relation('CONTACT', { sections: ['MEDICAL_REPORTS'] }));
      expect(decide(reports, contact, ofClientA, now).refusal).toBeNull();
    });

    it('goes by the narrower category of the object', () => {
      const contact = facts(relation('CONTACT', { sections: ['REPORTS'] }));
      const medical: Subject = { ...ofClientA, categories: ['MEDICAL_REPORTS'] };
      expect(decide(reports, contact, medical, now).refusal).toBe('ACCESS_REFUSED');
    });
  });

  describe('with the word own', () => {
    const own = row('CONTACTS – – – – own –');

    it('opens the entry about the caller and no other', () => {
      const contact = facts(relation('CONTACT'));
      expect(decide(own, contact, { ...ofClientA, account: 'me' }, now).refusal).toBeNull();
      expect(decide(own, contact, { ...ofClientA, account: 'you' }, now).refusal).toBe('ACCESS_REFUSED');
      expect(decide(own, contact, ofClientA, now).refusal).toBe('ACCESS_REFUSED');
    });
  });

  describe('for staff', () => {
    const log = row('ACCESS_LOG – – – – – yes');
    const auditor: SessionFacts = { ...facts(), staff: [{ organisation: 'vivium', role: 'AUDITOR' }] };

    it('opens what is of their organisation', () => {
      expect(decide(log, auditor, ofClientA, now)).toEqual({ refusal: null, relation: null, column: 'AUDITOR' });
      expect(decide(log, auditor, { ...ofClientA, organisation: 'rozelaar' }, now).refusal).toBe('ACCESS_REFUSED');
      expect(decide(log, auditor, { ...ofClientA, organisation: null }, now).refusal).toBe('ACCESS_REFUSED');
    });

    it('opens nothing of the dossier', () => {
      expect(decide(reports, auditor, ofClientA, now).refusal).toBe('ACCESS_REFUSED');
    });
  });

  it('answers, before anything is fetched, whether any relation could open the field', () => {
    const any = facts(relation('CONTACT'), relation('REPRESENTATIVE', { client: 'client-b' }));
    expect(decide(reports, any, undefined, now).refusal).toBeNull();
    expect(decide(reports, facts(relation('CONTACT')), undefined, now).refusal).toBe('ACCESS_REFUSED');
  });
});
