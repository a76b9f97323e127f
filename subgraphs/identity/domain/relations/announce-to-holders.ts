import type { AccountChanges } from '../account.js';
import type { Relations } from './relation.js';

/** Tells everyone who remembers the sessions of whoever has access to a client. */
export async function announceToHolders(
  { relations, changes }: { relations: Relations; changes: AccountChanges },
  client: string,
): Promise<void> {
  const holders = new Set((await relations.ofClients([client])).map(({ holder }) => holder.account));
  await Promise.all([...holders].map((account) => changes.announce(account)));
}
