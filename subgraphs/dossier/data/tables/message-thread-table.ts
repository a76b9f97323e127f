import type { EntityManager } from 'typeorm';
import type { PageRequest } from '../../../connection.js';
import type { Side } from '../../domain/acting.js';
import type { Hiding } from '../../domain/written.js';
import type {
  MessageThread,
  MessageThreadsInStep,
  NewMessage,
  NewThread,
  ThreadMessage,
} from '../../domain/messages/message-thread.js';
import { ClientSeal } from './client-seal.js';
import { MessageThreadEntity } from '../entities/message-thread.entity.js';
import { ThreadMessageEntity } from '../entities/thread-message.entity.js';
import { columnsOf, hiddenOf, SHOWN } from './hiding-columns.js';
import { nameOf, sealedName } from './writer-names.js';

/** A thread with, for each side, how many messages of the other it has not read; hidden ones do not count. */
const THREAD = `
  SELECT thread.id, thread.organisation, thread.client_id AS "clientId", thread.account_id AS "accountId", thread.role,
    thread.sealed, thread.name_sealed AS "nameSealed", thread.recipient, thread.started_at AS "startedAt", thread.last_message_at AS "lastMessageAt",
    thread.user_read_at AS "userReadAt", thread.staff_read_at AS "staffReadAt",
    (SELECT count(*) FILTER (WHERE role = 'STAFF' AND sent_at > coalesce(thread.user_read_at, '-infinity')) || ' '
      || count(*) FILTER (WHERE role <> 'STAFF' AND sent_at > coalesce(thread.staff_read_at, '-infinity'))
      FROM thread_message WHERE thread_id = thread.id AND hidden_at IS NULL) AS unread
  FROM message_thread AS thread`;

const PAGE = `
    AND ($1::timestamptz IS NULL OR (thread.last_message_at, thread.id) < ($1, $2::uuid))
  ORDER BY thread.last_message_at DESC, thread.id DESC LIMIT $3`;

const LAST_UNREAD = `
  SELECT max(sent_at) AS at FROM message_thread AS thread JOIN thread_message AS message ON thread_id = thread.id
  WHERE client_id = $1 AND thread.account_id = $2 AND message.role = 'STAFF' AND hidden_at IS NULL
    AND sent_at > greatest($3::timestamptz, user_read_at)`;

const READ_COLUMN = { USER: 'user_read_at', STAFF: 'staff_read_at' } as const satisfies Record<Side, string>;

type Row = MessageThreadEntity & { unread: string };

export class MessageThreadTable implements MessageThreadsInStep {
  constructor(
    private readonly database: EntityManager,
    private readonly key: Buffer,
  ) {}

  async find(id: string): Promise<MessageThread | null> {
    return this.only('WHERE thread.id = $1', id);
  }

  async findByMessage(messageId: string): Promise<MessageThread | null> {
    return this.only('WHERE thread.id = (SELECT thread_id FROM thread_message WHERE id = $1)', messageId);
  }

  async ofAccount(client: string, account: string, page: PageRequest): Promise<MessageThread[]> {
    return this.page('WHERE thread.client_id = $4 AND thread.account_id = $5', page, [client, account]);
  }

  async ofOrganisation(organisation: string, page: PageRequest): Promise<MessageThread[]> {
    return this.page('WHERE thread.organisation = $4', page, [organisation]);
  }

  async lastUnreadOf(client: string, account: string, since: Date): Promise<Date | null> {
    const [row] = await this.database.query<{ at: Date | null }[]>(LAST_UNREAD, [client, account, since]);
    return row?.at ?? null;
  }

  async messagesOf({ id, client }: MessageThread, { first, after }: PageRequest): Promise<ThreadMessage[]> {
    const query = this.database
      .getRepository(ThreadMessageEntity)
      .createQueryBuilder('message')
      .where('message.threadId = :id', { id })
      .orderBy('message.sentAt', 'DESC')
      .addOrderBy('message.id', 'DESC')
      .limit(first + 1);
    if (after !== null) query.andWhere('(message.sent_at, message.id) < (:time, :message)', placeOf(after));
    const seal = new ClientSeal(this.key, client);
    return (await query.getMany()).map((row) => toMessage(row, seal));
  }

  async start(thread: NewThread, first: NewMessage): Promise<MessageThread> {
    const { id, client, startedBy, recipient, title, startedAt } = thread;
    const seal = new ClientSeal(this.key, client);
    return this.changed(id, async (manager) => {
      await manager.insert(MessageThreadEntity, {
        id,
        organisation: thread.organisation,
        clientId: client,
        accountId: startedBy.account,
        role: startedBy.role as MessageThreadEntity['role'],
        recipient: recipient.role,
        sealed: seal.close(id, { title, recipient: recipient.name }),
        nameSealed: await sealedName(manager, seal, id, startedBy),
        startedAt,
        lastMessageAt: startedAt,
      });
      await this.insert(manager, thread, first);
    });
  }

