import type { EntityManager } from 'typeorm';
import type { Client, ClientsInStep, EndOfCare } from '../../domain/clients/client.js';
import { ClientEntity } from '../entities/client.entity.js';

const FORGET_BSN = `
  UPDATE client SET bsn_hash = NULL
  WHERE organisation = $1 AND bsn_hash IS NOT NULL
    AND (('DEPARTURE' = ANY($2) AND departed_on <= $3) OR ('DEATH' = ANY($2) AND died_on <= $3))`;

export class ClientTable implements ClientsInStep {
  constructor(private readonly database: EntityManager) {}

  async find(id: string): Promise<Client | null> {
    const row = await this.database.getRepository(ClientEntity).findOneBy({ id });
    if (row === null) return null;
    const { organisation, departedOn, diedOn } = row;
    return { id, organisation, departedOn, diedOn };
  }

  async recordEndOfCare(id: string, event: EndOfCare, date: string | null): Promise<void> {
    const dates = event === 'DEATH' ? { diedOn: date } : { departedOn: date };
    await this.database.update(ClientEntity, { id }, dates);
  }

  async forgetBsn(organisation: string, on: readonly EndOfCare[], lastDay: string): Promise<void> {
    await this.database.query(FORGET_BSN, [organisation, on, lastDay]);
  }
}
