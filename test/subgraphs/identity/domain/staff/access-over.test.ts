import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import { loadOrganisations, type OrganisationPolicy } from '../../../../../organisations/policy.js';
import type { LegalBasis } from '../../../../../schema/legal-basis.js';
import { endOf } from '../../../../../subgraphs/identity/domain/relations/relation-end.js';
import type { Relation } from '../../../../../subgraphs/identity/domain/relations/relation.js';
import { accessOver } from '../../../../../subgraphs/identity/domain/staff/access-over.js';

const policies = [...loadOrganisations(join(process.cwd(), 'organisations')).values()];

/** What the lists select by: see `isCurrent` in data/list-query.ts. */
function isOver(
  client: { departedOn: string | null; diedOn: string | null },
  basis: LegalBasis,
  policy: OrganisationPolicy,
  now: Date,
) {
  const { on, lastDay, today, atDeathAtOnce } = accessOver(policy, now);
  const dates = { DEPARTURE: client.departedOn, DEATH: client.diedOn };
  const after = on.some((event) => dates[event] !== null && dates[event] <= lastDay);
  return after || (client.diedOn !== null && client.diedOn < today && atDeathAtOnce.includes(basis));
}

/** Moments around midnight, around both changes of the clock and on a leap day. */
function moments({ timeZone }: OrganisationPolicy): Date[] {
  return ['2026-03-27', '2026-10-23', '2026-06-01', '2028-02-27'].flatMap((start) =>
    [1, 2, 3].flatMap((day) => {
      const midnight = DateTime.fromISO(start, { zone: timeZone }).plus({ days: day }).startOf('day');
      return [-1, 0, 3 * 3600].map((seconds) => midnight.plus({ seconds }).toJSDate());
    }),
  );
}

/** Of which day, basis and moment list and rule say different things. */
function differences(policy: OrganisationPolicy): unknown[] {
  const found: unknown[] = [];
  for (const now of moments(policy)) {
    const today = DateTime.fromJSDate(now, { zone: policy.timeZone });
    for (const back of [-1, 0, 1, 2, 29, 30, 31, 32, 41, 42, 43, 44]) {
      const date = today.minus({ days: back }).toISODate();
      for (const client of [
        { departedOn: date, diedOn: null },
        { departedOn: null, diedOn: date },
      ]) {
        for (const legalBasis of ['SELF', 'CURATORSHIP', 'CHILD'] as const) {
          const relation = { client, legalBasis, endedAt: null, validUntil: null } as unknown as Relation;
          const end = endOf(relation, policy);
          if (isOver(client, legalBasis, policy, now) !== (end !== null && end <= now)) {
            found.push({ client, legalBasis, now });
          }
        }
      }
    }
  }
  return found;
}

describe('the days by which a list knows that access is over (V34, R18)', () => {
  it.each(policies.map((policy) => [policy.id, policy] as const))(
    'are those of the rule itself, around midnight and around a change of the clock: %s',
    (_id, policy) => {
      expect(differences(policy)).toEqual([]);
      expect(
        differences({ ...policy, endOfAccess: { ...policy.endOfAccess, atDeathAtOnce: ['CURATORSHIP'] } }),
      ).toEqual([]);
    },
  );
});
