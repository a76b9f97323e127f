import { IsNull, Not, type EntityManager, type FindOptionsWhere } from 'typeorm';
import type { PageRequest } from '../../../connection.js';
import type { UndeliveredMessage, UndeliveredMessagesInStep } from '../../domain/messages/undelivered.js';
import { MessageEntity } from '../entities/message.entity.js';

export class UndeliveredTable implements UndeliveredMessagesInStep {
  constructor(private readonly database: EntityManager) {}

  async list(organisation: string, { first, after }: PageRequest): Promise<UndeliveredMessage[]> {
    const query = this.table
      .createQueryBuilder('message')
      .where({ organisation, ...LISTED })
      .orderBy('message.givenUpAt', 'DESC')
      .addOrderBy('message.id', 'DESC')
      .take(first + 1);
    if (after !== null) {
      query.andWhere('(message.givenUpAt, message.id) < (:time, :id)', { time: new Date(after.time), id: after.id });
    }
    return (await query.getMany()).map(toUndelivered);
  }

  async find(id: string): Promise<UndeliveredMessage | null> {
    const row = await this.table.findOneBy({ id, ...LISTED });
    return row === null ? null : toUndelivered(row);
  }

  async retry(id: string, now: Date): Promise<boolean> {
    const again = { givenUpAt: null, failure: null, tries: 0, nextTryAt: now };
    const { affected } = await this.table.update({ id, sealed: Not(IsNull()), ...LISTED }, again);
    return affected === 1;
  }

  async discard(id: string, now: Date): Promise<boolean> {
    const { affected } = await this.table.update({ id, ...LISTED }, { discardedAt: now, sealed: null });
    return affected === 1;
  }

  private get table() {
    return this.database.getRepository(MessageEntity);
  }
}

const LISTED: FindOptionsWhere<MessageEntity> = { givenUpAt: Not(IsNull()), discardedAt: IsNull() };

function toUndelivered({ accountId, givenUpAt, failure, ...row }: MessageEntity): UndeliveredMessage {
  const { id, organisation, channel, template, createdAt, notAfter, tries } = row;
  return {
    id,
    organisation,
    channel,
    template,
    createdAt,
    notAfter,
    tries,
    account: accountId,
    givenUpAt: givenUpAt ?? createdAt,
    failure: failure ?? 'UNKNOWN',
  };
}
