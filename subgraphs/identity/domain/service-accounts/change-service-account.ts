import { DomainError } from '../../../domain-error.js';
import type { Happening } from '../../../ledger.js';
import type { Organisations } from '../../../../organisations/policy.js';
import { isUuid } from '../../../uuid.js';
import type { AccountChanges } from '../account.js';
import type { Occasion, Recording } from '../occasion.js';
import { refuse } from '../refusal.js';
import { actAsStaff, type StaffAct } from '../staff/act-as-staff.js';
import type { OneStep } from '../tables.js';
import { readPublicKey } from './public-key.js';
import {
  liveKeys,
  MOST_LIVE_KEYS,
  type ServiceAccount,
  type ServiceAccounts,
  type ServiceAccountsInStep,
} from './service-account.js';

export interface ServiceAccountNeeds extends OneStep {
  serviceAccounts: ServiceAccounts;
  organisations: Organisations;
  changes: AccountChanges;
}

/** Which account, and why. */
export interface ServiceAccountAct {
  id: string;
  reason: string;
}

/**
 * A further key, to take into use before the old one is retired.
 * @throws DomainError ACCESS_REFUSED; BAD_INPUT also for a third live key and for one that was registered before.
 */
export function addServiceAccountKey(
  needs: ServiceAccountNeeds,
  { publicKey, ...which }: ServiceAccountAct & { publicKey: string },
  occasion: Occasion,
): Promise<ServiceAccount> {
  return change(needs, which, 'U', occasion, async (serviceAccounts, account) => {
    const key = readPublicKey(publicKey);
    const known = account.keys.some(({ kid, thumbprint }) => kid === key.kid || thumbprint === key.thumbprint);
    if (known || liveKeys(account).length >= MOST_LIVE_KEYS) {
      throw new DomainError('BAD_INPUT', { fields: ['publicKey'] });
    }
    await serviceAccounts.addKey(account.id, key, occasion.now);
  });
}

/**
 * Retires a key: what it signed, and the tokens that were had with it, are worth nothing at once.
 * @throws DomainError ACCESS_REFUSED; BAD_INPUT when there is no such live key.
 */
export function retireServiceAccountKey(
  needs: ServiceAccountNeeds,
  { kid, ...which }: ServiceAccountAct & { kid: string },
  occasion: Occasion,
): Promise<ServiceAccount> {
  return change(needs, which, 'U', occasion, async (serviceAccounts, account) => {
    const retired = await serviceAccounts.retireKey(account.id, kid, occasion.now);
    if (!retired) throw new DomainError('BAD_INPUT', { fields: ['kid'] });
  });
}

/** Ends the account for good, with its tokens, at once. @throws DomainError ACCESS_REFUSED. */
export function endServiceAccount(
  needs: ServiceAccountNeeds,
  which: ServiceAccountAct,
  occasion: Occasion,
): Promise<ServiceAccount> {
  return change(needs, which, 'D', occasion, async (serviceAccounts, account) => {
    await serviceAccounts.end(account.id, occasion.now);
  });
}

/** An account that does not exist, has ended or is another organisation's answers alike. */
async function change(
  needs: ServiceAccountNeeds,
  { id, reason }: ServiceAccountAct,
  action: 'U' | 'D',
  occasion: Occasion,
  work: (serviceAccounts: ServiceAccountsInStep, account: ServiceAccount) => Promise<void>,
): Promise<ServiceAccount> {
  const tried: Happening = { kind: 'SERVICE_ACCOUNT_CHANGED', action };
  const known = isUuid(id) ? await needs.serviceAccounts.find(id) : null;
  const of = { organisation: known?.organisation ?? null, roles: ['ADMINISTRATOR'] as const, reason };
  const act = actAsStaff(needs, of, tried, occasion);
  const changed = await needs.inOneStep(occasion, async ({ serviceAccounts }, step) => {
    const account = await serviceAccounts.findLocked(id);
    if (account === null || account.endedAt !== null) return refuseEnded(act, tried, step);
    await work(serviceAccounts, account);
    step.ledger.add({ ...tried, ...act.place, categories: [id] });
    return serviceAccounts.find(id);
  });
  await needs.changes.announce(id);
  return changed as ServiceAccount;
}

function refuseEnded({ place }: StaffAct, tried: Happening, step: Recording): never {
  return refuse(step, { ...tried, ...place }, 'ACCESS_REFUSED');
}
