import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Message, MessageQueue, QueuedMessage } from '../domain/messages/message.js';
import { MessageEntity } from './entities/message.entity.js';
import type { Seal } from '../../sealing.js';

/** Copies of the program each claim messages that nobody else has. */
const CLAIM = `
  UPDATE message SET claimed_until = $2, tries = tries + 1 WHERE id IN (
    SELECT id FROM message
    WHERE sent_at IS NULL AND given_up_at IS NULL AND next_try_at <= $1
      AND (claimed_until IS NULL OR claimed_until <= $1) AND ($4::uuid IS NULL OR id = $4)
    ORDER BY next_try_at, id LIMIT $3 FOR UPDATE SKIP LOCKED
  )
  RETURNING id, channel, organisation, account_id AS account, sealed, not_after AS "notAfter", tries`;

type Claimed = Pick<QueuedMessage, 'id' | 'channel' | 'organisation' | 'account' | 'notAfter' | 'tries'>;
type Sealed = Pick<Message, 'to' | 'language' | 'notice'>;

export class MessageTable implements MessageQueue {
  constructor(
    private readonly database: EntityManager,
    private readonly seal: Seal,
  ) {}

  async put({ channel, organisation, account, notAfter, ...sealed }: Message, now: Date): Promise<string> {
    const id = randomUUID();
    await this.table.insert({
      id,
      channel,
      template: sealed.notice.template,
      organisation,
      accountId: account,
      sealed: this.seal.close(id, JSON.stringify(sealed)),
      createdAt: now,
      notAfter,
      nextTryAt: now,
    });
    return id;
  }

  async claim(now: Date, until: Date, most: number, only?: string): Promise<QueuedMessage[]> {
    const parameters = [now, until, most, only ?? null];
    const [rows] = await this.database.query<[(Claimed & { sealed: Buffer })[], number]>(CLAIM, parameters);
    return rows.map(({ sealed, ...row }) => ({
      ...row,
      ...(JSON.parse(this.seal.open(row.id, sealed)) as Sealed),
    }));
  }

  async sent(id: string, at: Date): Promise<void> {
    await this.table.update({ id }, { sentAt: at, claimedUntil: null, sealed: null, failure: null });
  }

  async failed(id: string, at: Date, reason: string, nextTryAt: Date | null): Promise<void> {
    const fate = nextTryAt === null ? { givenUpAt: at } : { nextTryAt };
    await this.table.update({ id }, { ...fate, claimedUntil: null, failure: reason });
  }

  private get table() {
    return this.database.getRepository(MessageEntity);
  }
}
