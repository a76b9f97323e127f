import type { Occasion } from '../occasion.js';
import { admitChange, findHolder, type AdmitChangeNeeds } from '../second-factors/admit-change.js';
import { recordingOwn } from './credential-record.js';
import { replacePassword, type ReplacePasswordNeeds } from './replace-password.js';

export type ChangePasswordNeeds = AdmitChangeNeeds & ReplacePasswordNeeds;

/**
 * Another password (V6, R19): the one that there is is given first, under the limits of signing in.
 * @throws DomainError CREDENTIALS_REFUSED, PASSWORD_REFUSED, SIGN_IN_TOO_WEAK, TOO_MANY_ATTEMPTS, UNAVAILABLE.
 */
export async function changePassword(
  needs: ChangePasswordNeeds,
  { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
  occasion: Occasion,
): Promise<void> {
  const holder = await findHolder(needs, occasion);
  await recordingOwn(occasion, holder, { kind: 'CREDENTIAL_CHANGED', what: 'PASSWORD' }, async (done) => {
    await admitChange(needs, holder, currentPassword, occasion);
    const change = { password: newPassword, reason: 'PASSWORD_CHANGED' } as const;
    await replacePassword(needs, holder, change, occasion, (_tables, step) => done(step));
  });
}
