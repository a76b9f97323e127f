import { describe, expect, it } from '@jest/globals';
import { endAfterCare, endOf } from '../../../../../subgraphs/identity/domain/relations/relation-end.js';
import type { Relation } from '../../../../../subgraphs/identity/domain/relations/relation.js';
import type { RepresentativeBasis } from '../../../../../schema/legal-basis.js';
import type { OrganisationPolicy } from '../../../../../organisations/policy.js';

const rule = (days: number, on: ('DEPARTURE' | 'DEATH')[] = ['DEPARTURE', 'DEATH'], timeZone = 'Europe/Amsterdam') => ({
  timeZone,
  endOfAccess: { after: { days }, on, deletesAccounts: false, atDeathAtOnce: [] as RepresentativeBasis[] },
});
const end = (dates: { departedOn?: string; diedOn?: string }, policy = rule(30)) =>
  endAfterCare({ departedOn: null, diedOn: null, ...dates }, policy)?.toISOString() ?? null;

describe('the end of access', () => {
  it('is not there while care goes on', () => {
    expect(end({})).toBeNull();
  });

  it('comes thirty days after departure, at the end of that day in Amsterdam (V34)', () => {
    expect(end({ departedOn: '2026-01-10' })).toBe('2026-02-09T23:00:00.000Z');
  });

  it('comes thirty days after death (V34)', () => {
    expect(end({ diedOn: '2026-01-10' })).toBe('2026-02-09T23:00:00.000Z');
  });

  it('comes six weeks after care (R18)', () => {
    expect(end({ departedOn: '2026-01-10' }, rule(42))).toBe('2026-02-21T23:00:00.000Z');
  });

  it('keeps to the local midnight when the clocks go forward in between', () => {
    expect(end({ departedOn: '2026-03-10' })).toBe('2026-04-09T22:00:00.000Z');
  });

  it('keeps to the local midnight when the clocks go back in between', () => {
    expect(end({ departedOn: '2026-10-10' })).toBe('2026-11-09T23:00:00.000Z');
  });

  it.each([
    ['forward', '2026-02-27', '2026-03-29T22:00:00.000Z'],
    ['back', '2026-09-25', '2026-10-25T23:00:00.000Z'],
  ])('counts the whole of a last day on which the clocks go %s', (_way, departedOn, expected) => {
    expect(end({ departedOn })).toBe(expected);
  });

  it('follows the time zone of the organisation', () => {
    expect(end({ departedOn: '2026-01-10' }, rule(30, ['DEPARTURE'], 'America/Curacao'))).toBe(
      '2026-02-10T04:00:00.000Z',
    );
  });

  it('counts from whichever came first', () => {
    expect(end({ departedOn: '2026-01-10', diedOn: '2026-01-05' })).toBe('2026-02-04T23:00:00.000Z');
  });

  it('takes only the events that the organisation names', () => {
    expect(end({ diedOn: '2026-01-05' }, rule(30, ['DEPARTURE']))).toBeNull();
  });
});

describe('the end of a relation', () => {
  const policy = rule(30) as OrganisationPolicy;
  const relation = (values: Partial<Relation>) =>
    ({
      validUntil: null,
      endedAt: null,
      client: { departedOn: '2026-01-10', diedOn: null },
      ...values,
    }) as Relation;

  it('is the end it was given, when that comes before the rule', () => {
    const validUntil = new Date('2026-02-01T00:00:00Z');
    expect(endOf(relation({ validUntil }), policy)).toEqual(validUntil);
  });

  it('is the rule, when the end it was given comes later', () => {
    const validUntil = new Date('2026-12-01T00:00:00Z');
    expect(endOf(relation({ validUntil }), policy)).toEqual(new Date('2026-02-09T23:00:00Z'));
  });

  it('is the moment of withdrawal, before anything else', () => {
    const endedAt = new Date('2026-01-15T12:00:00Z');
    expect(endOf(relation({ endedAt }), policy)).toEqual(endedAt);
  });

  it('is the end of the day of death, for a basis that ends there by policy', () => {
    const ending = rule(30);
    ending.endOfAccess.atDeathAtOnce = ['CURATORSHIP', 'MENTORSHIP'];
    const client = { departedOn: null, diedOn: '2026-01-10' } as Relation['client'];
    const endFor = (legalBasis: Relation['legalBasis']) =>
      endOf(relation({ legalBasis, client }), ending as OrganisationPolicy);
    expect(endFor('MENTORSHIP')).toEqual(new Date('2026-01-10T23:00:00Z'));
    expect(endFor('CHILD')).toEqual(new Date('2026-02-09T23:00:00Z'));
  });
});
