import { IsNull, type EntityManager } from 'typeorm';
import type { ClientCriteria, ClientRegisterInStep, RegisteredClient } from '../../domain/clients/client-register.js';
import type { AccessOver } from '../../domain/staff/access-over.js';
import type { TextPageRequest } from '../../domain/text-order.js';
import { ClientEntity } from '../entities/client.entity.js';
import { RelationEntity } from '../entities/relation.entity.js';
import { isCurrent, ListQuery } from './list-query.js';

/** Of the table client, at the moment that is at this place in the statement. */
const isIncapacitated = (now: string): string => `EXISTS (SELECT FROM incapacity
  WHERE incapacity.client_id = client.id AND subject = 'DOSSIER_ACCESS' AND valid_from <= ${now}
    AND (valid_until IS NULL OR valid_until > ${now}))`;

const told = (now: string): string => `
  client.id, organisation, ecd_client_id AS "ecdClientId", departed_on::text AS "departedOn", died_on::text AS "diedOn",
  bsn_hash IS NOT NULL AS "bsnKnown", ${isIncapacitated(now)} AS "isIncapacitated"`;

const ECD_ID = 'ecd_client_id COLLATE "C"';

export class ClientRegisterTable implements ClientRegisterInStep {
  constructor(private readonly database: EntityManager) {}

  async add(client: Parameters<ClientRegisterInStep['add']>[0]): Promise<string | null> {
    const added = await this.clients.createQueryBuilder().insert().values(client).orIgnore().returning('id').execute();
    return (added.raw as { id: string }[])[0]?.id ?? null;
  }

  async find(organisation: string, id: string, now: Date): Promise<RegisteredClient | null> {
    const [row] = await this.database.query<RegisteredClient[]>(
      `SELECT ${told('$3')} FROM client WHERE organisation = $1 AND id = $2`,
      [organisation, id, now],
    );
    return row ?? null;
  }

  async list(
    organisation: string,
    { text, inCare, incapacitated, withoutAccount }: ClientCriteria,
    over: AccessOver,
    page: TextPageRequest,
  ): Promise<RegisteredClient[]> {
    const query = new ListQuery();
    query.where(`organisation = ${query.give(organisation)}`);
    const now = query.give(over.now);
    const flag = (asked: boolean | null, condition: () => string): void => {
      if (asked !== null) query.where(asked ? `(${condition()})` : `NOT (${condition()})`);
    };
    if (text !== null) query.where(`${ECD_ID} ^@ ${query.give(text)}`);
    flag(inCare, () => {
      const today = query.give(over.today);
      return `(departed_on IS NULL OR departed_on > ${today}::date) AND died_on IS NULL`;
    });
    flag(incapacitated, () => isIncapacitated(now));
    flag(
      withoutAccount,
      () => `NOT EXISTS (SELECT FROM relation WHERE relation.client_id = client.id AND ${isCurrent(query, over)})`,
    );
    const order = query.page(ECD_ID, 'client.id', page);
    const statement = `SELECT ${told(now)} FROM client WHERE ${query.conditionsInAll} ${order}`;
    return this.database.query<RegisteredClient[]>(statement, query.parameters);
  }

  async changeBsn(id: string, bsnHash: Buffer): Promise<boolean> {
    const { affected } = await this.clients
      .createQueryBuilder()
      .update()
      .set({ bsnHash })
      .where('id = :id AND bsn_hash IS DISTINCT FROM :bsnHash', { id, bsnHash })
      .execute();
    if (affected !== 1) return false;
    const anew = { bsnConfirmedAt: null, bsnTries: 0, version: () => 'version + 1' };
    await this.database.update(RelationEntity, { clientId: id, endedAt: IsNull() }, anew);
    return true;
  }

  private get clients() {
    return this.database.getRepository(ClientEntity);
  }
}
