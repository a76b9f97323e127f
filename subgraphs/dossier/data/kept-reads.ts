/**
 * What was read of a client, kept for a moment where the organisation allows it (`ecd.cacheSeconds`) and shared by all
 * copies of the program. It comes after access was decided, so a relation that is withdrawn opens nothing that is kept;
 * it is sealed per client, and its keys say nothing about whom or what they are.
 */
import { createHmac, hkdfSync } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import type { OrganisationPolicy, Organisations } from '../../../organisations/policy.js';
import type { Log } from '../../../program/log.js';
import type { Store } from '../../../program/store.js';
import { Seal } from '../../sealing.js';
import type { ClientRecord, Ecd } from '../domain/ecd.js';

export interface KeptReadsParts {
  store: Store;
  /** The subgraph's own. */
  sealingKey: Buffer;
  log: Log;
}

/** Each organisation's ECD, what is read of it kept as that organisation's policy allows. */
export function keptWhereAllowed(
  ecds: ReadonlyMap<string, Ecd>,
  organisations: Organisations,
  parts: KeptReadsParts,
): ReadonlyMap<string, Ecd> {
  return new Map(
    [...ecds].map(([id, ecd]) => {
      const policy = organisations.get(id);
      return [id, policy === undefined ? ecd : keepReads(ecd, policy, parts)];
    }),
  );
}

/** @returns the ECD itself where nothing may be kept. */
export function keepReads(ecd: Ecd, { id, ecd: { cacheSeconds } }: OrganisationPolicy, parts: KeptReadsParts): Ecd {
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
  private readonly use: string;
  private readonly seal: Seal;

  constructor(
    private readonly parts: KeptReadsParts,
    organisation: string,
    client: string,
    private readonly ttlMs: number,
  ) {
    this.use = `what was read of ${JSON.stringify([organisation, client])}`;
    this.seal = new Seal(parts.sealingKey, this.use);
  }

  async orRead<T>(read: keyof ClientRecord, query: unknown, ask: () => Promise<T>): Promise<T> {
    const key = this.keyOf(read, query);
    const found = await this.find(key);
    if (found !== null) return found.value as T;
    const value = await ask();
    await this.put(key, { value });
    return value;
  }

  /** What cannot be got or opened was not kept: the ECD is asked. */
  private async find(key: string): Promise<{ value: unknown } | null> {
    try {
      const sealed = await this.parts.store.get(key);
      if (sealed === null) return null;
      const content = this.seal.open(key, Buffer.from(sealed, 'base64'));
      return deserialize(Buffer.from(content, 'base64')) as { value: unknown };
    } catch (error) {
      this.parts.log.warn({ reason: reasonOf(error) }, 'what was kept of a dossier cannot be read');
      return null;
    }
  }

  private async put(key: string, kept: object): Promise<void> {
    try {
      const sealed = this.seal.close(key, serialize(kept).toString('base64'));
      await this.parts.store.set(key, sealed.toString('base64'), this.ttlMs);
    } catch (error) {
      this.parts.log.warn({ reason: reasonOf(error) }, 'what was read of a dossier cannot be kept');
    }
  }

  private keyOf(read: string, query: unknown): string {
    const secret = Buffer.from(hkdfSync('sha256', this.parts.sealingKey, Buffer.alloc(0), `${this.use}: keys`, 32));
    return `kept-read:${createHmac('sha256', secret)
      .update(JSON.stringify([read, query]))
      .digest('base64url')}`;
  }
}

function reasonOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return String(code ?? name);
}
