import type { EntityManager } from 'typeorm';
import type { Incapacities, IncapacityFinding } from '../domain/relations/incapacity.js';
import { IncapacityEntity } from './entities/incapacity.entity.js';

export class IncapacityTable implements Incapacities {
  constructor(private readonly database: EntityManager) {}

  async find(id: string): Promise<IncapacityFinding | null> {
    const row = await this.database.getRepository(IncapacityEntity).findOneBy({ id });
    return row === null ? null : toFinding(row);
  }
}

export function toFinding(row: IncapacityEntity): IncapacityFinding {
  const { id, clientId, subject, validFrom, validUntil, evidence } = row;
  return { id, client: clientId, subject, validFrom, validUntil, evidence };
}
