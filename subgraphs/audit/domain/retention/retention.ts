/** How long records are kept: at least five years (NEN 7513), longer where an organisation says so. */
import { DateTime } from 'luxon';
import type { Organisations } from '../../../../organisations/policy.js';

/** The shortest of all organisations: before this moment nobody has to keep anything. */
export function shortestKeptSince(organisations: Organisations, now: Date): Date {
  return yearsBefore(now, Math.min(...yearsOf(organisations)));
}

/** The longest of all organisations: what belongs to none, or to one that is no longer there, is kept since then. */
export function longestKeptSince(organisations: Organisations, now: Date): Date {
  return yearsBefore(now, Math.max(...yearsOf(organisations)));
}

/** What an organisation recorded before this moment it need not keep. */
export function keptSince(organisations: Organisations, organisation: string | null, now: Date): Date {
  const policy = organisation === null ? undefined : organisations.get(organisation);
  return policy === undefined ? longestKeptSince(organisations, now) : yearsBefore(now, policy.auditRetentionYears);
}

function yearsOf(organisations: Organisations): number[] {
  return [...organisations.values()].map(({ auditRetentionYears }) => auditRetentionYears);
}

function yearsBefore(now: Date, years: number): Date {
  return DateTime.fromJSDate(now, { zone: 'utc' }).minus({ years }).toJSDate();
}
