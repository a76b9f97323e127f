import { DateTime } from 'luxon';
import { termsInForce, type OrganisationPolicy } from '../../../../organisations/policy.js';
import { DomainError } from '../../../domain-error.js';
import { evidenceOf, nameOf } from './written-line.js';

/** A registration form that somebody signed: the agreement, and with it the acceptance of the terms (R3, R10). */
export interface SignedForm {
  signer: string;
  /** YYYY-MM-DD. */
  signedOn: string;
  termsVersion: string;
  /** Where the form is kept. */
  evidence: string;
}

/**
 * R3: no access without a signed form where the organisation works that way, and none with one where it does not (V26).
 * @throws DomainError REGISTRATION_BY_FORM, TERMS_NOT_CURRENT for terms that were not in force on that day, BAD_INPUT.
 */
export function checkForm(form: SignedForm | null, policy: OrganisationPolicy, now: Date): SignedForm | null {
  if (policy.activation !== 'SIGNED_FORM') {
    if (form !== null) throw new DomainError('BAD_INPUT', { fields: ['form'] });
    return null;
  }
  if (form === null) throw new DomainError('REGISTRATION_BY_FORM');
  const day = signingDay(form, policy);
  if (!day.isValid || day.toJSDate() > now) throw new DomainError('BAD_INPUT', { fields: ['form.signedOn'] });
  // a form of the day on which new terms took effect can be signed for either
  const inForce = [day.startOf('day'), day.endOf('day')].map((moment) => termsInForce(policy, moment.toJSDate()));
  if (!inForce.some((terms) => terms?.version === form.termsVersion)) throw new DomainError('TERMS_NOT_CURRENT');
  return {
    signer: nameOf(form.signer, 'form.signer'),
    signedOn: form.signedOn,
    termsVersion: form.termsVersion,
    evidence: evidenceOf(form.evidence, 'form.evidence'),
  };
}

/** The day itself, where the organisation is. */
export function signingDay({ signedOn }: SignedForm, { timeZone }: Pick<OrganisationPolicy, 'timeZone'>): DateTime {
  return DateTime.fromFormat(signedOn, 'yyyy-MM-dd', { zone: timeZone });
}
