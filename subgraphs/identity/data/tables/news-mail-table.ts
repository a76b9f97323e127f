import type { EntityManager } from 'typeorm';
import type { NewsMail, NewsMails, TakenTurn, Turn } from '../../domain/news/news-mail.js';

const CHOOSE = `
  UPDATE account SET news_mail = $2, news_mail_chosen_at = $3 WHERE id = $1 AND news_mail <> $2 RETURNING id`;

/** Leaves out what has ended for certain; whoever remains is judged one by one. */
const DUE = `
  SELECT account.id FROM account LEFT JOIN news_mail_turn turn ON turn.account_id = account.id AND turn.organisation = $1
  WHERE news_mail <> 'NEVER' AND (turn.due_at IS NULL OR turn.due_at <= $2) AND EXISTS (
    SELECT FROM relation JOIN client ON client.id = relation.client_id
    WHERE relation.account_id = account.id AND client.organisation = $1 AND relation.ended_at IS NULL
      AND (relation.valid_until IS NULL OR relation.valid_until > $2)
      AND NOT coalesce('DEPARTURE' = ANY($3) AND departed_on <= $4, FALSE)
      AND NOT coalesce('DEATH' = ANY($3) AND died_on <= $4, FALSE)
  )
  ORDER BY turn.due_at NULLS FIRST, account.id LIMIT $5`;

/** One statement, so that of several copies one takes it. */
const TAKE = `
  INSERT INTO news_mail_turn AS turn (account_id, organisation, due_at) VALUES ($1, $2, $4)
  ON CONFLICT (account_id, organisation) DO UPDATE SET due_at = $4 WHERE turn.due_at <= $3
  RETURNING greatest(
    sent_at,
    (SELECT news_mail_chosen_at FROM account WHERE id = $1),
    (SELECT max(created_at) FROM session WHERE session.account_id = $1)
  ) AS since`;

const END = `
  UPDATE news_mail_turn SET due_at = $4, sent_at = coalesce($5, sent_at)
  WHERE account_id = $1 AND organisation = $2 AND due_at = $3 RETURNING account_id`;

export class NewsMailTable implements NewsMails {
  constructor(private readonly database: EntityManager) {}

  async choose(account: string, choice: NewsMail, at: Date): Promise<boolean> {
    const [rows] = await this.database.query<[unknown[], number]>(CHOOSE, [account, choice, at]);
    return rows.length === 1;
  }

  async due(
    organisation: string,
    { on, lastDay }: Parameters<NewsMails['due']>[1],
    now: Date,
    most: number,
  ): Promise<string[]> {
    const rows = await this.database.query<{ id: string }[]>(DUE, [organisation, now, on, lastDay, most]);
    return rows.map(({ id }) => id);
  }

  async take({ account, organisation }: Turn, now: Date, takenUntil: Date): Promise<TakenTurn | null> {
    const parameters = [account, organisation, now, takenUntil];
    const [row] = await this.database.query<{ since: Date }[]>(TAKE, parameters);
    return row === undefined ? null : { account, organisation, takenUntil, since: row.since };
  }

  async end({ account, organisation, takenUntil }: TakenTurn, nextAt: Date, sentAt: Date | null): Promise<boolean> {
    const parameters = [account, organisation, takenUntil, nextAt, sentAt];
    const [rows] = await this.database.query<[unknown[], number]>(END, parameters);
    return rows.length === 1;
  }
}
