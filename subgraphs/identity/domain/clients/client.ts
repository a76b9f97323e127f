/** A client of an organisation, as far as identity has to know: until when somebody is in care. */
import { DateTime } from 'luxon';
import type { OrganisationPolicy } from '../../../../organisations/policy.js';

export interface Client {
  id: string;
  organisation: string;
  /** Dates without time, YYYY-MM-DD. */
  departedOn: string | null;
  diedOn: string | null;
}

/** What ends care (V34, R18). */
export type EndOfCare = 'DEPARTURE' | 'DEATH';

export interface Clients {
  find(id: string): Promise<Client | null>;
  /** Forgets the hash of the BSN of clients whose care ended on or before this day. */
  forgetBsn(organisation: string, on: readonly EndOfCare[], lastDay: string): Promise<void>;
}

/** As a step sees them: changed nowhere else. */
export interface ClientsInStep extends Clients {
  /** @param date null: it did not happen after all. */
  recordEndOfCare(id: string, event: EndOfCare, date: string | null): Promise<void>;
}

/** The date where the organisation is. */
export function dateThere({ timeZone }: Pick<OrganisationPolicy, 'timeZone'>, at: Date): string {
  return DateTime.fromJSDate(at, { zone: timeZone }).toFormat('yyyy-MM-dd');
}

/** The last day on which care can have ended when access is over by now; see `endAfterCare`. */
export function lastDayOver(policy: Pick<OrganisationPolicy, 'timeZone' | 'endOfAccess'>, now: Date): string {
  return DateTime.fromISO(dateThere(policy, now), { zone: 'utc' })
    .minus({ days: policy.endOfAccess.after.days + 1 })
    .toFormat('yyyy-MM-dd');
}
