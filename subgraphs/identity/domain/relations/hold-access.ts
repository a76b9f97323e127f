import type { Tables } from '../tables.js';

/**
 * Nobody else changes who has access to the client, or what these accounts may, for as long as the step lasts. Accounts
 * before clients, and accounts in the order of their ids: nobody waits for somebody who waits for them.
 */
export async function holdAccess(
  { accounts, relations }: Pick<Tables, 'accounts' | 'relations'>,
  ids: (string | undefined)[],
  client: string,
): Promise<void> {
  const some = [...new Set(ids)].filter((id) => id !== undefined).sort();
  for (const id of some) await accounts.lock(id);
  await relations.lockClient(client);
}
