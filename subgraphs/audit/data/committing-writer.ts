/**
 * The one writer of the log. What arrives while a batch is being committed makes up the next batch, so a lone record
 * never waits and a crowd shares its commits. Other processes wait their turn at a lock, so the numbers have no gap.
 */
import { QueryFailedError, type DataSource } from 'typeorm';
import type { AuditEvent } from '../../../schema/audit-event.js';
import type { AuditTrail } from '../../ledger.js';

const LARGEST_BATCH = 256;

/** Whoever holds it writes; until the end of the transaction. */
export const WRITER_LOCK = "SELECT pg_advisory_xact_lock(hashtext('audit-event writer'))";

interface Waiting {
  events: AuditEvent[];
  resolve: () => void;
  reject: (reason: unknown) => void;
}

export class CommittingWriter implements AuditTrail {
  private waiting: Waiting[] = [];
  private writing: Promise<void> | undefined;

  constructor(
    private readonly database: DataSource,
    private readonly clock: () => Date,
  ) {}

  /** Resolves once the events are committed; an event whose id is known is not written again. */
  record(events: AuditEvent[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ events, resolve, reject });
      this.writing ??= this.writeAll();
    });
  }

  /** Resolves once all that was taken has been written. */
  async settled(): Promise<void> {
    await this.writing;
  }

  private async writeAll(): Promise<void> {
    await new Promise(setImmediate); // whoever records in this same turn is in the first batch
    while (this.waiting.length > 0) await this.writeBatch(this.takeBatch());
    this.writing = undefined; // in the turn in which nothing was waiting: whoever comes later starts anew
  }

  private async writeBatch(batch: Waiting[]): Promise<void> {
    try {
      await this.write(batch.flatMap(({ events }) => events));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      if (batch.length > 1 && isAboutValues(error)) {
        // one caller's value that the database cannot hold is no reason to refuse the others
        for (const alone of batch) await this.writeBatch([alone]);
        return;
      }
      for (const { reject } of batch) reject(error);
    }
  }

  /** At least one, and as many more as fit. */
  private takeBatch(): Waiting[] {
    let size = 0;
    const end = this.waiting.findIndex(({ events }, index) => (size += events.length) > LARGEST_BATCH && index > 0);
    return this.waiting.splice(0, end === -1 ? this.waiting.length : end);
  }

  private async write(events: AuditEvent[]): Promise<void> {
    const fresh = [...new Map(events.map((event) => [event.id, event])).values()];
    const names = new Map(events.flatMap(({ account, accountName }) => nameEntry(account, accountName)));
    await this.database.transaction(async (manager) => {
      await manager.query(WRITER_LOCK);
      await manager.query(INSERT_EVENTS, [JSON.stringify(fresh), this.clock().toISOString()]);
      if (names.size > 0) {
        await manager.query(UPSERT_PERSONS, [[...names.keys()], [...names.values()]]);
      }
    });
  }
}

/** SQLSTATE class 22, data exception. */
function isAboutValues(error: unknown): boolean {
  return error instanceof QueryFailedError && /^22/.test((error.driverError as { code?: string }).code ?? '');
}

function nameEntry(account: string | null, name: string | null): [string, string][] {
  return account === null || name === null ? [] : [[account, name]];
}

/** Numbers on from the last record, in the order given. Under the lock nobody else adds an id that is looked for here. */
const INSERT_EVENTS = `
  INSERT INTO audit_event (sequence, id, recorded_at, occurred_at, kind, action, outcome, reason, justification, organisation, account,
    role, relation, session, client, categories, search, purpose, policy, source, address, trace)
  SELECT (SELECT coalesce(max(sequence), 0) FROM audit_event) + row_number() OVER (ORDER BY place),
    id, $2::timestamptz, "occurredAt", kind, action, outcome, reason, justification, organisation, account,
    role, relation, session, client, categories, search, purpose, policy, source, address, trace
  FROM ROWS FROM (json_to_recordset($1::json) AS (id uuid, "occurredAt" timestamptz, kind text, action text,
    outcome text, reason text, justification text, organisation text, account text, role text, relation text, session text, client text,
    categories text[], search jsonb, purpose text, policy text, source text, address text, trace text))
    WITH ORDINALITY AS given (id, "occurredAt", kind, action, outcome, reason, justification, organisation, account, role, relation,
    session, client, categories, search, purpose, policy, source, address, trace, place)
  WHERE NOT EXISTS (SELECT FROM audit_event known WHERE known.id = given.id)`;

/** Whoever was forgotten stays so (R18). */
const UPSERT_PERSONS = `
  INSERT INTO audit_person (account, name)
  SELECT * FROM unnest($1::text[], $2::text[]) AS given (account, name)
  WHERE NOT EXISTS (SELECT FROM audit_forgotten forgotten WHERE forgotten.account = given.account)
  ON CONFLICT (account) DO UPDATE SET name = excluded.name WHERE audit_person.name <> excluded.name`;
