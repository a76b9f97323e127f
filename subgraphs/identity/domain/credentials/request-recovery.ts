import { networkOf } from '../../../../program/network.js';
import { DomainError } from '../../../domain-error.js';
import type { Limits } from '../limits.js';
import type { Occasion } from '../occasion.js';
import { emailOf } from '../registration/person-details.js';
import { emailAsGiven } from './email-as-given.js';
import type { OneStep } from '../tables.js';

export interface RequestRecoveryNeeds extends OneStep {
  limits: Limits;
}

/**
 * Somebody forgot a password, or says so. Nothing is looked up here, so that nothing can be learnt: `RecoveryDesk` sees
 * to it in a moment. Who asks for one address more often than it needs gets the same answer, and no more mail comes of it.
 * @throws DomainError BAD_INPUT, TOO_MANY_ATTEMPTS by the network address, UNAVAILABLE.
 */
export async function requestRecovery(
  { limits, inOneStep }: RequestRecoveryNeeds,
  typed: string,
  occasion: Occasion,
): Promise<void> {
  const { caller, now, ledger } = occasion;
  const email = emailOf(emailAsGiven(typed));
  if (email === null) throw new DomainError('BAD_INPUT', { fields: ['email'] });
  await limits.take('recoveriesPerAddress', networkOf(caller.address));
  const asked = { kind: 'RECOVERY_REQUESTED', action: 'E', account: null, accountName: null } as const;
  if (await isOneTooMany(limits, email)) {
    ledger.add({ ...asked, outcome: 'REFUSED', reason: 'TOO_MANY_ATTEMPTS' });
    return;
  }
  await inOneStep(occasion, async ({ recoveries }, step) => {
    await recoveries.put(email, now);
    step.ledger.add(asked);
  });
}

async function isOneTooMany(limits: Limits, email: string): Promise<boolean> {
  try {
    await limits.take('recoveriesPerEmail', email);
    return false;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'TOO_MANY_ATTEMPTS') return true;
    throw error;
  }
}
