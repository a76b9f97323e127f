import type { AccountChanges } from '../account.js';
import type { Occasion } from '../occasion.js';
import { refuse } from '../refusal.js';
import { announceToHolders } from '../relations/announce-to-holders.js';
import { actForClient } from './act-for-client.js';
import { bsnHashFor, type ClientFile, type ClientRegister } from './client-register.js';
import type { Clients } from './client.js';
import { readClientFile, type ClientFileNeeds } from './list-clients.js';
import type { OneStep } from '../tables.js';

export interface ChangeClientBsnNeeds extends ClientFileNeeds, OneStep {
  clients: Clients;
  clientRegister: ClientRegister;
  changes: AccountChanges;
  bsnKey: Buffer;
}

/**
 * Replaces a client's BSN that was not right. Whoever confirmed the one before was linked by a wrong number: they confirm
 * anew, with three tries (V31). @throws DomainError ACCESS_REFUSED, BAD_INPUT.
 */
export async function changeClientBsn(
  needs: ChangeClientBsnNeeds,
  { client: id, bsn, reason }: { client: string; bsn: string; reason: string },
  occasion: Occasion,
): Promise<ClientFile> {
  const happening = { kind: 'CLIENT_CHANGED', action: 'U' } as const;
  const which = { client: id, roles: ['ADMINISTRATOR'] as const, reason };
  const { client, policy, place } = await actForClient(needs, which, happening, occasion);
  const hash = bsnHashFor(policy, bsn, needs.bsnKey);
  const about = { ...happening, ...place, client: client.id, categories: ['BSN'] };
  if (hash === null) return refuse(occasion, about, 'BAD_INPUT');
  await needs.inOneStep(occasion, async ({ relations, clientRegister }, step) => {
    await relations.lockClient(client.id);
    await clientRegister.changeBsn(client.id, hash);
    step.ledger.add(about);
  });
  await announceToHolders(needs, client.id);
  const file = await readClientFile(needs, policy, client.id, occasion.now);
  return file ?? refuse(occasion, about, 'ACCESS_REFUSED');
}
