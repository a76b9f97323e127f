import { randomUUID } from 'node:crypto';
import { IsNull, type EntityManager } from 'typeorm';
import type { FailureReason } from '../../domain/messages/delivery-failure.js';
import {
  firstTryAt,
  isBulk,
  type Claim,
  type Message,
  type MessageQueue,
  type QueuedMessage,
} from '../../domain/messages/message.js';
import { MessageEntity } from '../entities/message.entity.js';
import type { Seal } from '../../../sealing.js';

/** Copies of the program each claim messages that nobody else has. */
const CLAIM = `
  WITH due AS (
    SELECT id, claimed_until IS NOT NULL AS "wasInterrupted" FROM message
    WHERE sent_at IS NULL AND given_up_at IS NULL AND next_try_at <= $5
      AND (claimed_until IS NULL OR claimed_until <= $1) AND ($4::uuid IS NULL OR id = $4)
    ORDER BY bulk, next_try_at, id LIMIT $3 FOR UPDATE SKIP LOCKED
  )
  UPDATE message SET claimed_until = $2, tries = tries + 1 FROM due WHERE message.id = due.id
  RETURNING message.id, channel, organisation, account_id AS account, sealed, not_after AS "notAfter", tries,
    "wasInterrupted"`;

type Sealed = Pick<Message, 'to' | 'language' | 'notice'>;
type Row = Omit<QueuedMessage, keyof Sealed> & { sealed: Buffer };

export class MessageTable implements MessageQueue {
  constructor(
    private readonly database: EntityManager,
    private readonly seal: Seal,
  ) {}

  async put(message: Message, now: Date): Promise<string> {
    const { channel, organisation, account, notAfter, ...sealed } = message;
    const id = randomUUID();
    await this.table.insert({
      id,
      channel,
      template: sealed.notice.template,
      bulk: isBulk(sealed.notice),
      organisation,
      accountId: account,
      sealed: this.seal.close(id, JSON.stringify(sealed)),
      createdAt: now,
      notAfter,
      nextTryAt: firstTryAt(message, now),
    });
    return id;
  }

  async claim(now: Date, until: Date, most: number, only?: string): Promise<QueuedMessage[]> {
    const parameters = [now, until, most, only ?? null, only === undefined ? now : 'infinity'];
    const [rows] = await this.database.query<[Row[], number]>(CLAIM, parameters);
    return (await Promise.all(rows.map((row) => this.open(row, now)))).filter((message) => message !== null);
  }

  async sent(claim: Claim, at: Date): Promise<void> {
    await this.table.update(held(claim), { sentAt: at, claimedUntil: null, sealed: null, failure: null });
  }

  async tryLater(claim: Claim, failure: FailureReason, at: Date): Promise<void> {
    await this.table.update(held(claim), { nextTryAt: at, claimedUntil: null, failure });
  }

  async giveUp(claim: Claim, failure: FailureReason, at: Date, isOver: boolean): Promise<void> {
    const forgotten = isOver ? { sealed: null } : {};
    await this.table.update(held(claim), { givenUpAt: at, claimedUntil: null, failure, ...forgotten });
  }

  /** One that cannot be opened, as with another key, is given up: it must not hold up the others. */
  private async open({ sealed, ...row }: Row, now: Date): Promise<QueuedMessage | null> {
    try {
      return { ...row, ...(JSON.parse(this.seal.open(row.id, sealed)) as Sealed) };
    } catch {
      await this.giveUp(row, 'UNKNOWN', now, true);
      return null;
    }
  }

  private get table() {
    return this.database.getRepository(MessageEntity);
  }
}

/** Another one who took it over meanwhile has raised the number of tries. */
function held({ id, tries }: Claim) {
  return { id, tries, sentAt: IsNull(), givenUpAt: IsNull() };
}
