import { describe, expect, it } from '@jest/globals';
import { maskKey } from '../../../../gateway/execution/access/mask-key.js';
import { decide } from '../../../../schema/access-decision.js';
import { ACCESS_MATRIX } from '../../../../schema/access-matrix.js';
import {
  ROLES,
  SECTIONS,
  SIGN_IN_STEPS,
  STAFF_ROLES,
  type CallerRelation,
  type SessionFacts,
} from '../../../../schema/caller.js';

const now = new Date('2026-05-01T12:00:00Z');
const rows = Object.values(ACCESS_MATRIX).flat();

/** Numbers that look random and are the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

function someOf<T>(words: readonly T[], roll: (sides: number) => number): T[] {
  return words.filter(() => roll(3) === 0);
}

function aRelation(roll: (sides: number) => number, index: number): CallerRelation {
  return {
    id: `relation-${index}`,
    client: `client-${roll(4)}`,
    ecdClient: String(roll(9_000)),
    organisation: roll(2) === 0 ? 'vivium' : 'rozelaar',
    role: ROLES[roll(ROLES.length)] ?? 'CONTACT',
    sections: someOf(SECTIONS.slice(0, 2), roll),
    relatedPerson: null,
    validFrom: roll(5) === 0 ? '2026-06-01T00:00:00Z' : '2026-01-01T00:00:00Z',
    validUntil: roll(5) === 0 ? '2026-04-01T00:00:00Z' : null,
    pending: someOf(SIGN_IN_STEPS, roll),
    version: 1,
  };
}

function someFacts(roll: (sides: number) => number): SessionFacts {
  return {
    session: `session-${roll(1_000)}`,
    account: `account-${roll(1_000)}`,
    name: 'Ik',
    relations: Array.from({ length: roll(3) }, (_, index) => aRelation(roll, index)),
    staff: someOf(STAFF_ROLES.slice(0, 2), roll).map((role) => ({ organisation: 'vivium', role })),
    authentication: roll(6) === 0 ? 'SIGNED_ASSERTION' : 'PASSWORD_SMS',
  };
}

function refusals(facts: SessionFacts): string {
  return rows.map((row) => decide(row, facts, undefined, now).refusal ?? '').join(',');
}

describe('the key of a mask', () => {
  it('is shared only by callers who are refused the same fields for the same reasons', () => {
    const roll = dice(20_260_501);
    const byKey = new Map<string, string>();
    let shared = 0;
    for (let count = 0; count < 600; count += 1) {
      const facts = someFacts(roll);
      const key = maskKey(facts, now);
      const known = byKey.get(key);
      const refused = refusals(facts);
      if (known !== undefined) shared += 1;
      expect(refused).toBe(known ?? refused);
      byKey.set(key, refused);
    }
    expect(shared).toBeGreaterThan(150);
  });

  it('tells someone who has not signed in from everybody else', () => {
    const { session, account } = { session: 's', account: 'a' };
    const nobody: SessionFacts = { session, account, name: '', relations: [], staff: [], authentication: 'OIDC' };
    expect(maskKey(null, now)).not.toBe(maskKey(nobody, now));
  });

  it('changes at the moment a relation begins and at the moment it ends, though the facts are the same (V34)', () => {
    const roll = dice(1);
    const timed = {
      ...aRelation(roll, 0),
      validFrom: '2026-05-02T00:00:00.000Z',
      validUntil: '2026-05-03T00:00:00.000Z',
    };
    const facts: SessionFacts = { ...someFacts(roll), relations: [timed] };
    const at = (moment: string): string => maskKey(facts, new Date(moment));
    const before = at('2026-05-01T23:59:59.999Z');
    const during = at('2026-05-02T00:00:00.000Z');
    expect(during).not.toBe(before);
    expect(at('2026-05-02T23:59:59.999Z')).toBe(during);
    expect(at('2026-05-03T00:00:00.000Z')).toBe(before);
    // a clock that is set back does not bring an old answer
    expect(at('2026-05-02T12:00:00.000Z')).toBe(during);
    expect(at('2026-05-01T12:00:00.000Z')).toBe(before);
  });

  it('holds nobody’s id', () => {
    const facts = { ...someFacts(dice(7)), relations: [aRelation(dice(8), 3)] };
    expect(maskKey(facts, now)).not.toMatch(/client-|relation-|account-|session-|vivium|rozelaar/);
  });
});
