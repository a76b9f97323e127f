import { IsNull, LessThan, MoreThan, type EntityManager } from 'typeorm';
import type { IncapacitiesInStep, IncapacityFinding } from '../../domain/relations/incapacity.js';
import { IncapacityEntity } from '../entities/incapacity.entity.js';

export class IncapacityTable implements IncapacitiesInStep {
  constructor(private readonly database: EntityManager) {}

  async find(id: string): Promise<IncapacityFinding | null> {
    const row = await this.table.findOneBy({ id });
    return row === null ? null : toFinding(row);
  }

  async ofClient(client: string): Promise<IncapacityFinding[]> {
    const rows = await this.table.find({ where: { clientId: client }, order: { validFrom: 'ASC', id: 'ASC' } });
    return rows.map(toFinding);
  }

  async add({ client, ...finding }: Omit<IncapacityFinding, 'id'>, recordedBy: string): Promise<IncapacityFinding> {
    const { identifiers } = await this.table.insert({ ...finding, clientId: client, recordedBy });
    const { id } = identifiers[0] as { id: string };
    return { ...finding, client, id };
  }

  async end(id: string, at: Date): Promise<IncapacityFinding | null> {
    const begun = { id, validFrom: LessThan(at) };
    const lasting = [
      { ...begun, validUntil: IsNull() },
      { ...begun, validUntil: MoreThan(at) },
    ];
    const { affected } = await this.database
      .createQueryBuilder()
      .update(IncapacityEntity)
      .set({ validUntil: at })
      .where(lasting)
      .execute();
    return affected === 1 ? this.find(id) : null;
  }

  private get table() {
    return this.database.getRepository(IncapacityEntity);
  }
}

export function toFinding(row: IncapacityEntity): IncapacityFinding {
  const { id, clientId, subject, validFrom, validUntil, evidence } = row;
  return { id, client: clientId, subject, validFrom, validUntil, evidence };
}