  async reply(thread: MessageThread, message: NewMessage): Promise<MessageThread> {
    return this.changed(thread.id, async (manager) => {
      await this.insert(manager, thread, message);
      await latest(manager, thread, 'last_message_at', message.sentAt);
    });
  }

  async markRead(thread: MessageThread, side: Side): Promise<MessageThread> {
    return this.changed(thread.id, (manager) => latest(manager, thread, READ_COLUMN[side], thread.lastMessageAt));
  }

  async hide({ client }: MessageThread, id: string, hiding: Hiding): Promise<boolean> {
    const columns = columnsOf(hiding, id, new ClientSeal(this.key, client));
    return this.update('id = :id AND hidden_at IS NULL', id, columns);
  }

  async show(_thread: MessageThread, id: string): Promise<boolean> {
    return this.update('id = :id AND hidden_at IS NOT NULL', id, SHOWN);
  }

  private async update(where: string, id: string, values: Partial<ThreadMessageEntity>): Promise<boolean> {
    const update = this.database.createQueryBuilder().update(ThreadMessageEntity).set(values).where(where, { id });
    return (await update.execute()).affected === 1;
  }

  private async insert(manager: EntityManager, thread: NewThread, message: NewMessage): Promise<void> {
    const { id, author, text, sentAt } = message;
    const seal = new ClientSeal(this.key, thread.client);
    await manager.insert(ThreadMessageEntity, {
      id,
      threadId: thread.id,
      accountId: author.account,
      role: author.role,
      sealed: seal.close(id, { text }),
      nameSealed: await sealedName(manager, seal, id, author),
      sentAt,
    });
  }

  /** All of the work or none of it, and the thread as it is then. */
  private async changed(id: string, work: (manager: EntityManager) => Promise<void>): Promise<MessageThread> {
    await this.database.transaction(work);
    const thread = await this.find(id);
    if (thread === null) throw new Error(`no thread ${id} is left`);
    return thread;
  }

  private async only(where: string, id: string): Promise<MessageThread | null> {
    const [row] = await this.database.query<Row[]>(`${THREAD} ${where}`, [id]);
    return row === undefined ? null : this.toThread(row);
  }

  private async page(where: string, { first, after }: PageRequest, values: string[]): Promise<MessageThread[]> {
    const { time = null, message: id = null } = after === null ? {} : placeOf(after);
    const rows = await this.database.query<Row[]>(`${THREAD} ${where} ${PAGE}`, [time, id, first + 1, ...values]);
    return rows.map((row) => this.toThread(row));
  }

  private toThread(row: Row): MessageThread {
    const { id, organisation, clientId, accountId, role, startedAt, lastMessageAt, userReadAt, staffReadAt } = row;
    const seal = new ClientSeal(this.key, clientId);
    const content = seal.open(id, row.sealed) as { title: string; recipient?: string | null };
    const [user = 0, staff = 0] = row.unread.split(' ').map(Number);
    return {
      id,
      organisation,
      client: clientId,
      startedBy: { account: accountId, name: nameOf(seal, id, row.nameSealed), role },
      recipient: { role: row.recipient, name: content.recipient ?? null },
      title: content.title,
      startedAt,
      lastMessageAt,
      readAt: { USER: userReadAt, STAFF: staffReadAt },
      unread: { USER: user, STAFF: staff },
    };
  }
}

/** Two at once never set the moment back. */
async function latest(
  manager: EntityManager,
  { id }: MessageThread,
  column: 'last_message_at' | 'user_read_at' | 'staff_read_at',
  at: Date,
): Promise<void> {
  const set = `${column} = greatest(${column}, $2::timestamptz)`;
  await manager.query(`UPDATE message_thread SET ${set} WHERE id = $1`, [id, at]);
}

function toMessage(row: ThreadMessageEntity, seal: ClientSeal): ThreadMessage {
  const { text } = seal.open(row.id, row.sealed) as { text: string };
  const author = { account: row.accountId, name: nameOf(seal, row.id, row.nameSealed), role: row.role };
  return { id: row.id, author, sentAt: row.sentAt, text, hidden: hiddenOf(row, seal) };
}

function placeOf({ time, id }: { time: string; id: string }): { time: Date; message: string } {
  return { time: new Date(time), message: id };
}
