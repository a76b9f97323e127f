import { randomUUID } from 'node:crypto';
import { SERVICE_SCOPES, type ServiceScope } from '../../../../schema/service-token.js';
import { DomainError } from '../../../domain-error.js';
import type { Happening } from '../../../ledger.js';
import type { Occasion } from '../occasion.js';
import { actAsStaff } from '../staff/act-as-staff.js';
import { readPublicKey } from './public-key.js';
import type { ServiceAccount } from './service-account.js';
import type { ServiceAccountNeeds } from './change-service-account.js';

export interface NewServiceAccount {
  organisation: string;
  name: string;
  scopes: ServiceScope[];
  /** A JSON Web Key, as text. */
  publicKey: string;
  reason: string;
}

const LONGEST_NAME = 80;

/**
 * Makes a reporting tool known, with its first key.
 * @throws DomainError ACCESS_REFUSED, BAD_INPUT.
 */
export async function registerServiceAccount(
  needs: ServiceAccountNeeds,
  { organisation, name, scopes, publicKey, reason }: NewServiceAccount,
  occasion: Occasion,
): Promise<ServiceAccount> {
  const tried: Happening = { kind: 'SERVICE_ACCOUNT_CHANGED', action: 'C' };
  const act = actAsStaff(needs, { organisation, roles: ['ADMINISTRATOR'], reason }, tried, occasion);
  const account = {
    id: randomUUID(),
    organisation: act.policy.id,
    name: nameOf(name),
    scopes: scopesOf(scopes),
    createdAt: occasion.now,
    registeredBy: act.account,
  };
  const key = readPublicKey(publicKey);
  await needs.inOneStep(occasion, async ({ serviceAccounts }, step) => {
    await serviceAccounts.add(account, key);
    step.ledger.add({ ...tried, ...act.place, categories: [account.id, ...account.scopes] });
  });
  return { ...account, endedAt: null, keys: [{ ...key, registeredAt: occasion.now, retiredAt: null }] };
}

/** It stands on the log beside the names of people. */
function nameOf(text: string): string {
  const name = text.trim().normalize('NFC');
  if (name === '' || name.length > LONGEST_NAME || /[\p{C}@]/u.test(name)) {
    throw new DomainError('BAD_INPUT', { fields: ['name'] });
  }
  return name;
}

function scopesOf(asked: ServiceScope[]): ServiceScope[] {
  if (asked.length === 0) throw new DomainError('BAD_INPUT', { fields: ['scopes'] });
  return SERVICE_SCOPES.filter((scope) => asked.includes(scope));
}
