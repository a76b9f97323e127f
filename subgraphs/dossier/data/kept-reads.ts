/**
 * What was read of a client, kept for a moment where the organisation allows it (`ecd.cacheSeconds`) and shared by all
 * copies of the program, sealed per client. It comes after access was decided, so a relation that is withdrawn opens
 * nothing that is kept.
 */
import { deserialize, serialize } from 'node:v8';
import type { OrganisationPolicy, Organisations } from '../../../organisations/policy.js';
import type { ClientRecord, Ecd } from '../domain/ecd.js';
import { SealedStore, type SealedStoreParts } from './sealed-store.js';

/** Each organisation's ECD, what is read of it kept as that organisation's policy allows. */
export function keptWhereAllowed(
  ecds: ReadonlyMap<string, Ecd>,
  organisations: Organisations,
  parts: SealedStoreParts,
): ReadonlyMap<string, Ecd> {
  return new Map(
    [...ecds].map(([id, ecd]) => {
      const policy = organisations.get(id);
      return [id, policy === undefined ? ecd : keepReads(ecd, policy, parts)];
    }),
  );
}

/** @returns the ECD itself where nothing may be kept. */
export function keepReads(ecd: Ecd, { id, ecd: { cacheSeconds } }: OrganisationPolicy, parts: SealedStoreParts): Ecd {
  if (cacheSeconds === 0) return ecd;
  return {
    get lacks() {
      return ecd.lacks;
    },
    recordOf: (client, signal) =>
      keptRecord(ecd.recordOf(client, signal), new KeptReads(parts, id, client, cacheSeconds * 1_000)),
  };
}

/** What changed is never kept: whoever asks wants to know what is new. Nor what was searched for, which is rarely asked twice. */
function keptRecord(record: ClientRecord, kept: KeptReads): ClientRecord {
  return {
    person: () => kept.orRead('person', null, () => record.person()),
    careTeam: () => kept.orRead('careTeam', null, () => record.careTeam()),
    relatedPersons: () => kept.orRead('relatedPersons', null, () => record.relatedPersons()),
    reports: (query) =>
      query.text === null ? kept.orRead('reports', query, () => record.reports(query)) : record.reports(query),
    carePlan: () => kept.orRead('carePlan', null, () => record.carePlan()),
    appointments: (query) => kept.orRead('appointments', query, () => record.appointments(query)),
    personProfile: () => kept.orRead('personProfile', null, () => record.personProfile()),
    lifeStory: () => kept.orRead('lifeStory', null, () => record.lifeStory()),
    wellbeingActivities: (query) => kept.orRead('wellbeingActivities', query, () => record.wellbeingActivities(query)),
    legalSituations: () => kept.orRead('legalSituations', null, () => record.legalSituations()),
    changes: (query) => record.changes(query),
  };
}

class KeptReads {
  private readonly kept: SealedStore;

  constructor(parts: SealedStoreParts, organisation: string, client: string, ttlMs: number) {
    this.kept = new SealedStore(parts, `what was read of ${JSON.stringify([organisation, client])}`, ttlMs);
  }

  async orRead<T>(read: keyof ClientRecord, query: unknown, ask: () => Promise<T>): Promise<T> {
    const name = JSON.stringify([read, query]);
    const found = await this.kept.find(name);
    if (found !== null) return (deserialize(found) as { value: T }).value;
    const value = await ask();
    await this.kept.put(name, serialize({ value }));
    return value;
  }
}
