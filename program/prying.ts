/**
 * R29: attempts to reach other people's data are counted, over all programs and their copies. Whoever makes too many is
 * remembered until identity has locked the account.
 */
import { ACCOUNT_PRIED } from '../schema/calls.js';
import type { SessionFacts } from '../schema/caller.js';
import type { Store } from './store.js';

const HOUR_MS = 3_600_000;

/** So many attempts within so long of the first are no mistake any more. */
export const PRYING = { most: 10, windowMs: HOUR_MS, rememberedMs: 30 * 24 * HOUR_MS } as const;

/** What was asked for by name, and refused. */
export interface Attempt {
  client: string | null;
  /** Whose it was, where that is known. */
  organisation: string | null;
}

/**
 * Asking for a section that is not shared is no attempt, nor is a client with whom one had to do once. It is one to ask
 * for a client with whom the caller never had to do, or, as a member of staff, for what is another organisation's.
 */
export function isAttempt(facts: SessionFacts, { client, organisation }: Attempt): boolean {
  if (facts.authentication === 'SIGNED_ASSERTION') return false;
  const isStaff = facts.staff.some((own) => own.organisation === organisation);
  if (client !== null) return !isStaff && !knows(facts, client.toLowerCase());
  if (facts.staff.length === 0 || organisation === null) return false;
  return !isStaff && facts.relations.every((own) => own.organisation !== organisation);
}

function knows({ relations, formerClients = [] }: SessionFacts, client: string): boolean {
  return relations.some((own) => own.client === client) || formerClients.includes(client);
}

/** Counts attempts of an account; tells identity when there are too many. */
export async function countAttempts(store: Store, account: string, attempts: number): Promise<void> {
  let count = 0;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    count = await store.increment(counterOf(account), PRYING.windowMs);
  }
  if (count < PRYING.most) return;
  await store.set(markOf(account), 'yes', PRYING.rememberedMs);
  await store.publish(ACCOUNT_PRIED, account);
}

export async function hasPried(store: Store, account: string): Promise<boolean> {
  return (await store.get(markOf(account))) !== null;
}

/** It was dealt with: the count begins anew. */
export async function forgetAttempts(store: Store, account: string): Promise<void> {
  await store.delete(counterOf(account));
  await store.delete(markOf(account));
}

function counterOf(account: string): string {
  return `prying:${account}`;
}

function markOf(account: string): string {
  return `pried:${account}`;
}
