import type { EntityManager } from 'typeorm';
import type { Deletions } from '../../domain/upkeep/deletions.js';

const CANDIDATES = `
  SELECT DISTINCT relation.account_id AS account FROM relation JOIN client ON client.id = relation.client_id
  WHERE client.organisation = $1 AND (departed_on IS NOT NULL OR died_on IS NOT NULL)
    AND (('DEPARTURE' = ANY($2) AND departed_on <= $3) OR ('DEATH' = ANY($2) AND died_on <= $3))
    AND relation.account_id > $4
  ORDER BY account LIMIT $5`;

const IS_STAFF = `
  SELECT EXISTS (
    SELECT FROM staff_assignment WHERE account_id = $1 AND (valid_until IS NULL OR valid_until > $2)
  ) AS found`;

/** What hangs on an account goes with it by its foreign keys. Messages have none: they outlive what they tell of. */
const DELETE_ACCOUNT = ['DELETE FROM message WHERE account_id = $1', 'DELETE FROM account WHERE id = $1'];

const DELETE_WITHIN = [
  'DELETE FROM message WHERE account_id = $1 AND organisation = $2',
  `DELETE FROM relation USING client
    WHERE client.id = relation.client_id AND relation.account_id = $1 AND client.organisation = $2`,
  'DELETE FROM terms_acceptance WHERE account_id = $1 AND organisation = $2',
  'DELETE FROM terms_announcement WHERE account_id = $1 AND organisation = $2',
  'DELETE FROM news_mail_turn WHERE account_id = $1 AND organisation = $2',
];

export class DeletionTable implements Deletions {
  constructor(private readonly database: EntityManager) {}

  async candidates(
    { organisation, on, lastDay }: Parameters<Deletions['candidates']>[0],
    after: string,
    most: number,
  ): Promise<string[]> {
    const parameters = [organisation, on, lastDay, after, most];
    const rows = await this.database.query<{ account: string }[]>(CANDIDATES, parameters);
    return rows.map(({ account }) => account);
  }

  async isStaff(account: string, now: Date): Promise<boolean> {
    const [row] = await this.database.query<{ found: boolean }[]>(IS_STAFF, [account, now]);
    return row?.found === true;
  }

  async deleteAccount(account: string): Promise<void> {
    for (const statement of DELETE_ACCOUNT) await this.database.query(statement, [account]);
  }

  async deleteWithin(account: string, organisation: string): Promise<void> {
    for (const statement of DELETE_WITHIN) await this.database.query(statement, [account, organisation]);
  }
}
