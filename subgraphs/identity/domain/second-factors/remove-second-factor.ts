import type { AccountChanges } from '../account.js';
import { DomainError } from '../../../domain-error.js';
import { isUuid } from '../../../uuid.js';
import { mailTo } from '../messages/write-to.js';
import type { Occasion } from '../occasion.js';
import { refuse } from '../refusal.js';
import { actAsStaff } from '../staff/act-as-staff.js';
import { findStanding, organisationsOf } from '../standing.js';
import type { OneStep } from '../tables.js';
import { admitChange, findHolder, type AdmitChangeNeeds } from './admit-change.js';
import { recordingChange, tellHolder } from './factor-record.js';

/**
 * Removes one's own factor; what is left is the SMS code, which every account has.
 * @throws DomainError CREDENTIALS_REFUSED, SIGN_IN_TOO_WEAK, TOO_MANY_ATTEMPTS, NOT_FOUND.
 */
export async function removeSecondFactor(
  needs: AdmitChangeNeeds & OneStep,
  { id, password }: { id: string; password: string },
  occasion: Occasion,
): Promise<void> {
  const holder = await findHolder(needs, occasion);
  await recordingChange(occasion, holder, 'D', async () => {
    await admitChange(needs, holder, password, occasion);
    await needs.inOneStep(async (tables) => {
      const removed = isUuid(id) ? await tables.factors.remove(id, holder.account.id) : null;
      if (removed === null) throw new DomainError('NOT_FOUND');
      await tellHolder(tables, needs, holder, 'SECOND_FACTOR_REMOVED', occasion.now);
    });
  });
}

/**
 * The administration removes the factors of who lost a telephone or passkey, and ends the sessions that began with
 * them. The password and the SMS code stay (V27, R13).
 * @throws DomainError ACCESS_REFUSED, alike for an account that has nothing to do with the organisation; BAD_INPUT.
 */
export async function removeSecondFactors(
  needs: AdmitChangeNeeds & OneStep & { changes: AccountChanges },
  { organisation, accountId, reason }: { organisation: string; accountId: string; reason: string },
  occasion: Occasion,
): Promise<number> {
  const tried = { kind: 'CREDENTIAL_CHANGED', action: 'D' } as const;
  const { policy, place } = actAsStaff(needs, { organisation, roles: ['ADMINISTRATOR'], reason }, tried, occasion);
  const account = isUuid(accountId) ? await needs.accounts.find(accountId) : null;
  const standing = account === null ? null : await findStanding(needs, account.id, occasion.now);
  if (account === null || standing === null || !organisationsOf(standing).includes(policy.id)) {
    return refuse(occasion, { ...tried, ...place }, 'ACCESS_REFUSED');
  }
  const removed = await needs.inOneStep(async ({ factors, sessions, messages }) => {
    const count = await factors.removeAll(account.id);
    if (count === 0) return count;
    await sessions.endAll(account.id, 'COMPROMISED', occasion.now);
    await messages.put(mailTo(account, policy, { template: 'SECOND_FACTOR_REMOVED' }), occasion.now);
    return count;
  });
  occasion.ledger.add({ ...tried, ...place, categories: ['SECOND_FACTOR', account.id] });
  await needs.changes.announce(account.id);
  return removed;
}
