import { In, IsNull, type EntityManager } from 'typeorm';
import type { BsnConfirmations, CountedTry } from '../../domain/first-steps/bsn-confirmations.js';
import { RelationEntity } from '../entities/relation.entity.js';

/** The rows are locked in the order of their ids, so that two tries of one account wait for each other and no more. */
const COUNT_TRY = `
  UPDATE relation SET bsn_tries = bsn_tries + 1 FROM client
  WHERE client.id = relation.client_id AND relation.bsn_tries < 3 AND relation.id IN (
    SELECT id FROM relation
    WHERE id = ANY($1) AND bsn_confirmed_at IS NULL AND ended_at IS NULL AND bsn_tries < 3
    ORDER BY id FOR UPDATE
  )
  RETURNING relation.id AS relation, client.bsn_hash AS "bsnHash"`;

export class BsnConfirmationTable implements BsnConfirmations {
  constructor(private readonly database: EntityManager) {}

  async countTry(relations: string[]): Promise<CountedTry[]> {
    const [counted] = await this.database.query<[CountedTry[], number]>(COUNT_TRY, [relations]);
    return counted;
  }

  async confirm(relations: string[], others: string[], at: Date): Promise<void> {
    await this.database.transaction(async (manager) => {
      const table = manager.getRepository(RelationEntity);
      await table.update({ id: In(relations), bsnConfirmedAt: IsNull() }, { bsnConfirmedAt: at });
      await table.update({ id: In(others) }, { bsnTries: () => 'greatest(bsn_tries - 1, 0)' });
    });
  }

  async release(relation: string): Promise<boolean> {
    const waiting = { id: relation, bsnConfirmedAt: IsNull(), endedAt: IsNull() };
    const { affected } = await this.database.update(RelationEntity, waiting, { bsnTries: 0 });
    return affected === 1;
  }
}
