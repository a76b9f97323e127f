import type { EntityManager } from 'typeorm';
import type { EndingAccess } from '../../domain/upkeep/ending-access.js';

const UNTOLD = `
  SELECT id FROM relation
  WHERE extra_reason IS NOT NULL AND ended_at IS NULL AND valid_until > $1 AND valid_until <= $2
    AND end_told_for IS DISTINCT FROM valid_until
  ORDER BY valid_until, id LIMIT $3`;

const MARK_TOLD = `
  UPDATE relation SET end_told_for = valid_until
  WHERE id = $1 AND ended_at IS NULL AND end_told_for IS DISTINCT FROM valid_until RETURNING id`;

export class EndingAccessTable implements EndingAccess {
  constructor(private readonly database: EntityManager) {}

  async endingUntold(from: Date, until: Date, most: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }[]>(UNTOLD, [from, until, most]);
    return rows.map(({ id }) => id);
  }

  async markTold(relation: string): Promise<boolean> {
    const [rows] = await this.database.query<[unknown[], number]>(MARK_TOLD, [relation]);
    return rows.length === 1;
  }
}
