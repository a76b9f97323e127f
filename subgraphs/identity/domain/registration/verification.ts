import type { OrganisationPolicy } from '../../../../organisations/policy.js';
import type { Role } from '../../../../schema/caller.js';
import type { AskedBasis } from '../../../../schema/legal-basis.js';
import { DomainError } from '../../../domain-error.js';
import { justificationOf } from '../../../justification.js';
import { isUuid } from '../../../uuid.js';
import { checkBasis } from './basis.js';
import type { ExtraAccount, Verification } from './registration.js';
import { checkForm } from './signed-form.js';
import { evidenceOf, referenceOf } from './written-line.js';

/** A verification as it was typed. */
export type GivenVerification = Omit<Verification, 'legalBasis'> & { role: Role; legalBasis: AskedBasis };

/**
 * R6, R7: what is written down about who somebody is and on what their access rests.
 * @throws DomainError FINANCES_ONLY, BASIS_NOT_ACCEPTED, REGISTRATION_BY_FORM, TERMS_NOT_CURRENT, BAD_INPUT.
 */
export function checkVerification(typed: GivenVerification, policy: OrganisationPolicy, now: Date): Verification {
  const { client, role, validUntil, relatedPerson, replaces } = typed;
  if (replaces !== null && !isUuid(replaces)) throw new DomainError('BAD_INPUT', { fields: ['replaces'] });
  if (validUntil !== null && validUntil <= now) throw new DomainError('BAD_INPUT', { fields: ['validUntil'] });
  return {
    client,
    role,
    legalBasis: checkBasis(typed, policy),
    evidence: evidenceOf(typed.evidence),
    relatedPerson: relatedPerson === null ? null : referenceOf(relatedPerson, 'relatedPerson'),
    validUntil,
    replaces,
    form: checkForm(typed.form, policy, now),
    extra: typed.extra === null ? null : checkExtra(typed.extra, policy, now),
  };
}

/** R9, R16: a further account has a reason, and an end where the organisation asks one. */
function checkExtra(typed: ExtraAccount, { accounts }: OrganisationPolicy, now: Date): ExtraAccount {
  if (accounts.extra === null) throw new DomainError('NO_ACCOUNT_LEFT');
  const { until } = typed;
  const isBad = until === null ? accounts.extra.endDateRequired : until <= now;
  if (isBad) throw new DomainError('BAD_INPUT', { fields: ['extra.until'] });
  return { reason: justificationOf(typed.reason), until };
}
