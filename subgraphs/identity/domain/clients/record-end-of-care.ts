import { DomainError } from '../../../domain-error.js';
import type { Happening } from '../../../ledger.js';
import type { Organisations } from '../../../../organisations/policy.js';
import type { AccountChanges } from '../account.js';
import type { Occasion } from '../occasion.js';
import { announceToHolders } from '../relations/announce-to-holders.js';
import { endAfterCare } from '../relations/relation-end.js';
import type { Relations } from '../relations/relation.js';
import type { OneStep } from '../tables.js';
import { actForClient } from './act-for-client.js';
import { dateThere, type Client, type Clients, type EndOfCare } from './client.js';

export interface EndOfCareNeeds extends OneStep {
  clients: Clients;
  relations: Relations;
  organisations: Organisations;
  changes: AccountChanges;
}

export interface ClientCare extends Client {
  /** When all access to the dossier is over; null while the client is in care. */
  accessEndsAt: Date | null;
}

/**
 * Records the day on which a client left or died, or takes it back: access ends so long after it as the organisation
 * says (V34, R18), everywhere at once and without anything else being done.
 * @param date YYYY-MM-DD. @throws DomainError ACCESS_REFUSED; BAD_INPUT for a date that has yet to come.
 */
export async function recordEndOfCare(
  needs: EndOfCareNeeds,
  { client: id, event, date, reason }: { client: string; event: EndOfCare; date: string | null; reason: string },
  occasion: Occasion,
): Promise<ClientCare> {
  const happening: Happening = { kind: 'CLIENT_CHANGED', action: 'U', categories: [event] };
  const which = { client: id, roles: ['ADMINISTRATOR'] as const, reason };
  const { client, policy, place } = await actForClient(needs, which, happening, occasion);
  if (date !== null && date > dateThere(policy, occasion.now)) throw new DomainError('BAD_INPUT', { fields: ['date'] });
  await needs.inOneStep(occasion, async ({ clients, relations }, step) => {
    await relations.lockClient(client.id);
    await clients.recordEndOfCare(client.id, event, date);
    step.ledger.add({ ...happening, ...place, client: client.id });
  });
  await announceToHolders(needs, client.id);
  const changed = { ...client, ...(event === 'DEATH' ? { diedOn: date } : { departedOn: date }) };
  return { ...changed, accessEndsAt: endAfterCare(changed, policy) };
}
