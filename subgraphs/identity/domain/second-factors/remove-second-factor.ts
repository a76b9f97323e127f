import { DomainError } from '../../../domain-error.js';
import { isUuid } from '../../../uuid.js';
import { mailTo } from '../messages/write-to.js';
import type { Occasion } from '../occasion.js';
import { refuse } from '../refusal.js';
import { findConcerned, finishAct, recordAct, type ActOnAccountNeeds } from '../staff/act-on-account.js';
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
  await recordingChange(occasion, holder, 'D', async (done) => {
    await admitChange(needs, holder, password, occasion);
    await needs.inOneStep(occasion, async (tables, step) => {
      const removed = isUuid(id) ? await tables.factors.remove(id, holder.account.id) : null;
      if (removed === null) throw new DomainError('NOT_FOUND');
      await tellHolder(tables, needs, holder, 'SECOND_FACTOR_REMOVED', occasion.now);
      done(step);
    });
  });
}

/**
 * The administration removes the factors of who lost a telephone or passkey, and ends the sessions that began with
 * them. The password and the SMS code stay (V27, R13). Factors hold everywhere, so it goes on the log of each
 * organisation that the person has to do with.
 * @throws DomainError ACCESS_REFUSED, alike for an account that has nothing to do with the organisation and for one's
 * own, which takes the password; BAD_INPUT.
 */
export async function removeSecondFactors(
  needs: ActOnAccountNeeds,
  { organisation, accountId, reason }: { organisation: string; accountId: string; reason: string },
  occasion: Occasion,
): Promise<number> {
  const tried = { kind: 'CREDENTIAL_CHANGED', action: 'D' } as const;
  const found = await findConcerned(needs, { organisation, account: accountId, reason }, tried, occasion);
  const { account, by } = found;
  if (account.id === by.account) return refuse(occasion, { ...tried, ...by.place }, 'ACCESS_REFUSED');
  const removed = await needs.inOneStep(occasion, async ({ factors, sessions, messages }, step) => {
    recordAct(found, { ...tried, categories: ['SECOND_FACTOR'] }, step);
    const count = await factors.removeAll(account.id);
    if (count === 0) return count;
    await sessions.endAll(account.id, 'COMPROMISED', occasion.now);
    await messages.put(mailTo(account, by.policy, { template: 'SECOND_FACTOR_REMOVED' }), occasion.now);
    return count;
  });
  await finishAct(needs, found, occasion);
  return removed;
}
