import type { EntityManager } from 'typeorm';
import type { TermsAnnouncements, ToAnnounce } from '../../domain/terms/terms-announcements.js';
import { TermsAnnouncementEntity } from '../entities/terms-announcement.entity.js';

/** Leaves out what the end of care has closed; whoever remains is judged one by one. */
const UNTOLD = `
  SELECT DISTINCT relation.account_id AS account FROM relation JOIN client ON client.id = relation.client_id
  WHERE client.organisation = $1 AND relation.ended_at IS NULL
    AND (relation.valid_until IS NULL OR relation.valid_until > $3)
    AND NOT coalesce('DEPARTURE' = ANY($6) AND departed_on <= $7, FALSE)
    AND NOT coalesce('DEATH' = ANY($6) AND died_on <= $7, FALSE)
    AND relation.account_id > $4 AND NOT EXISTS (
      SELECT FROM terms_announcement told
      WHERE told.account_id = relation.account_id AND told.organisation = $1 AND told.version = $2
    )
  ORDER BY account LIMIT $5`;

export class TermsAnnouncementTable implements TermsAnnouncements {
  constructor(private readonly database: EntityManager) {}

  async untold({ organisation, version, care }: ToAnnounce, now: Date, after: string, most: number): Promise<string[]> {
    const parameters = [organisation, version, now, after, most, care.on, care.lastDay];
    const rows = await this.database.query<{ account: string }[]>(UNTOLD, parameters);
    return rows.map(({ account }) => account);
  }

  async add({ organisation, version }: ToAnnounce, account: string, at: Date): Promise<boolean> {
    const result = await this.database
      .createQueryBuilder()
      .insert()
      .into(TermsAnnouncementEntity)
      .values({ accountId: account, organisation, version, announcedAt: at })
      .orIgnore()
      .returning('version')
      .execute();
    return (result.raw as unknown[]).length === 1;
  }
}
