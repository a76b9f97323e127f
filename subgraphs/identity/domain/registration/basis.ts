import type { OrganisationPolicy } from '../../../../organisations/policy.js';
import type { Role } from '../../../../schema/caller.js';
import {
  FAMILY_BASES,
  REPRESENTATIVE_BASES,
  type AskedBasis,
  type LegalBasis,
} from '../../../../schema/legal-basis.js';
import { DomainError } from '../../../domain-error.js';

const BASES: Record<Role, readonly LegalBasis[]> = {
  CLIENT: ['SELF'],
  REPRESENTATIVE: REPRESENTATIVE_BASES,
  CONTACT: ['DESIGNATION'],
};

/**
 * Whether access in this role can rest on this (R5, R6).
 * @throws DomainError FINANCES_ONLY: administration of money is no authority over care; BASIS_NOT_ACCEPTED where the
 * organisation does not take family for a representative; BAD_INPUT for a basis that belongs to another role.
 */
export function checkBasis(
  { role, legalBasis }: { role: Role; legalBasis: AskedBasis },
  { accounts }: Pick<OrganisationPolicy, 'accounts'>,
): LegalBasis {
  if (legalBasis === 'FINANCIAL_ADMINISTRATION') throw new DomainError('FINANCES_ONLY');
  if (!BASES[role].includes(legalBasis)) throw new DomainError('BAD_INPUT', { fields: ['legalBasis'] });
  const family: readonly LegalBasis[] = FAMILY_BASES;
  if (family.includes(legalBasis) && !accounts.familyRepresentation) throw new DomainError('BASIS_NOT_ACCEPTED');
  return legalBasis;
}
