/** What identity knows of a session, kept for at most five seconds and dropped as soon as identity says it changed. */
import { CALLS } from '../../schema/calls.js';
import type { SessionFacts } from '../../schema/caller.js';
import type { SubgraphCalls } from '../subgraph-calls.js';

/** A relation that was revoked is refused within this time even when the push is lost (attack case 9). */
export const FACTS_LIFETIME_MS = 5_000;
const MOST_SESSIONS = 10_000;

interface Entry {
  account: string;
  /** When the question was asked: facts are as old as that. */
  at: number;
  facts: Promise<SessionFacts | null>;
}

export class SessionCache {
  /** In order of last use, the longest unused first. */
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly calls: SubgraphCalls,
    private readonly clock: () => Date,
    private readonly limitMs: number,
  ) {}

  /** Null: the session has ended. Lookups of one session at the same time are one call. @throws Refused UNAVAILABLE. */
  async factsOf(session: string, account: string): Promise<SessionFacts | null> {
    const now = this.clock().getTime();
    const known = this.entries.get(session);
    const fresh = known !== undefined && known.account === account && now - known.at < FACTS_LIFETIME_MS;
    const entry = fresh ? known : { account, at: now, facts: this.ask(session) };
    this.keep(session, entry);
    try {
      return await entry.facts;
    } catch (error) {
      if (this.entries.get(session) === entry) this.entries.delete(session);
      throw error;
    }
  }

  /** The account's sessions or relations changed: what is on its way is as old as what is here. */
  forget(account: string): void {
    for (const [session, entry] of this.entries) {
      if (entry.account === account) this.entries.delete(session);
    }
  }

  private ask(session: string): Promise<SessionFacts | null> {
    return this.calls.ask('identity', CALLS.sessionFacts, { session }, this.limitMs) as Promise<SessionFacts | null>;
  }

  private keep(session: string, entry: Entry): void {
    this.entries.delete(session);
    this.entries.set(session, entry);
    if (this.entries.size <= MOST_SESSIONS) return;
    const [longestUnused] = this.entries.keys();
    if (longestUnused !== undefined) this.entries.delete(longestUnused);
  }
}
