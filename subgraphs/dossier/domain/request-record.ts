/**
 * A client's record as one operation reads it: the same thing is read once, nobody waits longer than the time limit,
 * and a failing ECD is one section's error, not the answer's.
 */
import type { Category } from '../../../schema/access-matrix.js';
import { DomainError } from '../../domain-error.js';
import type { ClientRecord } from './ecd.js';
import { SECTION_OF_REPORT_TYPE } from '../../../schema/report-type.js';

export interface RequestRecordOptions {
  /** The record; the signal ends all that is being read of it. */
  recordUntil: (signal: AbortSignal) => ClientRecord;
  /** Fires when the caller has gone. */
  signal: AbortSignal;
  /** For all of the record that the operation reads, from now. */
  timeLimitMs: number;
  /** Is told once of each read that failed. */
  onFailure: (categories: Category[], cause: unknown) => void;
}

export function requestRecord({ recordUntil, signal, timeLimitMs, onFailure }: RequestRecordOptions): ClientRecord {
  const reads = new Map<string, Promise<unknown>>();
  const ends = AbortSignal.any([signal, AbortSignal.timeout(timeLimitMs)]);
  const record = recordUntil(ends);

  function once<T>(
    name: keyof ClientRecord,
    query: unknown,
    categories: Category[],
    read: () => Promise<T>,
  ): Promise<T> {
    const key = `${name} ${JSON.stringify(query)}`;
    const earlier = reads.get(key);
    if (earlier !== undefined) return earlier as Promise<T>;
    const reading = untilEnd(read, ends).catch((error: unknown) => {
      if (error instanceof DomainError) throw error;
      onFailure(categories, error);
      throw new DomainError('ECD_UNAVAILABLE', {}, { cause: error });
    });
    reads.set(key, reading);
    return reading;
  }

  return {
    person: () => once('person', null, ['IDENTIFICATION'], () => record.person()),
    careTeam: () => once('careTeam', null, ['CARE_TEAM'], () => record.careTeam()),
    relatedPersons: () => once('relatedPersons', null, ['CONTACTS'], () => record.relatedPersons()),
    reports: (query) => {
      const sections = new Set(query.types.map((type) => SECTION_OF_REPORT_TYPE[type]));
      return once('reports', query, [...sections], () => record.reports(query));
    },
    carePlan: () => once('carePlan', null, ['CARE_PLAN'], () => record.carePlan()),
    appointments: (query) => once('appointments', query, ['APPOINTMENTS'], () => record.appointments(query)),
    personProfile: () => once('personProfile', null, ['PERSON_PROFILE'], () => record.personProfile()),
    lifeStory: () => once('lifeStory', null, ['LIFE_STORY'], () => record.lifeStory()),
    wellbeingActivities: (query) =>
      once('wellbeingActivities', query, ['WELLBEING_ACTIVITIES'], () => record.wellbeingActivities(query)),
    legalSituations: () => once('legalSituations', null, ['LEGAL_SITUATIONS'], () => record.legalSituations()),
    changes: (query) => once('changes', query, query.sections, () => record.changes(query)),
  };
}

/** Nobody waits any more: the caller has gone, or time is up. */
class ReadEnded extends Error {
  readonly code: 'CALLER_GONE' | 'ECD_TOO_SLOW';

  constructor({ reason }: AbortSignal) {
    super('what was read of the ECD did not come in time', { cause: reason });
    this.code = (reason as Error).name === 'TimeoutError' ? 'ECD_TOO_SLOW' : 'CALLER_GONE';
  }
}

/** The reading itself should end with the signal; one that does not is waited for no longer either. */
async function untilEnd<T>(read: () => Promise<T>, ends: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () => reject(new ReadEnded(ends));
    if (ends.aborted) {
      end();
      return;
    }
    ends.addEventListener('abort', end, { once: true });
    Promise.resolve()
      .then(read)
      .then(resolve, reject)
      .finally(() => ends.removeEventListener('abort', end));
  });
}
