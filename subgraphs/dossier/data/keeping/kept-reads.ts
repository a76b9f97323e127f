/**
 * What was read of a client, kept for a moment where the organisation allows it (`ecd.cacheSeconds`) and shared by all
 * copies of the program, sealed per client. It comes after access was decided, so a relation that is withdrawn opens
 * nothing that is kept.
 */
import type { EcdPolicy } from '../../../../organisations/ecd-policy.js';
import type { OrganisationPolicy, Organisations } from '../../../../organisations/policy.js';
import type { ClientRecord, Ecd } from '../../domain/ecd.js';
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
export function keepReads(ecd: Ecd, { id, ecd: policy }: OrganisationPolicy, parts: SealedStoreParts): Ecd {
  if (policy.cacheSeconds === 0) return ecd;
  return {
    get lacks() {
      return ecd.lacks;
    },
    recordOf: (client, signal) => keptRecord(ecd.recordOf(client, signal), new KeptReads(parts, id, client, policy)),
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

  constructor(
    parts: SealedStoreParts,
    organisation: string,
    client: string,
    private readonly policy: EcdPolicy,
  ) {
    const whose = JSON.stringify([organisation, client]);
    this.kept = new SealedStore(parts, `what was read of ${whose}`, policy.cacheSeconds * 1_000);
  }

  async orRead<T>(read: keyof ClientRecord, query: unknown, ask: () => Promise<T>): Promise<T> {
    // what was read by another policy, in which codes may have meant something else, is not found
    const name = JSON.stringify([read, query, this.policy]);
    const found = await this.kept.find(name);
    if (found !== null) return found.content as T;
    const value = await ask();
    await this.kept.put(name, value);
    return value;
  }
}
