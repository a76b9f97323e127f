import type { OrganisationPolicy } from '../../../../organisations/policy.js';
import type { LegalBasis } from '../../../../schema/legal-basis.js';
import { dateThere, lastDayOver, type EndOfCare } from '../clients/client.js';

/**
 * By which days in a client's record access is over at this moment: `endOf`, turned round, so that a list can be
 * selected by it without looking at each relation.
 */
export interface AccessOver {
  now: Date;
  /** Access is over when this happened on or before `lastDay`. */
  on: readonly EndOfCare[];
  lastDay: string;
  /** On these bases it is over when death was before `today`. */
  today: string;
  atDeathAtOnce: readonly LegalBasis[];
}

export function accessOver(policy: OrganisationPolicy, now: Date): AccessOver {
  const { on, atDeathAtOnce } = policy.endOfAccess;
  return { now, on, lastDay: lastDayOver(policy, now), today: dateThere(policy, now), atDeathAtOnce };
}
