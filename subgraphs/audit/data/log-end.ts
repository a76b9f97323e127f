/**
 * The end of the log, where records are put: by one writer at a time, so the numbers have no gap and the tree no fork.
 * A writer that finds the log as it left it puts them there in one message; after another one has written, it first looks.
 */
import type { Client } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { Frontier } from '../domain/tree/frontier.js';
import { frontierOf } from '../domain/tree/tree-hashes.js';
import { bytes, insertBatch } from './batch.js';
import { ClientRooms } from './client-rooms.js';
import { unknownOf } from './known-events.js';
import type { LogEntry } from './log-entry.js';
import { hasGoneOn } from './sql-state.js';
import { SqlTreeHashes } from './sql-tree-hashes.js';

/** Whoever holds it writes; until the end of the transaction. */
const WRITER_LOCK = "SELECT pg_advisory_xact_lock(hashtext('audit-event writer'))";

interface Tree {
  frontier: Frontier;
  /** The last one. */
  leaf: Buffer | null;
}

export class LogEnd {
  /** As this process last left it; another one may have gone on since. */
  private tree: Tree = { frontier: Frontier.empty(), leaf: null };
  /** When this process last wrote, nobody had in between. */
  private isAlone = false;
  private readonly clientRooms = new ClientRooms();

  constructor(private readonly database: DataSource) {}

  /**
   * Commits the records, all or none.
   * @param someKnown some may be there already, and are not written again.
   */
  async append(entries: readonly LogEntry[], at: Date, someKnown: boolean): Promise<void> {
    if (this.isAlone && this.tree.leaf !== null && !someKnown) {
      try {
        await this.appendAtOnce(entries, at, this.tree.leaf);
        return;
      } catch (error) {
        if (!hasGoneOn(error)) throw error;
      }
    }
    await this.appendInTurn(entries, at, someKnown);
  }

  /** A room has gone, and with it what was noted down of it. */
  forgetRooms(): void {
    this.clientRooms.forget();
  }

  private async appendAtOnce(entries: readonly LogEntry[], at: Date, leaf: Buffer): Promise<void> {
    const frontier = this.tree.frontier.copy();
    const before = [`SELECT audit_take_turn(${frontier.size}, ${bytes(leaf)})`];
    const rooms = this.clientRooms.newOf(entries);
    const runner = this.database.createQueryRunner();
    try {
      const client = (await runner.connect()) as Client;
      await insertBatch(client, { frontier, entries, at, before, beside: rooms.statements });
    } finally {
      await runner.release();
    }
    this.tree = { frontier, leaf: entries.at(-1)?.leaf ?? leaf };
    this.clientRooms.remember(rooms);
  }

  private async appendInTurn(entries: readonly LogEntry[], at: Date, someKnown: boolean): Promise<void> {
    const [tree, rooms, isAlone] = await this.database.transaction(async (manager) => {
      await manager.query(WRITER_LOCK);
      const { frontier, leaf, isSame } = await this.treeNow(manager);
      const fresh = someKnown ? await unknownOf(manager, entries) : entries;
      const added = this.clientRooms.newOf(fresh);
      const client = (await manager.queryRunner?.connect()) as Client;
      if (fresh.length > 0) await insertBatch(client, { frontier, entries: fresh, at, beside: added.statements });
      return [{ frontier, leaf: fresh.at(-1)?.leaf ?? leaf }, added, isSame] as const;
    });
    this.tree = tree;
    this.isAlone = isAlone;
    this.clientRooms.remember(rooms);
  }

  /**
   * A tree of this step's own: that of the process is replaced only when the step is committed. The size alone does not
   * say that it is still the same one: a database may have failed over to a copy that was behind.
   */
  private async treeNow(manager: EntityManager): Promise<Tree & { isSame: boolean }> {
    const { frontier, leaf: last } = this.tree;
    const hashes = new SqlTreeHashes(manager);
    const { size, leaf } = await hashes.end();
    const isSame = size === frontier.size && (leaf === null || last?.equals(leaf) === true);
    return { frontier: isSame ? frontier.copy() : await frontierOf(hashes, size), leaf, isSame };
  }
}
