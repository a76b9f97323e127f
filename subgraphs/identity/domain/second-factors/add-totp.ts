import { randomUUID } from 'node:crypto';
import { DomainError } from '../../../domain-error.js';
import { isUuid } from '../../../uuid.js';
import { whoAsks, type Occasion } from '../occasion.js';
import type { OneStep } from '../tables.js';
import { acceptingOrganisations } from './accepting-organisations.js';
import { admitChange, checkStrength, findHolder, type AdmitChangeNeeds } from './admit-change.js';
import { beginFactor, recordingChange, tellHolder } from './factor-record.js';
import { factorName, isAwaited, type SecondFactor, type Totp } from './second-factor.js';
import { newTotpSecret, stepOf, totpUri } from './totp-code.js';

export interface BegunTotp {
  id: string;
  /** What the app scans. */
  uri: string;
  /** The same, to type over. */
  secret: string;
}

/**
 * Begins an authenticator app, where an organisation of the account accepts its codes (R13).
 * @throws DomainError CREDENTIALS_REFUSED, SIGN_IN_TOO_WEAK, FACTOR_NOT_ACCEPTED, TOO_MANY_FACTORS, TOO_MANY_ATTEMPTS,
 * BAD_INPUT.
 */
export async function addTotp(
  needs: AdmitChangeNeeds & OneStep,
  { password, name }: { password: string; name: string },
  occasion: Occasion,
): Promise<BegunTotp> {
  const called = factorName(name);
  const holder = await findHolder(needs, occasion);
  return recordingChange(occasion, holder, 'C', async (done) => {
    await admitChange(needs, holder, password, occasion);
    const [organisation] = acceptingOrganisations(holder.standing, 'TOTP');
    if (organisation === undefined) throw new DomainError('FACTOR_NOT_ACCEPTED');
    const begun = newTotp(holder.account.id, called, occasion.now);
    await beginFactor(needs, begun, done, occasion);
    const { id, secret } = begun;
    return { id, secret, uri: totpUri({ secret, issuer: organisation.portalName, label: holder.account.email }) };
  });
}

function newTotp(account: string, name: string, now: Date): Totp {
  return {
    id: randomUUID(),
    kind: 'TOTP',
    account,
    name,
    createdAt: now,
    confirmedAt: null,
    lastUsedAt: null,
    secret: newTotpSecret(),
  };
}

/**
 * The app shows a code that fits: from now on it is a second factor.
 * @throws DomainError CODE_REFUSED, alike for whatever is wrong; SIGN_IN_TOO_WEAK.
 */
export async function confirmTotp(
  needs: AdmitChangeNeeds & OneStep,
  { id, code }: { id: string; code: string },
  occasion: Occasion,
): Promise<SecondFactor> {
  const holder = await findHolder(needs, occasion);
  return recordingChange(occasion, holder, 'U', async (done) => {
    await checkStrength(needs, holder, occasion);
    const begun = isUuid(id) ? await needs.factors.findBegun(id, whoAsks(occasion).account) : null;
    const step = begun?.kind === 'TOTP' ? stepOf(begun.secret, code.trim(), occasion.now) : null;
    if (begun === null || step === null || !isAwaited(begun, occasion.now)) throw new DomainError('CODE_REFUSED');
    await needs.inOneStep(occasion, async (tables, recording) => {
      if (!(await tables.factors.confirmTotp(id, step, occasion.now))) throw new DomainError('CODE_REFUSED');
      await tellHolder(tables, needs, holder, 'SECOND_FACTOR_ADDED', occasion.now);
      done(recording);
    });
    return { ...begun, confirmedAt: occasion.now };
  });
}
